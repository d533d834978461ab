using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Announcements;

/// <summary>A dated public statement that introduces or restates programmes, amounts or releases.</summary>
public sealed class Announcement : PublicRecord, IHasFacts, IEntityTypeConfiguration<Announcement>
{
    public const int TitleMaxLength = 500;

    /// <summary>The last day the date can mean; with its precision it is the figures' <c>statedOn</c>.</summary>
    public DateOnly StatedOn { get; set; }

    public DatePrecision StatedPrecision { get; set; }

    public PartialDate Date
    {
        get => new(StatedOn, StatedPrecision);
        set => (StatedOn, StatedPrecision) = (value.LastDay, value.Precision);
    }

    public required string Title { get; set; }

    public string? Speaker { get; set; }

    public string? Summary { get; set; }

    /// <summary>Since when the portal holds the present date; earlier ones are in <see cref="AnnouncementHistory"/>.</summary>
    public DateTimeOffset FactsRecordedAt { get; set; }

    public List<Citation> Citations { get; } = [];

    public List<Figure> Figures { get; } = [];

    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        builder.ToTable("announcements");
        builder.Property(announcement => announcement.Title).HasMaxLength(TitleMaxLength);
        builder.Ignore(announcement => announcement.Date);
        builder.HasIndex(announcement => new { announcement.StatedOn, announcement.Id });
    }
}

/// <summary>A date that an announcement was held to have before its present one.</summary>
public sealed class AnnouncementHistory : IRecordedFact, IEntityTypeConfiguration<AnnouncementHistory>
{
    public Guid AnnouncementId { get; init; }

    public DateOnly StatedOn { get; init; }

    public DatePrecision StatedPrecision { get; init; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<AnnouncementHistory> builder)
    {
        builder.ToTable("announcement_history");
        builder.HasKey(history => new { history.AnnouncementId, history.RecordedAt });
        builder.Property(history => history.WithdrawnAt).IsRequired();
        builder.HasOne<Announcement>().WithMany().HasForeignKey(history => history.AnnouncementId).OnDelete(DeleteBehavior.Restrict);
    }
}
