using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Tests.Conversion;

public sealed class ExchangeRatesTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Between_OneCurrency_HasNothingToConvert()
    {
        var rate = Rates().Between("NGN", "NGN", PartialDate.Parse("1950"))!;

        Assert.Equal((1m, null, null), (rate.Rate, rate.RateDate, rate.Series));
        Assert.Equal(123.456m, rate.Apply(123.456m));
    }

    [Theory]
    [InlineData("2024-03-08", "2024-03-08")]
    [InlineData("2024-03-10", "2024-03-08")] // a Sunday takes the Friday
    [InlineData("2024-04-08", "2024-03-08")] // the 31st day after
    public void Between_Day_TakesTheNearestEarlierWithin31Days(string stated, string expected) =>
        Assert.Equal(expected, Rates(("USD", "2024-03-08", 1.25m), ("USD", "2024-02-01", 2m)).Between("USD", "EUR", PartialDate.Parse(stated))!.RateDate.ToString());

    [Theory]
    [InlineData("2024-04-09")] // the 32nd day after
    [InlineData("2024-03-07")] // never a later one
    [InlineData("2024-04")]
    [InlineData("2025")]
    public void Between_NoRateNearEnough_IsNull(string stated) =>
        Assert.Null(Rates(("USD", "2024-03-08", 1.25m)).Between("USD", "EUR", PartialDate.Parse(stated)));

    [Fact]
    public void Between_CrossOfTwoCurrencies_GoesThroughTheEuroEachLegByItself()
    {
        // 1 USD = 0.8 EUR (of the 8th) = 0.8 × 160 JPY (of the 7th) = 128 JPY; the date is that of the older leg.
        var rate = Rates(("USD", "2024-03-08", 1.25m), ("JPY", "2024-03-07", 160m)).Between("USD", "JPY", PartialDate.Parse("2024-03-08"))!;

        Assert.Equal((128m, "2024-03-07", "ecb-daily"), (rate.Rate, rate.RateDate.ToString(), rate.Series));
    }

    [Theory]
    [InlineData("2024-03", 1.5)] // (1.2 + 1.8) / 2
    [InlineData("2024", 2.0)] // (1.2 + 1.8 + 3) / 3
    public void Between_MonthOrYear_TakesTheMeanOfUnitsPerEuro(string stated, decimal units)
    {
        var rate = Rates(("USD", "2024-03-01", 1.2m), ("USD", "2024-03-31", 1.8m), ("USD", "2024-04-01", 3m), ("USD", "2025-01-01", 9m))
            .Between("EUR", "USD", PartialDate.Parse(stated))!;

        Assert.Equal((units, stated), (rate.Rate, rate.RateDate.ToString()));
    }

    [Theory]
    [InlineData("2024-03", null)] // The 29th is the last working day.
    [InlineData("2024-04", "2024-04-12")]
    [InlineData("2024", "2024-04-12")]
    [InlineData("2024-04-12", null)]
    public void Between_RatesThatEndBeforeTheirPeriod_SaysThroughWhichDayTheMeanIs(string stated, string? through)
    {
        var rate = Rates(("USD", "2024-03-01", 1.2m), ("USD", "2024-03-28", 1.8m), ("USD", "2024-04-12", 3m)).Between("USD", "EUR", PartialDate.Parse(stated))!;

        Assert.Equal(through, rate.Through?.ToString());
        Assert.Equal(through, rate.Then(ConversionRate.None).Values.Single().Through?.ToString());
    }

    [Fact]
    public void Between_MeanThatDoesNotEnd_KeepsAHalfCentAHalfCent()
    {
        // 4366.125 × (2.5381 + 1.959 + 2.2629) / 3 = 4366.125 × 6.76 / 3 = 9838.335, although 6.76 / 3 = 2.25333…
        var rate = Rates(("USD", "2021-06-01", 2.5381m), ("USD", "2021-06-02", 1.959m), ("USD", "2021-06-03", 2.2629m))
            .Between("EUR", "USD", PartialDate.Parse("2021-06"))!;

        Assert.Equal(9838.335m, rate.Apply(4366.125m));
        Assert.Equal(4366.125m, Rates(("USD", "2021-06-01", 2.5381m), ("USD", "2021-06-02", 1.959m), ("USD", "2021-06-03", 2.2629m))
            .Between("USD", "EUR", PartialDate.Parse("2021-06"))!.Apply(9838.335m));
    }

    [Fact]
    public void Between_PeggedCurrencyAndEuro_UsesThePegAndTheDollarsRate()
    {
        // 3 672 500 AED = 1 000 000 USD = 800 000 EUR.
        var rate = Rates(("USD", "2024-03-08", 1.25m)).Between("AED", "EUR", PartialDate.Parse("2024-03-10"))!;

        Assert.Equal((800_000m, "2024-03-08", "dollar-peg + ecb-daily"), (rate.Apply(3_672_500), rate.RateDate.ToString(), rate.Series));
    }

    [Theory]
    [InlineData("AED", "SAR", 36_725, 37_500)] // 10 000 dollars
    [InlineData("USD", "BHD", 1_000, 376)]
    [InlineData("OMR", "USD", 769, 2_000)] // 769 / 0.3845
    [InlineData("JOD", "QAR", 709, 3_640)] // 1 000 dollars
    public void Between_PeggedCurrenciesAndTheDollar_NeedNoSeries(string from, string to, int amount, int expected) =>
        Assert.Equal(expected, Rates().Between(from, to, PartialDate.Parse("1990"))!.Apply(amount));

    [Fact]
    public void Between_PeggedCurrencyWithoutADollarRate_IsNull() => Assert.Null(Rates().Between("AED", "EUR", PartialDate.Parse("2024-03-10")));

    [Theory]
    [InlineData("HRK", "2022-12-31", 7.5365, "ecb-daily", "2022-12-30")] // its last daily rate
    [InlineData("HRK", "2023-01-01", 7.5345, "euro-fixed", "2023-01-01")]
    [InlineData("HRK", "2023", 7.5345, "euro-fixed", "2023")]
    [InlineData("BGN", "2025-12-31", 1.9558, "ecb-daily", "2025-12-31")]
    [InlineData("BGN", "2026-01-02", 1.95583, "euro-fixed", "2026-01-02")]
    [InlineData("DEM", "1999-01-01", 1.95583, "euro-fixed", "1999-01-01")]
    [InlineData("GRD", "2001", 340.75, "euro-fixed", "2001")]
    public void Between_EuroAndALegacyCurrency_DailyWhileItHadASeriesThenFixed(string currency, string stated, decimal units, string series, string date)
    {
        var rate = new ExchangeRates(ReferenceData.Tables, Now).Between("EUR", currency, PartialDate.Parse(stated))!;

        Assert.Equal((units, series, date), (rate.Rate, rate.Series, rate.RateDate.ToString()));
    }

    [Theory]
    [InlineData("GRD", "2000")] // a member from 2001, without a series before
    [InlineData("DEM", "1998-12-31")]
    [InlineData("ISK", "2015-06-01")] // no reference rates from December 2008 to January 2018
    [InlineData("RUB", "2022-04-02")] // the last is of 2022-03-01
    [InlineData("LKR", "2024-03-11")] // monthly against the dollar is for Taiwan alone
    [InlineData("NGN", "2024-03-11")]
    public void Between_CurrencyWithoutASeriesThen_IsNull(string currency, string stated) =>
        Assert.Null(new ExchangeRates(ReferenceData.Tables, Now).Between(currency, "EUR", PartialDate.Parse(stated)));

    [Fact]
    public void EuroAdoptions_CoverEveryCurrencyTheEuroReplaced() =>
        Assert.Equal(
            "ATS BEF BGN CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK",
            string.Join(' ', FixedRates.EuroAdoptions.Keys.Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("2024-03-31", 31.6924, "2024-03")]
    [InlineData("2024-03", 31.6924, "2024-03")]
    public void Between_TaiwanDollarAndDollar_TakesTheMonth(string stated, decimal units, string date)
    {
        var rate = new ExchangeRates(ReferenceData.Tables, Now).Between("USD", "TWD", PartialDate.Parse(stated))!;

        Assert.Equal((units, date, "fed-monthly"), (rate.Rate, rate.RateDate.ToString(), rate.Series));
    }

    [Fact]
    public void Between_TaiwanDollarOfAYear_TakesTheMeanOfItsMonthsAndOfTheDollarsDays()
    {
        // Months 30 and 32, days 1.1 and 1.3: 31 × 1.2 TWD per euro.
        var tables = new ReferenceTables
        {
            EuroDaily = Table(("USD", "2024-02-01", 1.1m), ("USD", "2024-11-01", 1.3m)),
            DollarMonthly = Table(("TWD", "2024-01-01", 30m), ("TWD", "2024-02-01", 32m), ("TWD", "2025-01-01", 99m)),
        };

        var rate = new ExchangeRates(tables, Now).Between("EUR", "TWD", PartialDate.Parse("2024"))!;
        Assert.Equal(37.2m, rate.Rate);
        Assert.Equal(["2024-02", "2024-11-01"], rate.Values.Select(value => value.Through?.ToString()));
        Assert.Equal("2024-02", rate.Through?.ToString());
    }

    [Fact]
    public void Between_AsOf_TakesTheRatesOfThatTime()
    {
        var first = new RatePoint("USD", new DateOnly(2021, 3, 8), 1.2m, new Timeline(Start, Start.AddYears(2)));
        var corrected = first with { Rate = 1.5m, Known = new Timeline(Start.AddYears(2)) };
        var tables = new ReferenceTables { EuroDaily = new RateTable([corrected, first, first with { Date = new DateOnly(2021, 3, 5), Rate = 9m }]) };
        decimal? Rate(DateTimeOffset asOf, string stated) => new ExchangeRates(tables, asOf).Between("EUR", "USD", PartialDate.Parse(stated))?.Rate;

        Assert.Null(Rate(Start.AddTicks(-1), "2021-03-08"));
        Assert.Equal(1.2m, Rate(Start, "2021-03-08"));
        Assert.Equal(1.5m, Rate(Start.AddYears(2), "2021-03-08"));
        Assert.Equal((1.2m + 9m) / 2, Rate(Start, "2021-03"));
        Assert.Equal(1.5m, Rate(Start.AddYears(2), "2021-03"));
    }

    private static ExchangeRates Rates(params (string Currency, string Day, decimal Rate)[] points) =>
        new(new ReferenceTables { EuroDaily = Table(points) }, Now);

    private static RateTable Table(params (string Currency, string Day, decimal Rate)[] points) => new(points.Select(point =>
        new RatePoint(point.Currency, DateOnly.Parse(point.Day, CultureInfo.InvariantCulture), point.Rate, new Timeline(Start))));
}
