using System.Globalization;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Citing;

namespace AiPolicyPortal.Web.Formats;

/// <summary>What a download holds, to be told beside its rows.</summary>
/// <param name="Address">Absolute address of the page with the same selection, as it was known where the list has a past.</param>
/// <param name="Filter">The query as asked, decoded; empty for everything.</param>
/// <param name="At">When it was made, UTC.</param>
/// <param name="AsOf">The instant of the portal's knowledge that it speaks of, UTC.</param>
internal sealed record Selection(Table Table, string Address, string Filter, DateTimeOffset At, DateTimeOffset AsOf)
{
    private const string Portal = "AI Policy Portal";

    /// <inheritdoc cref="Citation.IsLive"/>
    public bool IsLive { get; init; }

    public string Filter { get; } = SelectionWords.OnOneLine(Filter);

    /// <summary>Name of the file without its ending.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture, $"ai-policy-portal-{Table.Name}{(Filter.Length > 0 ? "-selection" : "")}-{At.UtcDateTime:yyyy-MM-dd}");

    public Citation Citation => new(Portal, Filter.Length > 0 ? $"{Table.Title} ({Filter})" : Table.Title, AsOf, Address) { IsLive = IsLive };

    public string PlainCitation => Citation.Plain(day => $"{(IsLive ? "Accessed" : "As known")} on {day}");

    public static string Licence =>
        $"""
        Creative Commons Attribution 4.0 International ({ApiAnswers.Licence})
        {ApiAnswers.LicenceUrl}

        Credit "{Portal}" with the address of the selection. Records taken over from others keep their own licence;
        the page /data of the portal names each origin with its licence and the words it asks to be credited by.

        """;

    public IEnumerable<(string Name, string Value)> About(long? rows)
    {
        yield return ("What", $"{Table.Title}: {Table.Description}");
        yield return ("Selection", Filter.Length > 0 ? Filter : "everything");
        if (rows is { } count)
        {
            yield return ("Rows", count.ToString(CultureInfo.InvariantCulture));
        }

        yield return ("Made", At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        yield return ("Known", AsOf.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        yield return ("Address", Address);
        yield return ("Licence", $"{ApiAnswers.Licence}, {ApiAnswers.LicenceUrl}");
        yield return ("Cite as", PlainCitation);
    }

    public string Readme(long rows) =>
        $"""
        {string.Join('\n', About(rows).Select(line => $"{line.Name}: {line.Value}"))}

        How to read {Table.Name}.csv
        - UTF-8 with its mark, separated by commas (RFC 4180), one row a record; datapackage.json describes each column.
        - An empty amount is not disclosed, or a range whose ends stand beside it; it is never zero. Never add amounts of different stages or currencies.
        - Dates are as exact as they are known: 2024, 2024-03 or 2024-03-11; the column beside each says which.
        - Several values in a cell are separated by "{Table.ListSeparator}".
        - Words that a spreadsheet would run as a formula are preceded by an apostrophe.
        - In a spreadsheet, import with quoted cells as text to keep dates and leading zeros as they are; the XLSX does so by itself.
        - pandas: read_csv("{Table.Name}.csv", keep_default_na=False, na_values=[""]); R: read.csv("{Table.Name}.csv", na.strings = "", fileEncoding = "UTF-8-BOM").
          Without these settings NA, the code of Namibia, is taken for nothing.

        """;
}
