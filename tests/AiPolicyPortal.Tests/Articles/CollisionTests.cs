using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Tests.Conversion;

namespace AiPolicyPortal.Tests.Articles;

public sealed class CollisionTests
{
    [Theory]
    [InlineData(1_500_000_000, true)]
    [InlineData(1_425_000_000, true)]
    [InlineData(1_424_999_999, false)]
    [InlineData(1_578_947_368, true)]
    [InlineData(1_580_000_000, false)]
    public void Find_AmountsOfOneCurrency_WarnsUpToFivePercentOfTheLarger(long recorded, bool warns)
    {
        var found = Find("France has earmarked 1.5 billion euros.", Figure("EUR", recorded));

        Assert.Equal(warns ? 1 : 0, found.Count);
        Assert.All(found, collision => Assert.Equal(recorded == 1_500_000_000, collision.IsEqual));
    }

    [Fact]
    public void Find_AnotherCurrency_ConvertsAtTheDateOfTheArticle()
    {
        // The euro reference rate of 11 March 2024 was 1.0926 dollars.
        var collision = Assert.Single(Find("France has earmarked 1.5 billion euros.", Figure("USD", 1_640_000_000)));

        Assert.Equal(1_638_900_000.00m, collision.Converted?.Low);
        Assert.False(collision.IsEqual);
    }

    [Fact]
    public void Find_AnotherCountryOrBasis_IsOtherMoney()
    {
        Assert.Empty(Find("Germany has earmarked 1.5 billion euros.", Figure("EUR", 1_500_000_000)));
        Assert.Empty(Find("France has earmarked 1.5 billion euros a year.", Figure("EUR", 1_500_000_000)));
        Assert.Empty(Find("France has earmarked 1.5 to 3 billion euros.", Figure("EUR", 1_500_000_000)));
    }

    private static IReadOnlyList<Collision> Find(string text, KnownFigure figure)
    {
        var read = Sentences.Reader.Read(new Article(text));
        return Collisions.Find(
            read.Amounts, [.. read.Countries.Select(country => country.Code)], PartialDate.Parse("2024-03-11"), [figure],
            currency => new Converter(ReferenceData.Tables, new ConversionTarget(currency), DateTimeOffset.UtcNow));
    }

    private static KnownFigure Figure(string currency, decimal amount) => new(
        "f-1", "p-1", "A programme", "FR", Stage.Announced, Standing.Stands, Nature.Exact, AmountBasis.Total, amount, amount, currency,
        PartialDate.Parse("2018-03-29"), "a-1", "An announcement", "f-1");
}
