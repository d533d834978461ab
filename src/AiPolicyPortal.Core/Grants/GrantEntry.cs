using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// What a holding grant is found, ordered and summed by. Written by the database function <c>refresh_grant_index</c>, which each publication
/// calls for the grants it touches; a withdrawn grant has none.
/// </summary>
public sealed class GrantEntry : IEntityTypeConfiguration<GrantEntry>
{
    /// <summary>Words and tags are one index, so that words and any filters meet inside it.</summary>
    public const string SearchIndex = "ix_grant_index_words_tags";

    public Guid GrantId { get; init; }

    public Grant Grant { get; init; } = null!;

    public int GroupId { get; init; }

    /// <summary>As the grant's.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The amount at the rate of the date of award or, where that is unknown, of start, rounded half to even; null where there is no amount or no rate.</summary>
    public decimal? Euros { get; init; }

    /// <summary>The amount, and -1 where it is not disclosed.</summary>
    public decimal AmountKey { get; init; }

    /// <summary>The last day of the date of award; the earliest of all days where it is unknown.</summary>
    public DateOnly AwardedKey { get; init; }

    /// <inheritdoc cref="AwardedKey"/>
    public DateOnly StartKey { get; init; }

    public DateTimeOffset UpdatedKey { get; init; }

    /// <summary>The beginning of the title without case and accents.</summary>
    public required string TitleKey { get; init; }

    /// <summary>The organisations that received it, each once, as merges left them.</summary>
    public Guid[] Recipients { get; init; } = [];

    /// <summary>What surely went to each of <see cref="Recipients"/>, in the grant's currency; null where that is not known.</summary>
    public decimal?[] Shares { get; init; } = [];

    /// <summary>Words of the title, the recipients, the funder, the programme and the reference, as written and as English and French stems.</summary>
    public required NpgsqlTsVector Words { get; init; }

    /// <summary>See <see cref="GrantTags"/>: those of the group, and the recipients'.</summary>
    public string[] Tags { get; init; } = [];

    public void Configure(EntityTypeBuilder<GrantEntry> builder)
    {
        builder.ToTable("grant_index");
        builder.HasKey(entry => entry.GrantId);
        builder.HasOne(entry => entry.Grant).WithOne(grant => grant.Entry).HasForeignKey<GrantEntry>(entry => entry.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<GrantGroup>().WithMany().HasForeignKey(entry => entry.GroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(entry => new { entry.Words, entry.Tags }).HasMethod("gin").HasDatabaseName(SearchIndex);
        builder.HasIndex(entry => new { entry.AwardedKey, entry.GrantId });
        builder.HasIndex(entry => new { entry.StartKey, entry.GrantId });
        builder.HasIndex(entry => new { entry.AmountKey, entry.GrantId });
        builder.HasIndex(entry => new { entry.TitleKey, entry.GrantId });
        builder.HasIndex(entry => new { entry.UpdatedKey, entry.GrantId });
    }
}
