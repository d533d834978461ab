using System.Globalization;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Web;

public sealed class MoneyTextTests
{
    private readonly MoneyText money = new ServiceCollection().AddLogging().AddPortalLocalization().BuildServiceProvider().GetRequiredService<MoneyText>();

    // ~ stands for a no-break space, _ for a narrow one.
    [Theory]
    [InlineData("en", "1500000000", null, "EUR", "exact", "€1.5~billion")]
    [InlineData("en", "1500000000", null, "EUR", "about", "about €1.5~billion")]
    [InlineData("en", "1525000000", null, "EUR", "exact", "€1.525~billion")]
    [InlineData("en", "1234567890", null, "USD", "exact", "US$1.23~billion")]
    [InlineData("en", "999999999", null, "GBP", "at-least", "at least £1~billion")]
    [InlineData("en", "2500000000000", null, "KRW", "up-to", "up to ₩2.5~trillion")]
    [InlineData("en", "12000", null, "CHF", "exact", "CHF~12,000")]
    [InlineData("en", "1234.5", null, "EUR", "exact", "€1,234.50")]
    [InlineData("en", "1234.567", null, "BHD", "exact", "BHD~1,234.567")]
    [InlineData("en", "0", null, "EUR", "exact", "€0")]
    [InlineData("en", "-5000000", null, "EUR", "exact", "−€5~million")]
    [InlineData("en", "30000000000", "50000000000", "USD", "range", "US$30–50~billion")]
    [InlineData("en", "800000000", "1200000000", "EUR", "range", "€800~million to €1.2~billion")]
    [InlineData("en", null, null, "EUR", "undisclosed", "not disclosed")]
    [InlineData("fr", "1500000000", null, "EUR", "exact", "1,5~milliard d’euros")]
    [InlineData("fr", "2000000000", null, "EUR", "about", "environ 2~milliards d’euros")]
    [InlineData("fr", "1200000000000", null, "JPY", "exact", "1_200~milliards de yens japonais")]
    [InlineData("fr", "12000", null, "EUR", "up-to", "jusqu’à 12_000~euros")]
    [InlineData("fr", "1000000", null, "XAU", "exact", "1~million~XAU")]
    [InlineData("fr", "30000000000", "50000000000", "USD", "range", "de 30 à 50~milliards de dollars américains")]
    [InlineData("fr", "800000000", "1200000000", "EUR", "range", "de 800~millions à 1,2~milliard d’euros")]
    [InlineData("fr", null, null, "EUR", "undisclosed", "non communiqué")]
    public void Compact_ReadsAsTheLanguageWritesIt(string language, string? low, string? high, string currency, string nature, string expected)
    {
        Speak(language);
        Assert.Equal(Spaces(expected), money.Compact(Amount(low), Amount(high), currency, nature));
    }

    [Theory]
    [InlineData("en", "1500000000", null, "EUR", "€1.5bn")]
    [InlineData("en", "30000000", "50000000", "CHF", "CHF~30–50m")]
    [InlineData("fr", "1500000000", null, "EUR", "1,5~Md€")]
    [InlineData("fr", "800000000", "1200000000", "USD", "800~M–1,2~Md~USD")]
    [InlineData("fr", "12000", null, "EUR", "12_000~€")]
    public void Compact_Brief_FitsATable(string language, string? low, string? high, string currency, string expected)
    {
        Speak(language);
        Assert.Equal(Spaces(expected), money.Compact(Amount(low), Amount(high), currency, brief: true));
    }

    [Theory]
    [InlineData("en", "up to €300~million a year")]
    [InlineData("fr", "jusqu’à 300~millions d’euros par an")]
    public void Compact_Annual_SaysSo(string language, string expected)
    {
        Speak(language);
        Assert.Equal(Spaces(expected), money.Compact(300_000_000m, null, "EUR", "up-to", annual: true));
    }

    [Theory]
    [InlineData("en", "1,500,000,000~euros", "30 to 50~US dollars")]
    [InlineData("fr", "1_500_000_000~euros", "30 à 50~dollars américains")]
    public void Full_HasEveryDigitAndTheName(string language, string amount, string range)
    {
        Speak(language);
        Assert.Equal(Spaces(amount), money.Full(1_500_000_000m, 1_500_000_000m, "EUR"));
        Assert.Equal(Spaces(range), money.Full(30m, 50m, "USD"));
        Assert.Null(money.Full(null, null, "EUR"));
    }

    private static void Speak(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

    private static decimal? Amount(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Spaces(string text) => text.Replace('~', '\u00A0').Replace('_', '\u202F');
}
