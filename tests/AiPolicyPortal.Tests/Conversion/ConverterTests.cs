using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;

namespace AiPolicyPortal.Tests.Conversion;

public sealed class ConverterTests
{
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A dollar is worth half a euro in 2020 and a quarter in 2022; prices rise by 10 % in 2021 and 20 % in 2022 in France.</summary>
    private static readonly ReferenceTables Tables = new()
    {
        EuroDaily = new RateTable(
        [
            new RatePoint("USD", new DateOnly(2020, 6, 1), 2m, new Timeline(Start)),
            new RatePoint("USD", new DateOnly(2022, 6, 1), 4m, new Timeline(Start)),
        ]),
        GdpDeflator = Annual(("FR", 2021, 10m), ("FR", 2022, 20m), ("US", 2021, 50m), ("US", 2022, 0m), ("AR", 2022, 5m)),
        ConsumerPrices = Annual(("FR", 2021, 99m), ("FR", 2022, 99m), ("FR", 2023, 1m), ("AR", 2021, 100m), ("AR", 2022, 100m)),
        PurchasingPower = Annual(("FR", 2019, 0.5m), ("GB", 2014, 0.8m)),
        Population = Annual(("FR", 2020, 50m), ("EU", 2020, 400m)),
        Gdp = Annual(("FR", 2020, 1000m)),
        LocalCurrencies = new Dictionary<string, LocalCurrency>
        {
            ["FR"] = new(["EUR"], "EUR"),
            ["GB"] = new(["GBP"], "GBP"),
            ["US"] = new(["USD"], "USD"),
            ["AR"] = new(["ARS"], "ARS"),
            ["BG"] = new(["EUR", "BGN"], "BGN"),
        },
        MinorUnits = new Dictionary<string, int> { ["JPY"] = 0, ["BHD"] = 3 },
    };

    [Theory]
    [InlineData("EUR", "0.125", "0.12")]
    [InlineData("EUR", "0.135", "0.14")]
    [InlineData("EUR", "-0.125", "-0.12")]
    [InlineData("JPY", "2.5", "2")]
    [InlineData("JPY", "3.5", "4")]
    [InlineData("BHD", "1.0005", "1.000")]
    [InlineData("BHD", "1.0015", "1.002")]
    [InlineData("XXX", "1.005", "1.00")]
    public void Round_ToTheMinorUnit_HalfToEven(string currency, decimal amount, decimal expected) =>
        Assert.Equal(expected, Of(new ConversionTarget(currency)).Round(amount));

    [Fact]
    public void Find_Constant_ChainsTheDeflatorThenConvertsAtTheYearsMean()
    {
        // 100 × 1.1 × 1.2 = 132 EUR of 2022, at 4 dollars = 528.
        var rate = Constant("USD", 2022).Find("EUR", PartialDate.Parse("2020-03"), "FR")!;

        Assert.Equal((528m, "2022"), (rate.Apply(100), rate.RateDate.ToString()));
        Assert.Equal([("gdp-deflator", "FR 2020–2022", 1.32m), ("ecb-daily", "USD", 4m)], rate.Values.Select(value => (value.Series, value.Subject, value.Value)));
    }

    [Fact]
    public void Find_ConstantOfAnEarlierYear_ChainsBackwards() =>
        // 132 / 1.2 / 1.1.
        Assert.Equal(100m, Constant("EUR", 2020).Find("EUR", PartialDate.Parse("2022"), "FR")!.Apply(132));

    [Fact]
    public void Find_ConstantOfTheStatedYear_NeedsNoSeries() =>
        Assert.Equal(100m, Constant("EUR", 2030).Find("EUR", PartialDate.Parse("2030-05-01"), "TW")!.Apply(100));

    [Fact]
    public void Find_ConstantInACurrencyNotTheCountrys_TakesTheIssuersPrices() =>
        // Dollars of a French programme deflate with American prices, 1.5 × 1; then 4 dollars a euro: 100 × 1.5 / 4.
        Assert.Equal(37.5m, Constant("EUR", 2022).Find("USD", PartialDate.Parse("2020"), "FR")!.Apply(100));

    [Fact]
    public void Find_ConstantWhereTheDeflatorHasAGap_TakesConsumerPricesAndSaysSo()
    {
        // 100 × 2 × 2; the deflator lacks 2021.
        var rate = Constant("ARS", 2022).Find("ARS", PartialDate.Parse("2020"), "AR")!;

        Assert.Equal((400m, "cpi"), (rate.Apply(100), rate.Series));
    }

    [Theory]
    [InlineData("2020", 2024, "FR", "EUR")] // neither series reaches 2024
    [InlineData("2020", 2022, "TW", "TWD")] // no series at all
    public void Find_ConstantWithoutAWholeChain_IsNull(string stated, int year, string country, string currency) =>
        Assert.Null(Constant(currency, year).Find(currency, PartialDate.Parse(stated), country));

    [Fact]
    public void Find_PurchasingPower_TakesTheNewestEarlierValueAndNamesItsYear()
    {
        // 100 EUR / 0.5 EUR per international dollar.
        var rate = Of(new ConversionTarget("USD", PriceBasis.Ppp)).Find("EUR", PartialDate.Parse("2024-05"), "FR")!;

        Assert.Equal((200m, "2019", "ppp"), (rate.Apply(100), rate.RateDate.ToString(), rate.Series));
    }

    [Fact]
    public void Find_SeveralSeries_AreOfTheOldestValuesDate() =>
        Assert.Equal("2019", Of(new ConversionTarget("USD", PriceBasis.Ppp)).Find("USD", PartialDate.Parse("2020"), "FR")!.RateDate.ToString());

    [Fact]
    public void Find_PurchasingPowerOfAForeignAmount_GoesThroughTheCountrysCurrency() =>
        // 100 USD at 2 = 50 EUR, / 0.5.
        Assert.Equal(100m, Of(new ConversionTarget("USD", PriceBasis.Ppp)).Find("USD", PartialDate.Parse("2020"), "FR")!.Apply(100));

    [Theory]
    [InlineData("EUR", "2025", "FR")] // six years after the value
    [InlineData("EUR", "2018", "FR")] // never a later value
    [InlineData("EUR", "2020", "INT")]
    [InlineData("EUR", "2020", null)]
    public void Find_PurchasingPowerWithoutAValueWithinFiveYears_IsNull(string currency, string stated, string? country) =>
        Assert.Null(Of(new ConversionTarget("USD", PriceBasis.Ppp)).Find(currency, PartialDate.Parse(stated), country));

    [Fact]
    public void Find_PerHead_DividesByTheInhabitantsOfTheStatedYear()
    {
        var converter = Of(new ConversionTarget("USD", per: PerUnit.Capita));

        // 1 EUR at 2 dollars among 50 people; four more decimals than cents, so that little is not nothing.
        var rate = converter.Find("EUR", PartialDate.Parse("2020"), "FR")!;
        Assert.Equal((0.04m, "ecb-daily + population", 6), (rate.Apply(1), rate.Series, converter.Decimals));
        Assert.Equal(0.005m, converter.Find("EUR", PartialDate.Parse("2020"), "EU")!.Apply(1));
    }

    [Fact]
    public void Find_ShareOfGdp_IsInPercentWhateverTheCurrency() =>
        // 5 EUR at 2 dollars = 10 of 1000 dollars = 1 %.
        Assert.Equal(1m, Of(new ConversionTarget("JPY", per: PerUnit.Gdp)).Find("EUR", PartialDate.Parse("2020"), "FR")!.Apply(5));

    [Theory]
    [InlineData("EUR", PriceBasis.Ppp, PerUnit.Whole, null)]
    [InlineData("EUR", PriceBasis.Constant, PerUnit.Whole, null)]
    [InlineData("EUR", PriceBasis.Nominal, PerUnit.Whole, 2020)]
    [InlineData("EUR", PriceBasis.Constant, PerUnit.Gdp, 2020)]
    [InlineData("USD", PriceBasis.Ppp, PerUnit.Gdp, null)]
    public void Target_PartsThatDoNotFit_AreRefused(string currency, PriceBasis basis, PerUnit per, int? year) =>
        Assert.Throws<ArgumentException>(() => new ConversionTarget(currency, basis, per, year));

    [Fact]
    public void Find_AmountTooLargeToHold_HasNoConversion()
    {
        var tables = Tables with { PurchasingPower = Annual(("FR", 2020, 0.000000000000000000000001m)) };

        Assert.Null(new Converter(tables, new ConversionTarget("USD", PriceBasis.Ppp), Now).Find("EUR", PartialDate.Parse("2020"), "FR")!.Apply(1_000_000_000));
    }

    [Theory]
    [InlineData("FR", "EUR", "2015", "0.808694")]
    [InlineData("BG", "BGN", "2024", "0.757951")] // still in levs in this edition
    [InlineData("HR", "EUR", "2015", "0.466173")] // already in euros, back to the beginning
    public void Find_PurchasingPowerOfTheReferenceFiles_IsInTheCurrencyOfTheSeries(string country, string currency, string year, string start)
    {
        var converter = new Converter(ReferenceData.Tables, new ConversionTarget("USD", PriceBasis.Ppp), Now);

        var rate = converter.Find(currency, PartialDate.Parse(year), country)!;
        Assert.StartsWith(start, rate.Denominator.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("ppp", rate.Series);
    }

    [Fact]
    public void Find_OfTheReferenceFiles_CoversEveryStarterCountryPerHead()
    {
        var converter = new Converter(ReferenceData.Tables, new ConversionTarget("EUR", per: PerUnit.Capita), Now);
        var countries = Totals.CsvRows.Of("data", "starter", "programmes.csv").Select(row => row["country"]).Distinct();

        // The World Bank counts neither Taiwan nor the international.
        Assert.Equal(["INT", "TW"], countries.Where(country => converter.Find("EUR", PartialDate.Parse("2024"), country) is null).Order());
    }

    private static Converter Of(ConversionTarget target) => new(Tables, target, Now);

    private static Converter Constant(string currency, int year) => Of(new ConversionTarget(currency, PriceBasis.Constant, constantYear: year));

    private static AnnualTable Annual(params (string Country, int Year, decimal Value)[] points) =>
        new(points.Select(point => new AnnualPoint(point.Country, point.Year, point.Value, new Timeline(Start))));
}
