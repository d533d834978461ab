using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Governance;

public enum GovernanceType
{
    Strategy,
    Law,
    OversightBody,
    EthicsFramework,
    SafetyInstitute,
    Standard,
    OpenLicensingPolicy,
    Other,
}

public enum GovernanceStatus
{
    Announced,
    Proposed,
    Draft,
    Adopted,
    InForce,
    Active,
    Published,
    Completed,
    Closed,
    Superseded,
    Rescinded,
    Lapsed,
    Unknown,
}

/// <summary>A strategy, law, oversight body, ethics framework, safety institute, standard or open-licensing rule.</summary>
public sealed class GovernanceMeasure : PublicRecord, IEntityTypeConfiguration<GovernanceMeasure>
{
    public const int NameMaxLength = 300;

    public required string CountryCode { get; set; }

    public Country Country { get; set; } = null!;

    public required string Name { get; set; }

    public GovernanceType Type { get; set; }

    public DateOnly? AdoptedOn { get; set; }

    public DatePrecision? AdoptedPrecision { get; set; }

    public PartialDate? Adopted
    {
        get => PartialDate.From(AdoptedOn, AdoptedPrecision);
        set => (AdoptedOn, AdoptedPrecision) = (value?.LastDay, value?.Precision);
    }

    public GovernanceStatus Status { get; set; }

    /// <summary>The source's own words for the status, when they say more than the code.</summary>
    public string? StatusNote { get; set; }

    /// <summary>The body that adopted it or is responsible, as the source writes it.</summary>
    public string? Body { get; set; }

    public string? Description { get; set; }

    public List<GovernanceLink> Links { get; } = [];

    /// <summary>The statuses it has had, where sources date them.</summary>
    public List<GovernanceStatusChange> Statuses { get; } = [];

    public List<Citation> Citations { get; } = [];

    public void Configure(EntityTypeBuilder<GovernanceMeasure> builder)
    {
        builder.ToTable("governance_measures", table =>
            table.HasCheckConstraint("ck_governance_measures_adopted", "(adopted_on is null) = (adopted_precision is null)"));
        builder.Property(measure => measure.Name).HasMaxLength(NameMaxLength);
        builder.Ignore(measure => measure.Adopted);
        builder.HasOne(measure => measure.Country).WithMany().HasForeignKey(measure => measure.CountryCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(measure => measure.Links).WithOne(link => link.Measure).HasForeignKey(link => link.MeasureId);
        builder.HasMany(measure => measure.Statuses).WithOne(change => change.Measure).HasForeignKey(change => change.MeasureId);
        builder.HasIndex(measure => new { measure.AdoptedOn, measure.Id });
    }
}

public enum GovernanceLinkKind
{
    Binds,
    Funds,
    Implements,
    Mentions,
}

/// <summary>What a measure asks of the programme or release it is linked to.</summary>
public enum GovernanceDuty
{
    None,
    EthicsReview,
    Audit,
    OpenLicence,
}

/// <summary>How a measure bears on a programme or a release.</summary>
public sealed class GovernanceLink : IEntityTypeConfiguration<GovernanceLink>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MeasureId { get; init; }

    public GovernanceMeasure Measure { get; init; } = null!;

    public GovernanceLinkKind Kind { get; init; }

    public Guid? ProgrammeId { get; init; }

    public Programme? Programme { get; init; }

    public Guid? ReleaseId { get; init; }

    public Release? Release { get; init; }

    public GovernanceDuty Duty { get; set; }

    public Guid? SourceId { get; set; }

    public Source? Source { get; set; }

    public string? Note { get; set; }

    public void Configure(EntityTypeBuilder<GovernanceLink> builder)
    {
        builder.ToTable("governance_links", table =>
            table.HasCheckConstraint("ck_governance_links_one_end", "num_nonnulls(programme_id, release_id) = 1"));
        builder.HasOne(link => link.Programme).WithMany().HasForeignKey(link => link.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(link => link.Release).WithMany().HasForeignKey(link => link.ReleaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(link => link.Source).WithMany().HasForeignKey(link => link.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(link => new { link.MeasureId, link.Kind, link.ProgrammeId, link.ReleaseId }).IsUnique().AreNullsDistinct(false);
    }
}
