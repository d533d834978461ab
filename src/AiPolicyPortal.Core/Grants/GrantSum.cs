using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// What a country awarded from public money in one year and currency; see <see cref="PaidGrants"/>. Written by each publication that touches
/// a grant, a programme or an organisation, so that nobody sums a million grants to show a number.
/// </summary>
public sealed class GrantYearSum : IEntityTypeConfiguration<GrantYearSum>
{
    public int Id { get; init; }

    /// <summary>The country that awarded.</summary>
    public required string CountryCode { get; init; }

    public required string CurrencyCode { get; init; }

    /// <summary>Of award, else of the start; null when neither is known.</summary>
    public int? Year { get; init; }

    public int Grants { get; init; }

    /// <summary>How many of the grants have an amount.</summary>
    public int Added { get; init; }

    /// <summary>Null when none has.</summary>
    public decimal? Amount { get; init; }

    public void Configure(EntityTypeBuilder<GrantYearSum> builder)
    {
        builder.ToTable("grant_year_sums");
        builder.Property(sum => sum.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(sum => new { sum.CountryCode, sum.CurrencyCode, sum.Year }).IsUnique().AreNullsDistinct(false);
        builder.HasOne<Country>().WithMany().HasForeignKey(sum => sum.CountryCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Currency>().WithMany().HasForeignKey(sum => sum.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What one of those that surely received most of a country's public grants received; see <see cref="PaidRecipient"/>.</summary>
public sealed class GrantRecipientSum : IEntityTypeConfiguration<GrantRecipientSum>
{
    public int Id { get; init; }

    /// <summary>The country that awarded.</summary>
    public required string CountryCode { get; init; }

    public required string CurrencyCode { get; init; }

    /// <summary>1 for the one that received most, up to <see cref="PaidGrantQueries.RecipientLimit"/>.</summary>
    public int Place { get; init; }

    /// <summary>Null where the recipient is known by <see cref="Name"/> alone.</summary>
    public Guid? OrganisationId { get; init; }

    public Organisation? Organisation { get; init; }

    public string? Name { get; init; }

    public int Grants { get; init; }

    /// <inheritdoc cref="GrantYearSum.Added"/>
    public int Added { get; init; }

    public decimal? Amount { get; init; }

    public void Configure(EntityTypeBuilder<GrantRecipientSum> builder)
    {
        builder.ToTable("grant_recipient_sums", table =>
            table.HasCheckConstraint("ck_grant_recipient_sums_who", "num_nonnulls(organisation_id, name) = 1"));
        builder.Property(sum => sum.Id).UseIdentityAlwaysColumn();
        builder.HasIndex(sum => new { sum.CountryCode, sum.CurrencyCode, sum.Place }).IsUnique();
        builder.HasOne<Country>().WithMany().HasForeignKey(sum => sum.CountryCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Currency>().WithMany().HasForeignKey(sum => sum.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(sum => sum.Organisation).WithMany().HasForeignKey(sum => sum.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
