using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Programmes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// How many grants hold: in all, with a recipient in a country, or under a programme. Written by each publication that touches a
/// grant, so that nobody counts a million grants to show a number.
/// </summary>
public sealed class GrantCount : IEntityTypeConfiguration<GrantCount>
{
    /// <summary>How many of a country's latest grants are kept by name.</summary>
    public const int LatestLength = 10;

    public int Id { get; init; }

    /// <summary>The recipients' country; null where not by country.</summary>
    public string? CountryCode { get; init; }

    /// <summary>Null where not by programme; with <see cref="CountryCode"/> null too: all grants.</summary>
    public Guid? ProgrammeId { get; init; }

    public int Count { get; init; }

    /// <summary>Ids of a country's grants awarded last, the latest first, undated ones behind; else empty.</summary>
    public Guid[] Latest { get; init; } = [];

    public void Configure(EntityTypeBuilder<GrantCount> builder)
    {
        builder.ToTable("grant_counts", table => table.HasCheckConstraint("ck_grant_counts_one_key", "num_nonnulls(country_code, programme_id) < 2"));
        builder.Property(count => count.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(count => new { count.CountryCode, count.ProgrammeId }).IsUnique().AreNullsDistinct(false);
        builder.HasOne<Country>().WithMany().HasForeignKey(count => count.CountryCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Programme>().WithMany(programme => programme.GrantCounts).HasForeignKey(count => count.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}
