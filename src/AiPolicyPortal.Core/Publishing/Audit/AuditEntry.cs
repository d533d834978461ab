using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>
/// One thing that somebody did, chained to the one before it. The database refuses to change or delete an entry; whoever
/// does it past the database is found by <see cref="AuditCheck"/>.
/// </summary>
public sealed class AuditEntry : IEntityTypeConfiguration<AuditEntry>
{
    public const int ActionMaxLength = 60;
    public const int SubjectMaxLength = 200;
    public const int HashLength = 32;

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; init; }

    /// <summary>UTC, whole microseconds, not before the entry before.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Null for the shell and for the portal itself.</summary>
    public Guid? ActorId { get; init; }

    public required string ActorName { get; init; }

    public string? Address { get; init; }

    public string? RequestId { get; init; }

    /// <summary>One of <see cref="AuditSubjects"/>; null where there is none.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>A record's reference, a publication's number or another noun's id.</summary>
    public string? Subject { get; init; }

    /// <summary>What else there is to know; neither texts that people wrote nor data about them.</summary>
    public Dictionary<string, string> Detail { get; init; } = [];

    /// <summary>The hash of the entry before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousHash { get; init; }

    /// <summary>SHA-256 of the entry; see <see cref="AuditChain"/>.</summary>
    public required byte[] Hash { get; init; }

    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries", table =>
        {
            table.HasCheckConstraint("ck_audit_entries_number", "number > 0");
            table.HasCheckConstraint("ck_audit_entries_action", "action ~ '^[a-z]+(-[a-z]+)*$'");
            table.HasCheckConstraint("ck_audit_entries_subject", "(subject is null) = (subject_kind is null)");
            table.HasCheckConstraint("ck_audit_entries_hash", $"octet_length(hash) = {HashLength} and octet_length(previous_hash) = {HashLength}");
        });
        builder.HasKey(entry => entry.Number);
        builder.Property(entry => entry.Number).ValueGeneratedNever();
        builder.Property(entry => entry.Action).HasMaxLength(ActionMaxLength);
        builder.Property(entry => entry.ActorName).HasMaxLength(Actor.NameMaxLength);
        builder.Property(entry => entry.Address).HasMaxLength(Actor.AddressMaxLength);
        builder.Property(entry => entry.RequestId).HasMaxLength(Actor.RequestIdMaxLength);
        builder.Property(entry => entry.SubjectKind).HasMaxLength(ActionMaxLength);
        builder.Property(entry => entry.Subject).HasMaxLength(SubjectMaxLength);
        // An entry is written once, so the same object is the same value.
        builder.Property(entry => entry.Detail).HasColumnType("jsonb").HasConversion(
            detail => JsonSerializer.Serialize(detail, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<Dictionary<string, string>>((left, right) => ReferenceEquals(left, right), detail => detail.Count, detail => detail));
        builder.HasIndex(entry => entry.PreviousHash).IsUnique();
        builder.HasIndex(entry => new { entry.SubjectKind, entry.Subject, entry.Number });
        builder.HasIndex(entry => new { entry.ActorId, entry.Number });
    }
}
