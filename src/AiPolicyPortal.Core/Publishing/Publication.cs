using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Publishing;

public enum PublicationKind
{
    /// <summary>A data folder or a file was imported.</summary>
    Import,

    /// <summary>Editors published in the portal.</summary>
    Edit,
}

/// <summary>One publishing transaction; its audit entry says more of who published.</summary>
public sealed class Publication : IEntityTypeConfiguration<Publication>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Raised with every publication; whoever holds a cached answer of a lower number holds a stale one.</summary>
    public long Number { get; init; }

    public PublicationKind Kind { get; init; }

    public DateTimeOffset PublishedAt { get; init; }

    /// <summary>The name of who published; never shown to the public.</summary>
    public required string Actor { get; init; }

    public required string Reason { get; init; }

    public List<Revision> Revisions { get; } = [];

    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("publications");
        builder.Property(publication => publication.Number).UseIdentityAlwaysColumn();
        builder.HasAlternateKey(publication => publication.Number);
        builder.HasMany(publication => publication.Revisions).WithOne(revision => revision.Publication)
            .HasForeignKey(revision => revision.PublicationNumber).HasPrincipalKey(publication => publication.Number).OnDelete(DeleteBehavior.Restrict);
    }
}

public enum RecordKind
{
    Organisation,
    Programme,
    Source,
    Announcement,
    Figure,
    Grant,
    Release,
    Governance,
}

public enum RevisionChange
{
    Created,
    Changed,

    /// <summary>Changed because something of it was wrong: the publication was made as a correction.</summary>
    Corrected,

    Merged,
    Withdrawn,
}

/// <summary>What one publication did to one record.</summary>
public sealed class Revision : IEntityTypeConfiguration<Revision>
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Follows the order in which publications became visible.</summary>
    public long PublicationNumber { get; init; }

    public Publication Publication { get; init; } = null!;

    public RecordKind RecordKind { get; init; }

    public Guid RecordId { get; init; }

    public required string Reference { get; init; }

    /// <summary>The record's revision number after this publication, from 1.</summary>
    public int Number { get; init; }

    public RevisionChange Change { get; set; }

    /// <summary>
    /// Column of the data folder to its value before and after, such as <c>{"title": ["old", "new"]}</c>; columns of
    /// a further file are written <c>file[key].column</c>. Empty for a created record, whose present values undone by
    /// the later revisions are its first.
    /// </summary>
    public Dictionary<string, string?[]> Changes { get; init; } = [];

    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.ToTable("revisions");
        // A revision is written once, so the same object is the same value.
        builder.Property(revision => revision.Changes).HasColumnType("jsonb").HasConversion(
            changes => JsonSerializer.Serialize(changes, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Dictionary<string, string?[]>>(json, JsonSerializerOptions.Default)!,
            new ValueComparer<Dictionary<string, string?[]>>((left, right) => ReferenceEquals(left, right), changes => changes.Count, changes => changes));
        builder.HasIndex(revision => new { revision.RecordKind, revision.RecordId, revision.Number }).IsUnique();
        builder.HasIndex(revision => new { revision.PublicationNumber, revision.Id });
    }
}
