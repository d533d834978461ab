namespace AiPolicyPortal.Core.Articles;

/// <summary>Signs and shared names of currencies. The currency of a country comes from the reference countries.</summary>
internal static class CurrencySigns
{
    private static readonly Dictionary<string, string> Signs = new(StringComparer.Ordinal)
    {
        ["€"] = "EUR",
        ["$"] = "dollar",
        ["£"] = "pound",
        ["¥"] = "JPY",
        ["₹"] = "INR",
        ["₩"] = "KRW",
        ["₽"] = "RUB",
        ["₺"] = "TRY",
        ["₪"] = "ILS",
        ["₴"] = "UAH",
        ["₦"] = "NGN",
        ["₫"] = "VND",
        ["฿"] = "THB",
        ["₱"] = "PHP",
        ["₸"] = "KZT",
    };

    private static readonly Dictionary<string, string> DollarLetters = new(StringComparer.Ordinal)
    {
        ["US"] = "USD",
        ["U.S."] = "USD",
        ["C"] = "CAD",
        ["CA"] = "CAD",
        ["CAN"] = "CAD",
        ["A"] = "AUD",
        ["AU"] = "AUD",
        ["AUS"] = "AUD",
        ["S"] = "SGD",
        ["NZ"] = "NZD",
        ["HK"] = "HKD",
        ["R"] = "BRL",
        ["NT"] = "TWD",
        ["MX"] = "MXN",
    };

    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["RM"] = "MYR",
        ["RMB"] = "CNY",
        ["NIS"] = "ILS",
        ["Ksh"] = "KES",
        ["KSh"] = "KES",
        ["QR"] = "QAR",
        ["R"] = "ZAR",
        ["N"] = "NGN",
        ["P"] = "PHP",
    };

    /// <summary>A name that several currencies share: the one meant where nothing tells otherwise (null: none), and all of them.</summary>
    private static readonly Dictionary<string, (string? Usual, string[] Codes)> Shared = new(StringComparer.Ordinal)
    {
        ["dollar"] = ("USD", ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD"]),
        ["pound"] = ("GBP", ["GBP", "EGP"]),
        ["rupee"] = ("INR", ["INR", "PKR", "LKR"]),
        ["franc"] = ("CHF", ["CHF", "XOF", "XAF", "RWF"]),
        ["crown"] = (null, ["SEK", "NOK", "DKK", "CZK", "ISK"]),
        ["peso"] = (null, ["MXN", "ARS", "CLP", "COP", "PHP", "UYU"]),
        ["dirham"] = ("AED", ["AED", "MAD"]),
        ["riyal"] = ("SAR", ["SAR", "QAR", "OMR"]),
        ["dinar"] = (null, ["RSD", "KWD", "BHD", "JOD", "TND", "DZD"]),
        ["shilling"] = ("KES", ["KES", "UGX", "TZS"]),
    };

    public static bool IsSign(Token token) => Signs.ContainsKey(token.Words);

    public static string? OfSign(Token token) => Signs.GetValueOrDefault(token.Words);

    public static string? OfDollarLetters(Token token) => DollarLetters.GetValueOrDefault(token.Words);

    /// <summary>The currency of letters before a number, such as RM; a single letter needs a scale after the number.</summary>
    public static string? OfLetters(Token token) => Letters.GetValueOrDefault(token.Words);

    /// <summary>The currencies a shared name can mean, the usual first; nothing when the name is not a shared one.</summary>
    public static (string? Usual, IReadOnlyList<string> Codes) Meanings(string name) =>
        Shared.TryGetValue(name, out var meaning) ? meaning : (name, [name]);
}
