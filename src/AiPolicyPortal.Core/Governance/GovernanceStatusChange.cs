using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Governance;

/// <summary>A status that a measure came to have, and when, as a source states it.</summary>
public sealed class GovernanceStatusChange : IEntityTypeConfiguration<GovernanceStatusChange>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MeasureId { get; init; }

    public GovernanceMeasure Measure { get; init; } = null!;

    public GovernanceStatus Status { get; init; }

    public DateOnly SinceOn { get; init; }

    public DatePrecision SincePrecision { get; init; }

    /// <summary>Since when it had the status; it need not have come yet.</summary>
    public PartialDate Since => new(SinceOn, SincePrecision);

    public Guid SourceId { get; set; }

    public Source Source { get; set; } = null!;

    /// <summary>A few words of the source.</summary>
    public string? Evidence { get; set; }

    public string? Note { get; set; }

    public void Configure(EntityTypeBuilder<GovernanceStatusChange> builder)
    {
        builder.ToTable("governance_statuses");
        builder.Ignore(change => change.Since);
        builder.HasOne(change => change.Source).WithMany(source => source.StatusChanges).HasForeignKey(change => change.SourceId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(change => new { change.MeasureId, change.SinceOn, change.SincePrecision, change.Status }).IsUnique();
    }
}
