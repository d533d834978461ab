using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Web.Citing;

/// <summary>How to cite what the portal shows, be it a list, a record, a chart or a download: what it is, as known on which day (UTC), where it is found.</summary>
/// <param name="Address">Absolute.</param>
public sealed record Citation(string Portal, string Title, DateTimeOffset AsOf, string Address)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether the address shows the present whenever it is asked for: all that can be said is the day when it was.</summary>
    public bool IsLive { get; init; }

    private DateOnly Day => DateOnly.FromDateTime(AsOf.UtcDateTime);

    // What is cited by its path, for people; things of one path or one title cited on one day differ by the end.
    private string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"aipolicyportal-{string.Concat(Path.Select(segment => segment + "-"))}{Day:yyyyMMdd}-{XxHash32.HashToUInt32(Encoding.UTF8.GetBytes($"{Title}\n{Address}")):x8}");

    // Scheme and host are as the reader sent them, who may have sent none.
    private IEnumerable<string> Path => Address.Split('?')[0].Split('/').Skip(3).Where(segment => segment.Length > 0)
        .Select(segment => string.Concat(segment.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')));

    /// <summary>In the language of the request.</summary>
    /// <param name="asKnownOn">The words for "as known on {0}", or for "accessed on {0}".</param>
    public string Plain(Func<string, string> asKnownOn) =>
        $"{Portal} ({Day.Year}). {Title}. {asKnownOn(PartialDateText.Words(Day, "day", CultureInfo.CurrentCulture))}. {ApiAnswers.Licence}. {Address}";

    public string BibTex => string.Join('\n',
        $"@misc{{{Key},",
        $"  author = {{{{{Escaped(Portal)}}}}},",
        $"  title = {{{{{Escaped(Title)}}}}},",
        string.Create(CultureInfo.InvariantCulture, $"  year = {{{Day.Year}}},"),
        $"  note = {{{Note}}},",
        $"  url = {{{Address}}}",
        "}");

    public string CslJson => JsonSerializer.Serialize(
        new[]
        {
            new CslItem(
                Key, "dataset", Title, [new CslAuthor(Portal)], CslDay, IsLive ? CslDay : null, Portal, Note, Address),
        },
        Json);

    private string Note => $"{(IsLive ? "Accessed" : "As known")} on {Day:yyyy-MM-dd}, licence {ApiAnswers.Licence}";

    private CslDate CslDay => new([[Day.Year, Day.Month, Day.Day]]);

    private static string Escaped(string text) =>
        string.Concat(text.Select(letter => "\\{}".Contains(letter) ? " " : "&%$#_".Contains(letter) ? $"\\{letter}" : "^~".Contains(letter) ? $"\\{letter}{{}}" : letter.ToString()));

    private sealed record CslItem(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("title")] string Title,
        [property: JsonPropertyName("author")] IReadOnlyList<CslAuthor> Author,
        [property: JsonPropertyName("issued")] CslDate Issued,
        [property: JsonPropertyName("accessed")] CslDate? Accessed,
        [property: JsonPropertyName("publisher")] string Publisher,
        [property: JsonPropertyName("note")] string Note,
        [property: JsonPropertyName("URL")] string Url);

    private sealed record CslAuthor([property: JsonPropertyName("literal")] string Literal);

    private sealed record CslDate([property: JsonPropertyName("date-parts")] IReadOnlyList<IReadOnlyList<int>> DateParts);
}
