using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>A cell of codes from a fixed list.</summary>
internal interface ICodeCell
{
    IReadOnlyList<string> All { get; }

    /// <summary>The name of the list, by which its codes are put into words.</summary>
    string ListName { get; }
}

/// <summary>One code of a fixed list.</summary>
internal sealed class CodeCell<TEnum> : CellType, ICodeCell
    where TEnum : struct, Enum
{
    public IReadOnlyList<string> All => Codes<TEnum>.All;

    public string ListName => typeof(TEnum).Name;

    public override string Description => "one of " + string.Join(", ", Codes<TEnum>.All.Select(code => $"`{code}`"));

    public override void Check(string text, CellPlace place) => CodeCells.CheckCode(text, Codes<TEnum>.All, place);
}

internal sealed class YesNoCell : CellType
{
    private static readonly string[] Answers = ["yes", "no"];

    public override string Description => "`yes` or `no`; empty means no";

    public override bool Same(string? left, string? right) => (left ?? "no") == (right ?? "no");

    public override void Check(string text, CellPlace place) => CodeCells.CheckCode(text, Answers, place);
}

/// <summary>A code of reference data, such as a country or a currency.</summary>
internal sealed class VocabularyCell(string description, string faultCode, Func<CheckContext, IReadOnlySet<string>> known) : CellType
{
    public override string Description => description;

    public override void Check(string text, CellPlace place)
    {
        var codes = known(place.Context);
        if (!codes.Contains(text))
        {
            place.Fault(faultCode, $"Expected: {description}.{CodeCells.Hint(text, codes)}");
        }
    }
}

internal static class CodeCells
{
    public static VocabularyCell Country { get; } =
        new("country code of ISO 3166-1 alpha-2, `EU` or `INT`", FaultCodes.UnknownCountry, context => context.Countries);

    public static VocabularyCell Currency { get; } =
        new("currency code of ISO 4217, withdrawn ones included", FaultCodes.UnknownCurrency, context => context.Currencies);

    public static VocabularyCell Language { get; } =
        new("language code of ISO 639-1", FaultCodes.UnknownLanguage, _ => Languages.Codes);

    public static void CheckCode(string text, IReadOnlyList<string> codes, CellPlace place)
    {
        if (!codes.Contains(text))
        {
            place.Fault(FaultCodes.UnknownCode, $"One of {string.Join(", ", codes)}.{Hint(text, codes)}");
        }
    }

    public static string Hint(string text, IEnumerable<string> candidates) =>
        Nearest.To(text, candidates) is { } nearest ? $" Did you mean {nearest}?" : "";
}
