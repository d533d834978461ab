namespace AiPolicyPortal.Web.Formatting;

/// <summary>« 1,5 milliard d’euros », « de 30 à 50 milliards de dollars américains », « 12 000 euros » ; en bref « 1,5 Md€ ».</summary>
internal sealed class FrenchMoney(Func<string, string> currencyName) : MoneyLanguage
{
    private static readonly Dictionary<string, string> Symbols = new() { ["EUR"] = "€", ["GBP"] = "£" };

    // The French « billion » is read as the English billion too often: a thousand milliards stays so.
    protected override IReadOnlyList<decimal> Scales { get; } = [1_000_000_000m, 1_000_000m];

    public override string Amount(decimal value, string currency, bool brief)
    {
        var (number, scale) = Scaled(value);
        return $"{Number(number, scale)}\u00A0{Unit(number, scale, currency, brief)}";
    }

    public override string Range(decimal low, decimal high, string currency, bool brief)
    {
        var (from, fromScale) = Scaled(low);
        var (to, toScale) = Scaled(high);
        var start = fromScale == toScale ? Number(from, fromScale) : $"{Number(from, fromScale)}\u00A0{Word(from, fromScale, brief)}".TrimEnd('\u00A0');
        var end = $"{Number(to, toScale)}\u00A0{Unit(to, toScale, currency, brief)}";
        return brief ? $"{start}–{end}" : $"de {start} à {end}";
    }

    public override string Bare(string digits, string currency) => $"{digits}\u00A0{Symbols.GetValueOrDefault(currency) ?? currency}";

    protected override string Name(decimal scale, string currency) => Unit(2, scale, currency, brief: false);

    private string Unit(decimal number, decimal scale, string currency, bool brief)
    {
        var word = Word(number, scale, brief);
        if (brief)
            return Symbols.TryGetValue(currency, out var symbol) ? word + symbol : $"{word}\u00A0{currency}".TrimStart('\u00A0');

        var name = currencyName(currency);
        return word.Length == 0 ? name : word + Of(name);
    }

    // A bare code is set beside the number, not read as a noun.
    private static string Of(string name) =>
        name.All(char.IsAsciiLetterUpper) ? $"\u00A0{name}" : "aeiou".Contains(name[0]) ? $" d’{name}" : $" de {name}";

    private static string Word(decimal number, decimal scale, bool brief) => (scale, brief) switch
    {
        (1, _) => "",
        (1_000_000m, true) => "M",
        (1_000_000m, false) => Math.Abs(number) < 2 ? "million" : "millions",
        (_, true) => "Md",
        _ => Math.Abs(number) < 2 ? "milliard" : "milliards",
    };
}
