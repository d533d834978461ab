using AiPolicyPortal.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Sources;

/// <summary>A public page or document that shows what the portal says.</summary>
public sealed class Source : PublicRecord, IHasFacts, IEntityTypeConfiguration<Source>
{
    public const int TitleMaxLength = 500;
    public const int UrlMaxLength = 2000;

    public required string Url { get; set; }

    /// <summary>Null where the page's own title is not known.</summary>
    public string? Title { get; set; }

    public string? Publisher { get; set; }

    public DateOnly? PublishedOn { get; set; }

    public DatePrecision? PublishedPrecision { get; set; }

    public PartialDate? Published
    {
        get => PartialDate.From(PublishedOn, PublishedPrecision);
        set => (PublishedOn, PublishedPrecision) = (value?.LastDay, value?.Precision);
    }

    /// <summary>ISO 639-1 code; null when not known.</summary>
    public string? Language { get; set; }

    /// <summary>1 official, 2 research, 3 press, 4 aggregator.</summary>
    public int Tier { get; set; }

    /// <summary>Where a copy of it is kept, as it was when it was cited; null when nowhere.</summary>
    public string? ArchiveUrl { get; set; }

    public DateOnly? RetractedOn { get; set; }

    public DatePrecision? RetractedPrecision { get; set; }

    /// <summary>When its publisher took it back; null while it stands. What it showed stays, and is marked where it rests on this alone.</summary>
    public PartialDate? Retracted
    {
        get => PartialDate.From(RetractedOn, RetractedPrecision);
        set => (RetractedOn, RetractedPrecision) = (value?.LastDay, value?.Precision);
    }

    /// <summary>Why it was taken back.</summary>
    public string? RetractionNote { get; set; }

    /// <summary>What the latest look at its address showed; null before the first.</summary>
    public SourceCheck? Check { get; set; }

    /// <summary>Since when the portal holds the present tier; earlier tiers are in <see cref="SourceHistory"/>.</summary>
    public DateTimeOffset FactsRecordedAt { get; set; }

    public List<Citation> Citations { get; } = [];

    /// <summary>Programmes whose commitment to open source it words.</summary>
    public List<Programmes.Programme> Commitments { get; } = [];

    /// <summary>Changes of governance measures that it shows.</summary>
    public List<Governance.GovernanceStatusChange> StatusChanges { get; } = [];

    public void Configure(EntityTypeBuilder<Source> builder)
    {
        builder.ToTable("sources", table =>
        {
            table.HasCheckConstraint("ck_sources_tier", "tier between 1 and 4");
            table.HasCheckConstraint("ck_sources_url", "url ~ '^https?://'");
            table.HasCheckConstraint("ck_sources_language", "language ~ '^[a-z]{2}$'");
            table.HasCheckConstraint("ck_sources_published", "(published_on is null) = (published_precision is null)");
            table.HasCheckConstraint("ck_sources_archive_url", "archive_url ~ '^https?://'");
            table.HasCheckConstraint("ck_sources_retracted", "(retracted_on is null) = (retracted_precision is null)");
            table.HasCheckConstraint("ck_sources_retraction_note", "retraction_note is null or retracted_on is not null");
        });
        builder.Property(source => source.Title).HasMaxLength(TitleMaxLength);
        builder.Property(source => source.Url).HasMaxLength(UrlMaxLength);
        builder.Property(source => source.ArchiveUrl).HasMaxLength(UrlMaxLength);
        builder.Ignore(source => source.Published);
        builder.Ignore(source => source.Retracted);
        builder.HasMany(source => source.Citations).WithOne(citation => citation.Source).HasForeignKey(citation => citation.SourceId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(source => new { source.PublishedOn, source.Id });
        builder.HasIndex(source => source.RetractedOn).HasFilter("retracted_on is not null");
    }
}

/// <summary>A tier that a source had before its present one.</summary>
public sealed class SourceHistory : IRecordedFact, IEntityTypeConfiguration<SourceHistory>
{
    public Guid SourceId { get; init; }

    public int Tier { get; init; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<SourceHistory> builder)
    {
        builder.ToTable("source_history", table => table.HasCheckConstraint("ck_source_history_tier", "tier between 1 and 4"));
        builder.HasKey(history => new { history.SourceId, history.RecordedAt });
        builder.Property(history => history.WithdrawnAt).IsRequired();
        builder.HasOne<Source>().WithMany().HasForeignKey(history => history.SourceId).OnDelete(DeleteBehavior.Restrict);
    }
}
