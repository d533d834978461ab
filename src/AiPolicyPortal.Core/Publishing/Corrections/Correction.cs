using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Publishing.Corrections;

/// <summary>How far a reported error has come.</summary>
public enum CorrectionState
{
    /// <summary>Nobody of the portal has read it; not public.</summary>
    Received,

    /// <summary>An editor looks into it.</summary>
    Open,

    /// <summary>The record was wrong and was mended.</summary>
    Accepted,

    /// <summary>The record stays; the answer says why.</summary>
    NotAccepted,

    /// <summary>The record said so already when the report came.</summary>
    AlreadyRight,

    /// <summary>It was no report of an error; never public.</summary>
    SetAside,
}

/// <summary>An error that a reader reported. It becomes public when an editor takes it, so that nobody can write on the portal's pages.</summary>
public sealed class Correction : IEntityTypeConfiguration<Correction>
{
    public const int ReferenceMaxLength = 20;
    public const int TextMaxLength = 4000;
    public const int ContactMaxLength = 254;
    public const int SourceMaxLength = 2000;
    public const int NameMaxLength = 2000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Such as <c>c-7f3kq2mx</c>.</summary>
    public required string Reference { get; init; }

    public RecordKind RecordKind { get; init; }

    public Guid RecordId { get; init; }

    public required string RecordReference { get; init; }

    /// <summary>What the record was called when it was reported.</summary>
    public required string RecordName { get; init; }

    /// <summary>What is wrong, in the reporter's words.</summary>
    public required string Report { get; init; }

    /// <summary>Where it can be seen; null when none was given.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>How to reach the reporter; never public, and deleted when the correction is closed.</summary>
    public string? Contact { get; set; }

    public DateTimeOffset ReceivedAt { get; init; }

    public CorrectionState State { get; set; }

    /// <summary>When the state became what it is.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>To the public; null while it is open.</summary>
    public string? Answer { get; set; }

    /// <summary>The publication that mended the record; null where none did.</summary>
    public long? Publication { get; set; }

    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("corrections", table =>
        {
            table.HasCheckConstraint("ck_corrections_contact", "contact is null or state in ('received', 'open')");
            table.HasCheckConstraint("ck_corrections_answer", "(answer is null) = (state in ('received', 'open', 'set-aside'))");
            table.HasCheckConstraint("ck_corrections_publication", "publication is null or state = 'accepted'");
            table.HasCheckConstraint("ck_corrections_source_url", "source_url ~ '^https?://'");
        });
        builder.Property(correction => correction.Reference).HasMaxLength(ReferenceMaxLength);
        builder.Property(correction => correction.RecordReference).HasMaxLength(Common.PublicRecord.ReferenceMaxLength);
        builder.Property(correction => correction.RecordName).HasMaxLength(NameMaxLength);
        builder.Property(correction => correction.Report).HasMaxLength(TextMaxLength);
        builder.Property(correction => correction.SourceUrl).HasMaxLength(SourceMaxLength);
        builder.Property(correction => correction.Contact).HasMaxLength(ContactMaxLength);
        builder.Property(correction => correction.Answer).HasMaxLength(TextMaxLength);
        builder.HasIndex(correction => correction.Reference).IsUnique();
        builder.HasIndex(correction => correction.RecordId);
        builder.HasIndex(correction => new { correction.State, correction.UpdatedAt });
        builder.HasOne<Publication>().WithMany().HasForeignKey(correction => correction.Publication)
            .HasPrincipalKey(publication => publication.Number).OnDelete(DeleteBehavior.Restrict);
    }
}
