using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Programmes;

public enum ProgrammeStatus
{
    Announced,
    Active,
    Closed,
    Cancelled,
    Unknown,
}

/// <summary>How far a programme binds itself to open source.</summary>
public enum OpenSourceCommitment
{
    None,
    Stated,
    Funded,
    Required,
}

/// <summary>What the money of a programme or a grant is for.</summary>
public enum Theme
{
    Research,
    Compute,
    Adoption,
    Infrastructure,
    Startups,
    Talent,
    Skills,
    SafetyGovernance,
    LanguageTechnology,
    Data,
    OpenSource,
    Defence,
}

/// <summary>A funding programme; programmes form a forest by <see cref="ParentId"/>.</summary>
public sealed class Programme : PublicRecord, IHasFacts, IEntityTypeConfiguration<Programme>
{
    public const int NameMaxLength = 300;

    public required string Name { get; set; }

    public string? NameOriginal { get; set; }

    public required string CountryCode { get; set; }

    public Country Country { get; set; } = null!;

    public Guid? LeadOrganisationId { get; set; }

    public Organisation? LeadOrganisation { get; set; }

    public DateOnly? StartOn { get; set; }

    public DatePrecision? StartPrecision { get; set; }

    public PartialDate? Start
    {
        get => PartialDate.From(StartOn, StartPrecision);
        set => (StartOn, StartPrecision) = (value?.LastDay, value?.Precision);
    }

    public DateOnly? EndOn { get; set; }

    public DatePrecision? EndPrecision { get; set; }

    public PartialDate? End
    {
        get => PartialDate.From(EndOn, EndPrecision);
        set => (EndOn, EndPrecision) = (value?.LastDay, value?.Precision);
    }

    public ProgrammeStatus Status { get; set; }

    /// <summary>The source's own words for the status, when they say more than the code.</summary>
    public string? StatusNote { get; set; }

    public Guid? ParentId { get; set; }

    public Programme? Parent { get; set; }

    public List<Programme> Children { get; } = [];

    public Theme[] Themes { get; set; } = [];

    public OpenSourceCommitment OpenSourceCommitment { get; set; }

    public Guid? CommitmentSourceId { get; set; }

    /// <summary>Where the words stand that bind it to open source; null where none is on record.</summary>
    public Source? CommitmentSource { get; set; }

    /// <summary>Those words.</summary>
    public string? CommitmentEvidence { get; set; }

    /// <summary>What a reader should know of them, such as that they speak of a part of it.</summary>
    public string? CommitmentNote { get; set; }

    public string? Description { get; set; }

    /// <summary>Since when the portal holds the present country, parent and themes; earlier ones are in <see cref="ProgrammeHistory"/>.</summary>
    public DateTimeOffset FactsRecordedAt { get; set; }

    public List<Figure> Figures { get; } = [];

    public List<Grant> Grants { get; } = [];

    /// <summary>How many of its grants hold; nothing without any.</summary>
    public List<GrantCount> GrantCounts { get; } = [];

    public List<Citation> Citations { get; } = [];

    public void Configure(EntityTypeBuilder<Programme> builder)
    {
        builder.ToTable("programmes", table =>
        {
            table.HasCheckConstraint("ck_programmes_parent", "parent_id <> id");
            table.HasCheckConstraint("ck_programmes_start", "(start_on is null) = (start_precision is null)");
            table.HasCheckConstraint("ck_programmes_end", "(end_on is null) = (end_precision is null)");
            table.HasCheckConstraint("ck_programmes_commitment", "(commitment_source_id is null) = (commitment_evidence is null)");
        });
        builder.Property(programme => programme.Name).HasMaxLength(NameMaxLength);
        builder.Property(programme => programme.NameOriginal).HasMaxLength(NameMaxLength);
        builder.Ignore(programme => programme.Start).Ignore(programme => programme.End);
        builder.HasOne(programme => programme.Country).WithMany().HasForeignKey(programme => programme.CountryCode)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(programme => programme.LeadOrganisation).WithMany(organisation => organisation.ProgrammesLed)
            .HasForeignKey(programme => programme.LeadOrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(programme => programme.CommitmentSource).WithMany(source => source.Commitments).HasForeignKey(programme => programme.CommitmentSourceId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(programme => programme.Parent).WithMany(programme => programme.Children).HasForeignKey(programme => programme.ParentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Where a programme stood before its present country, parent and themes.</summary>
public sealed class ProgrammeHistory : IRecordedFact, IEntityTypeConfiguration<ProgrammeHistory>
{
    public Guid ProgrammeId { get; init; }

    public required string CountryCode { get; init; }

    public Guid? ParentId { get; init; }

    public Theme[] Themes { get; init; } = [];

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<ProgrammeHistory> builder)
    {
        builder.ToTable("programme_history");
        builder.HasKey(history => new { history.ProgrammeId, history.RecordedAt });
        builder.Property(history => history.WithdrawnAt).IsRequired();
        builder.HasOne<Programme>().WithMany().HasForeignKey(history => history.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme>().WithMany().HasForeignKey(history => history.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Country>().WithMany().HasForeignKey(history => history.CountryCode).OnDelete(DeleteBehavior.Restrict);
    }
}
