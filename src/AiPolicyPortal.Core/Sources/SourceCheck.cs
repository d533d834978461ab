using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Sources;

/// <summary>Whether a source can still be read where it was.</summary>
public enum SourceHealth
{
    /// <summary>Nobody has looked yet.</summary>
    Unchecked,

    Reachable,

    /// <summary>It is at another address now.</summary>
    Moved,

    /// <summary>The server says that there is no such page.</summary>
    Gone,

    /// <summary>The server or the way to it fails.</summary>
    Failing,

    /// <summary>The server keeps programs out; a person may still read it.</summary>
    Refused,
}

/// <summary>What the latest look at a source's address showed. An observation: it is no part of the record and has no history.</summary>
public sealed class SourceCheck : IEntityTypeConfiguration<SourceCheck>
{
    public Guid SourceId { get; init; }

    public DateTimeOffset CheckedAt { get; set; }

    public SourceHealth Health { get; set; }

    /// <summary>The answer's HTTP status; null when there was no answer.</summary>
    public int? HttpStatus { get; set; }

    /// <summary>Where the answer came from, when that is not the source's own address.</summary>
    public string? FinalUrl { get; set; }

    /// <summary>When the text was first seen to be another than at an earlier look.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>SHA-256 of the readable text, in hexadecimal; null where it was not read.</summary>
    public string? TextHash { get; set; }

    public string? EntityTag { get; set; }

    public DateTimeOffset? LastModified { get; set; }

    public void Configure(EntityTypeBuilder<SourceCheck> builder)
    {
        builder.ToTable("source_checks");
        builder.HasKey(check => check.SourceId);
        builder.HasOne<Source>().WithOne(source => source.Check).HasForeignKey<SourceCheck>(check => check.SourceId).OnDelete(DeleteBehavior.Cascade);
    }
}
