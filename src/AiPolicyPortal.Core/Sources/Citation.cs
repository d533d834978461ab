using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Sources;

/// <summary>That one source shows one record. Withdrawn, never deleted: an announcement's sources decide which figure stands.</summary>
public sealed class Citation : IRecordedFact, IEntityTypeConfiguration<Citation>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SourceId { get; init; }

    public Source Source { get; init; } = null!;

    public Guid? AnnouncementId { get; init; }

    public Guid? ProgrammeId { get; init; }

    public Guid? OrganisationId { get; init; }

    public Guid? GovernanceMeasureId { get; init; }

    public Guid? ReleaseId { get; init; }

    /// <summary>Order among the record's sources, from 1.</summary>
    public int Position { get; set; } = 1;

    /// <summary>The words of the source, when they are kept.</summary>
    public string? Quote { get; set; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<Citation> builder)
    {
        builder.ToTable("citations", table =>
        {
            table.HasCheckConstraint(
                "ck_citations_one_record",
                "num_nonnulls(announcement_id, programme_id, organisation_id, governance_measure_id, release_id) = 1");
            table.HasCheckConstraint("ck_citations_withdrawn_at", "withdrawn_at >= recorded_at");
            table.HasCheckConstraint("ck_citations_position", "position > 0");
        });
        builder.HasOne<Announcement>().WithMany(record => record.Citations).HasForeignKey(citation => citation.AnnouncementId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme>().WithMany(record => record.Citations).HasForeignKey(citation => citation.ProgrammeId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(citation => citation.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<GovernanceMeasure>().WithMany(record => record.Citations).HasForeignKey(citation => citation.GovernanceMeasureId)
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Release>().WithMany(record => record.Citations).HasForeignKey(citation => citation.ReleaseId)
            .OnDelete(DeleteBehavior.Restrict);
        foreach (var record in new[] { nameof(AnnouncementId), nameof(ProgrammeId), nameof(OrganisationId), nameof(GovernanceMeasureId), nameof(ReleaseId) })
        {
            builder.HasIndex(record, nameof(SourceId)).IsUnique().HasFilter("withdrawn_at is null");
        }
    }
}
