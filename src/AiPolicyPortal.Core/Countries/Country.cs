using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Countries;

public enum CountryKind
{
    Country,

    /// <summary>The European Union, a funder of its own, never spread over its members.</summary>
    Union,

    /// <summary>Money of several countries or of an international body.</summary>
    International,
}

/// <summary>A country of ISO 3166-1, or one of the two funders beside them: <c>EU</c> and <c>INT</c>.</summary>
public sealed class Country : IEntityTypeConfiguration<Country>
{
    public const int CodeMaxLength = 3;
    public const string EuropeanUnion = "EU";
    public const string International = "INT";

    /// <summary>ISO 3166-1 alpha-2, or <c>EU</c> or <c>INT</c>.</summary>
    public string Code { get; init; } = "";

    public CountryKind Kind { get; set; }

    /// <summary>ISO 3166-1 alpha-3; <c>EUU</c> for the European Union, as the World Bank writes it.</summary>
    public string? Alpha3 { get; set; }

    public string NameEn { get; set; } = "";

    public string NameFr { get; set; } = "";

    public string? OfficialNameEn { get; set; }

    /// <summary>ISO 4217 code of the currency in use; null where there is none or several.</summary>
    public string? CurrencyCode { get; set; }

    public string? Region { get; set; }

    public string? Subregion { get; set; }

    public string? Capital { get; set; }

    /// <summary>The name in the reader's language: French for <c>fr</c>, English for any other.</summary>
    public string NameIn(string language) => language == "fr" ? NameFr : NameEn;

    public void Configure(EntityTypeBuilder<Country> builder)
    {
        builder.ToTable("countries", table => table.HasCheckConstraint("ck_countries_code", "code ~ '^([A-Z]{2}|INT)$'"));
        builder.HasKey(country => country.Code);
        builder.Property(country => country.Code).HasMaxLength(CodeMaxLength);
        builder.Property(country => country.Alpha3).HasMaxLength(3);
        builder.HasIndex(country => country.Alpha3).IsUnique();
        builder.HasOne<Conversion.Currency>().WithMany().HasForeignKey(country => country.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
    }
}
