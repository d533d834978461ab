using AiPolicyPortal.Core.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Conversion;

public enum Frequency
{
    Day,
    Month,
    Year,
}

/// <summary>A published series of numbers: exchange rates or economic values, with its publisher and licence.</summary>
public sealed class Series : IEntityTypeConfiguration<Series>
{
    /// <summary>Stable code such as <c>ecb-daily</c> or <c>gdp</c>.</summary>
    public string Code { get; init; } = "";

    public string Title { get; set; } = "";

    /// <summary>What one value means, such as <c>units per EUR</c> or <c>current US dollars</c>.</summary>
    public string Unit { get; set; } = "";

    public Frequency Frequency { get; set; }

    public string Publisher { get; set; } = "";

    public string? Url { get; set; }

    public string Licence { get; set; } = "";

    public void Configure(EntityTypeBuilder<Series> builder)
    {
        builder.ToTable("series");
        builder.HasKey(series => series.Code);
        builder.Property(series => series.Code).HasMaxLength(PublicRecord.ReferenceMaxLength);
    }
}

/// <summary>
/// Units of a currency for one unit of the series' base (the euro for the European Central Bank,
/// the US dollar for the Federal Reserve), on a day, or for a month or year dated by its first day.
/// </summary>
public sealed class ExchangeRate : IRecordedFact, IEntityTypeConfiguration<ExchangeRate>
{
    public string SeriesCode { get; init; } = "";

    public string CurrencyCode { get; init; } = "";

    public DateOnly Date { get; init; }

    public decimal Rate { get; init; }

    public DateTimeOffset RecordedAt { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }

    public void Configure(EntityTypeBuilder<ExchangeRate> builder)
    {
        builder.ToTable("exchange_rates", table =>
        {
            table.HasCheckConstraint("ck_exchange_rates_rate", "rate > 0");
            table.HasCheckConstraint("ck_exchange_rates_withdrawn_at", "withdrawn_at >= recorded_at");
        });
        builder.HasKey(rate => new { rate.SeriesCode, rate.CurrencyCode, rate.Date, rate.RecordedAt });
        builder.HasIndex(rate => new { rate.SeriesCode, rate.CurrencyCode, rate.Date }).IsUnique().HasFilter("withdrawn_at is null")
            .HasDatabaseName("ux_exchange_rates_current");
        builder.HasOne<Series>().WithMany().HasForeignKey(rate => rate.SeriesCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Currency>().WithMany().HasForeignKey(rate => rate.CurrencyCode).OnDelete(DeleteBehavior.Restrict);
    }
}
