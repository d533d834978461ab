namespace AiPolicyPortal.Web.Formatting;

/// <summary>"€1.5 billion", "€30–50 billion", "CHF 12,000"; brief "€1.5bn".</summary>
internal sealed class EnglishMoney : MoneyLanguage
{
    public static readonly EnglishMoney Instance = new();

    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["USD"] = "US$",
        ["JPY"] = "JP¥",
        ["CNY"] = "CN¥",
        ["KRW"] = "₩",
        ["INR"] = "₹",
        ["AUD"] = "A$",
        ["CAD"] = "CA$",
        ["NZD"] = "NZ$",
        ["HKD"] = "HK$",
        ["SGD"] = "S$",
        ["TWD"] = "NT$",
        ["BRL"] = "R$",
        ["MXN"] = "MX$",
        ["ILS"] = "₪",
    };

    private static readonly Dictionary<decimal, (string Word, string Brief)> Words = new()
    {
        [1] = ("", ""),
        [1_000_000m] = ("\u00A0million", "m"),
        [1_000_000_000m] = ("\u00A0billion", "bn"),
        [1_000_000_000_000m] = ("\u00A0trillion", "tn"),
    };

    protected override IReadOnlyList<decimal> Scales { get; } = [1_000_000_000_000m, 1_000_000_000m, 1_000_000m];

    public override string Amount(decimal value, string currency, bool brief)
    {
        var (number, scale) = Scaled(Math.Abs(value));
        return $"{(value < 0 ? "−" : "")}{Prefix(currency)}{Number(number, scale)}{Word(scale, brief)}";
    }

    public override string Range(decimal low, decimal high, string currency, bool brief)
    {
        var (from, fromScale) = Scaled(low);
        var (to, toScale) = Scaled(high);
        return fromScale == toScale && low >= 0
            ? $"{Prefix(currency)}{Number(from, fromScale)}–{Number(to, toScale)}{Word(toScale, brief)}"
            : $"{Amount(low, currency, brief)} to {Amount(high, currency, brief)}";
    }

    public override string Bare(string digits, string currency) => Prefix(currency) + digits;

    protected override string Name(decimal scale, string currency) => $"{Symbols.GetValueOrDefault(currency) ?? currency}{Words[scale].Word}";

    private static string Prefix(string currency) => Symbols.GetValueOrDefault(currency) ?? $"{currency}\u00A0";

    private static string Word(decimal scale, bool brief) => brief ? Words[scale].Brief : Words[scale].Word;
}
