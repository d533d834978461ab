using System.Text;

namespace AiPolicyPortal.Tests.Api.Conformance;

/// <summary>A request that the description does not allow, and what must be said of it.</summary>
/// <param name="Status">That it is refused with.</param>
/// <param name="Parameter">The one that an error names; null where the fault is not in the query.</param>
internal sealed record InvalidRequest(string Kind, IReadOnlyList<(string Name, string Value)> Query, int Status, string? Parameter = null)
{
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public string? Accept { get; init; }

    /// <summary>In place of the example in the path.</summary>
    public string? Reference { get; init; }
}

/// <summary>Makes requests with one fault each.</summary>
internal sealed class InvalidRequests(ApiOperation operation, Random random)
{
    private static readonly string[] Hostile =
    [
        "zzz", "no-such-thing-here", "\0", "a\0b", "' or '1'='1", "\"; drop table grants; --", "../../etc/passwd", "<script>", "%00", "!", "!!", "-", "--", "-1", "0x10", "1e400",
        "99999999999999999999", "1.5.5", "NaN", "true ", "null", "undefined", "{}", "[]", "日本語", "😀😀", "\u0000\uFFFF", "\u202E", "２０２４", "١٢", new string('x', 300), new string('9', 400),
        ",", ",,", "a,,b", "fr", "FRA", "fR", "eur", "EURO", "2024-13", "2024-02-30", "2024-3-1", "24", "20245", "2024-03-11T25:00:00Z", "2024-03-11T12:00:00+01:00", "yesterday", "${7*7}", "(select 1)", "\r\nSet-Cookie: a=b", "*", "_", @"\",
    ];

    private static readonly string[] Unknown =
        ["contry", "Country", "page", "offset", "per_page", "format", "callback", "__proto__", "$filter", "limit[]", "q'", "sort ", "日本", "apikey", "cursor", "limit", "fields", "groupBy", "count", "asOf", new string('n', 300)];

    private static readonly HttpMethod[] Writing = [HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch];

    private static readonly string[] Unanswered = ["image/png", "text/turtle;q=0.9", "application/vnd.none+json, video/*"];

    private static readonly string[] NoDates = ["2024-13", "2024-02-30", "0000", "2024-00-10"];

    private readonly ValidRequests valid = new(operation, random);

    /// <param name="count">How many; each kind of fault comes before any comes again.</param>
    public IEnumerable<InvalidRequest> Take(int count)
    {
        var kinds = All().GroupBy(request => request.Kind).Select(kind => new Queue<InvalidRequest>(kind.OrderBy(_ => random.Next()))).ToList();
        for (var taken = 0; taken < count && kinds.Count > 0;)
        {
            foreach (var kind in kinds.ToList())
            {
                // What is wrong is said in the same form whatever a client accepts.
                if (taken++ < count)
                    yield return kind.Dequeue() is var next && next.Accept is null && !operation.IsNegotiated && random.Next(4) == 0 ? next with { Accept = "text/csv, image/png" } : next;
                if (kind.Count == 0)
                    kinds.Remove(kind);
            }
        }
    }

    private IEnumerable<InvalidRequest> All() =>
    [
        .. Unknown.Concat(operation.OfQuery.Select(parameter => parameter.Name + "x")).Where(name => !operation.Knows(name))
            .Select(name => new InvalidRequest("unknown parameter", [.. Needed(), (name, "1")], 400, name)),
        .. operation.OfQuery.SelectMany(OfParameter),
        .. Writing.Select(method => new InvalidRequest("method", Needed(), 405) { Method = method }),
        .. operation.IsNegotiated ? Unanswered.Select(accept => new InvalidRequest("accept", Needed(), 406) { Accept = accept }) : [],
        .. operation.OfPath is null ? [] : Hostile.Append(Guid.NewGuid().ToString()).Where(text => !text.Contains('\0', StringComparison.Ordinal) && !text.StartsWith("fr", StringComparison.OrdinalIgnoreCase))
            .Select(text => new InvalidRequest("path", [], 404) { Reference = text }),
    ];

    private IEnumerable<InvalidRequest> OfParameter(ApiParameter parameter)
    {
        InvalidRequest With(string kind, params string[] values) =>
            new(kind, [.. Needed(parameter.Name).Where(pair => pair.Name != parameter.Name), .. values.Select(value => (parameter.Name, value))], 400, parameter.Name);

        if (parameter.IsRequired)
            yield return With("missing");
        if (!parameter.Repeats)
            yield return With("repeated", valid.ValuesOf(parameter).First(), parameter.Example);
        foreach (var text in Hostile.Append(Scribble()).Where(text => text.Trim().Length > 0 && !parameter.Allows(text.Trim())))
            yield return With(KindOf(parameter), text);
        if (parameter.Repeats)
            yield return With("negation", "!" + Scribble());
        foreach (var (kind, text) in Misleading(parameter))
            yield return With(kind, text);
    }

    private static string KindOf(ApiParameter parameter) =>
        parameter.Choices.Count > 0 ? "choice" : parameter.IsNumber ? "number" : parameter.Pattern is null ? "text" : "form";

    // Of the documented form, and wrong all the same.
    private static IEnumerable<(string Kind, string Value)> Misleading(ApiParameter parameter)
    {
        if (parameter.Pattern is { } form && parameter.Names.Count == 0)
        {
            foreach (var date in NoDates.Where(date => form.IsMatch(date) && !form.IsMatch("zz-no-such-thing") && !form.IsMatch("1.5")))
                yield return ("date", date);
            if (form.IsMatch("zz-no-such-thing") && parameter.Name is not "identifier")
                yield return ("reference", "zz-no-such-thing");
            if (form.IsMatch("QX") && !form.IsMatch("a") && !form.IsMatch("zz-no-such-thing"))
                yield return ("country", "QX");
            if (form.IsMatch("QQQ") && !form.IsMatch("zz-no-such-thing") && !form.IsMatch("QX"))
                yield return ("currency", "QQQ");
        }

        if (parameter.Name == "fields")
            yield return ("field", "nothing.of.this");
        if (parameter.Name == "cursor")
        {
            foreach (var cursor in Cursors(parameter.Example))
                yield return ("cursor", cursor);
        }
    }

    private static IEnumerable<string> Cursors(string example)
    {
        string Text(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        yield return example[..^4];
        yield return example + "AAAA";
        yield return Text("null");
        yield return Text("{}");
        yield return Text("""{"Order":"no-such","Backwards":false,"Values":["a"]}""");
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(example.Replace('-', '+').Replace('_', '/').PadRight((example.Length + 3) / 4 * 4, '=')));
        var values = json.IndexOf('[', StringComparison.Ordinal);
        yield return Text(json[..values] + "[]}");
        yield return Text(json[..values] + "[null,null]}");
        yield return Text(json[..values] + "[\"\\u0000\",\"\\u0000\"]}");
        yield return Text(json[..values] + "[\"\\u0000\",\"00000000-0000-0000-0000-000000000000\"]}");
        yield return Text(json[..values] + "[1,2]}");
    }

    private string Scribble() => "~" + string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => char.ConvertFromUtf32(random.Next(0x20, 0xD7FF))));

    private List<(string Name, string Value)> Needed(string? besides = null)
    {
        List<(string Name, string Value)> needed = [.. operation.OfQuery.Where(parameter => parameter.IsRequired).Select(parameter => (parameter.Name, parameter.Example))];
        // One of two things is compared, which a schema cannot say.
        if (operation.Path.Contains("/compare", StringComparison.Ordinal) && besides != "programme")
            needed.Add(("country", "FR"));
        return needed;
    }
}
