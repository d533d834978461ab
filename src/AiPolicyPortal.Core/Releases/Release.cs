using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Releases;

/// <summary>An AI model, dataset or tool that was put out, with what of it is open.</summary>
public sealed class Release : PublicRecord, IEntityTypeConfiguration<Release>
{
    public const int NameMaxLength = 300;

    public required string Name { get; set; }

    public ReleaseKind Kind { get; set; }

    /// <summary>The developers as the source writes them; those the portal knows are in <see cref="Developers"/>.</summary>
    public string[] DeveloperNames { get; set; } = [];

    public List<ReleaseDeveloper> Developers { get; } = [];

    /// <summary>Codes of the developers' countries.</summary>
    public string[] CountryCodes { get; set; } = [];

    public Modality[] Modalities { get; set; } = [];

    public Guid? BaseReleaseId { get; set; }

    /// <summary>The release this one was built from.</summary>
    public Release? BaseRelease { get; set; }

    /// <summary>What it was built from, in the source's words, when the portal has no record of it.</summary>
    public string? BaseName { get; set; }

    public DateOnly? AnnouncedOn { get; set; }

    public DatePrecision? AnnouncedPrecision { get; set; }

    public PartialDate? Announced
    {
        get => PartialDate.From(AnnouncedOn, AnnouncedPrecision);
        set => (AnnouncedOn, AnnouncedPrecision) = (value?.LastDay, value?.Precision);
    }

    public Guid? AnnouncedInId { get; set; }

    /// <summary>The announcement that said it would be released.</summary>
    public Announcement? AnnouncedIn { get; set; }

    public DateOnly? ReleasedOn { get; set; }

    public DatePrecision? ReleasedPrecision { get; set; }

    public PartialDate? Released
    {
        get => PartialDate.From(ReleasedOn, ReleasedPrecision);
        set => (ReleasedOn, ReleasedPrecision) = (value?.LastDay, value?.Precision);
    }

    /// <summary>SPDX licence expression of the release as a whole.</summary>
    public string? Licence { get; set; }

    public string? LicenceAsStated { get; set; }

    public long? Parameters { get; set; }

    public string? Url { get; set; }

    /// <summary>The list the record was taken from.</summary>
    public Assessor Origin { get; set; }

    public string? Description { get; set; }

    public List<ReleaseComponent> Components { get; } = [];

    public List<ReleaseFunding> Funding { get; } = [];

    public List<Citation> Citations { get; } = [];

    /// <summary>How open it is by three frameworks; null for a withdrawn release.</summary>
    public ReleaseAssessment? Assessment { get; init; }

    public void Configure(EntityTypeBuilder<Release> builder)
    {
        builder.ToTable("releases", table =>
        {
            table.HasCheckConstraint("ck_releases_base_release", "base_release_id <> id");
            table.HasCheckConstraint("ck_releases_parameters", "parameters > 0");
            table.HasCheckConstraint("ck_releases_announced", "(announced_on is null) = (announced_precision is null)");
            table.HasCheckConstraint("ck_releases_released", "(released_on is null) = (released_precision is null)");
        });
        builder.Property(release => release.Name).HasMaxLength(NameMaxLength);
        builder.Ignore(release => release.Announced).Ignore(release => release.Released);
        builder.HasOne(release => release.BaseRelease).WithMany().HasForeignKey(release => release.BaseReleaseId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(release => release.AnnouncedIn).WithMany().HasForeignKey(release => release.AnnouncedInId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(release => release.Developers).WithOne(developer => developer.Release).HasForeignKey(developer => developer.ReleaseId);
        builder.HasMany(release => release.Components).WithOne().HasForeignKey(component => component.ReleaseId);
        builder.HasMany(release => release.Funding).WithOne(funding => funding.Release).HasForeignKey(funding => funding.ReleaseId);
        builder.HasIndex(release => new { release.ReleasedOn, release.Id });
    }
}

/// <summary>An organisation of the portal that developed a release.</summary>
public sealed class ReleaseDeveloper : IEntityTypeConfiguration<ReleaseDeveloper>
{
    public Guid ReleaseId { get; init; }

    public Release Release { get; init; } = null!;

    public Guid OrganisationId { get; init; }

    public Organisation Organisation { get; init; } = null!;

    public int Position { get; set; }

    public void Configure(EntityTypeBuilder<ReleaseDeveloper> builder)
    {
        builder.ToTable("release_developers");
        builder.HasKey(developer => new { developer.ReleaseId, developer.OrganisationId });
        builder.HasOne(developer => developer.Organisation).WithMany(organisation => organisation.Developments)
            .HasForeignKey(developer => developer.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>One assessor's dated judgement of one component, with its evidence.</summary>
public sealed class ReleaseComponent : IEntityTypeConfiguration<ReleaseComponent>
{
    public Guid ReleaseId { get; init; }

    public Component Component { get; init; }

    public Assessor Assessor { get; init; }

    public Availability Availability { get; set; }

    /// <summary>SPDX licence expression of this component.</summary>
    public string? Licence { get; set; }

    public string[] EvidenceUrls { get; set; } = [];

    public Guid? SourceId { get; set; }

    public Source? Source { get; set; }

    public string? Evidence { get; set; }

    public DateOnly? AssessedOn { get; set; }

    public DatePrecision? AssessedPrecision { get; set; }

    public PartialDate? Assessed
    {
        get => PartialDate.From(AssessedOn, AssessedPrecision);
        set => (AssessedOn, AssessedPrecision) = (value?.LastDay, value?.Precision);
    }

    /// <summary>What the rules of openness need of it.</summary>
    internal Judged ToJudged() => new(Component, Assessor, Availability, Licence, Assessed);

    public void Configure(EntityTypeBuilder<ReleaseComponent> builder)
    {
        builder.ToTable("release_components");
        builder.HasKey(component => new { component.ReleaseId, component.Component, component.Assessor });
        builder.Ignore(component => component.Assessed);
        builder.HasOne(component => component.Source).WithMany().HasForeignKey(component => component.SourceId).OnDelete(DeleteBehavior.Restrict);
    }
}
