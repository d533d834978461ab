using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Conversion;

/// <summary>One yearly value of an economic series for a country, in the unit its series names.</summary>
public sealed class EconomicValue : IRecordedFact, IEntityTypeConfiguration<EconomicValue>
{
    public string SeriesCode { get; init; } = "";

    public string CountryCode { get; init; } = "";

    public int Year { get; init; }

    public decimal Value { get; init; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<EconomicValue> builder)
    {
        builder.ToTable("economic_values", table =>
        {
            table.HasCheckConstraint("ck_economic_values_year", "year between 1900 and 2200");
            table.HasCheckConstraint("ck_economic_values_withdrawn_at", "withdrawn_at >= recorded_at");
        });
        builder.HasKey(value => new { value.SeriesCode, value.CountryCode, value.Year, value.RecordedAt });
        builder.HasIndex(value => new { value.SeriesCode, value.CountryCode, value.Year }).IsUnique().HasFilter("withdrawn_at is null")
            .HasDatabaseName("ux_economic_values_current");
        builder.HasOne<Series>().WithMany().HasForeignKey(value => value.SeriesCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Country>().WithMany().HasForeignKey(value => value.CountryCode).OnDelete(DeleteBehavior.Restrict);
    }
}
