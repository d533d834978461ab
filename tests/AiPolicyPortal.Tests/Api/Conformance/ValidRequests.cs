using System.Globalization;

namespace AiPolicyPortal.Tests.Api.Conformance;

/// <summary>Makes queries that the description allows, from its schemas, choices and examples.</summary>
/// <param name="operation">What is asked.</param>
/// <param name="random">Seeded, so that a failure comes back.</param>
internal sealed class ValidRequests(ApiOperation operation, Random random)
{
    private const string AsOf = "asOf";

    private static readonly string[][] Values =
    [
        ["FR", "DE", "US", "EU", "INT"],
        ["EUR", "USD", "GBP"],
        ["en", "fr"],
        ["2019", "2024-03", "2024-02-29"],
        ["2024-03-11T12:00Z", "2024-03-11T12:00:00Z", "2025-11"],
        ["1000000", "12.50", "0"],
        ["true", "false"],
    ];

    private static readonly string[] Words =
    [
        "recherche", "é", "'; drop table grants; --", @"100%_\", "日本語 人工知能", "😀", "\" or 1=1", "<script>alert(1)</script>", new string('a', 200), "%00", "\u202Ee\u0301",
    ];

    /// <summary>Names and values of a query.</summary>
    public List<(string Name, string Value)> Next()
    {
        var query = operation.OfQuery.Where(parameter => parameter.IsRequired || random.Next(operation.OfQuery.Count()) < 3)
            .SelectMany(parameter => ValuesOf(parameter).Select(value => (parameter.Name, value))).ToList();
        Agree(query);
        return query;
    }

    /// <summary>Each parameter by itself, with its documented example.</summary>
    public IEnumerable<List<(string Name, string Value)>> Examples()
    {
        foreach (var parameter in operation.OfQuery)
        {
            List<(string Name, string Value)> query = [.. operation.OfQuery.Where(other => other.IsRequired && other != parameter).Select(other => (other.Name, other.Example)), (parameter.Name, parameter.Example)];
            Agree(query);
            yield return query;
        }
    }

    /// <summary>Some right values of a parameter.</summary>
    public IEnumerable<string> ValuesOf(ApiParameter parameter)
    {
        if (!parameter.Repeats)
            return [ValueOf(parameter)];
        var values = Enumerable.Range(0, random.Next(1, 3)).Select(_ => ValueOf(parameter)).Distinct();
        return values.Select(value => random.Next(4) == 0 && parameter.Allows("!" + value) ? "!" + value : value);
    }

    private string ValueOf(ApiParameter parameter)
    {
        if (parameter.Choices.Count > 0)
            return Any(parameter.Choices);
        if (parameter.Range is { } range)
            return random.Next(range.Min, (int)Math.Min(range.Max, range.Min + 300L) + 1).ToString(CultureInfo.InvariantCulture);
        if (parameter.Names.Count > 0)
            return string.Join(',', parameter.Names.OrderBy(_ => random.Next()).Take(random.Next(1, 3)).Select(name => parameter.Allows("-" + name) && random.Next(2) == 0 ? "-" + name : name));
        if (parameter.Name == "fields")
            return string.Join(',', operation.Fields().OrderBy(_ => random.Next()).Take(random.Next(1, 5)));
        if (parameter.Name == "q")
            return random.Next(3) == 0 ? parameter.Example : Any(Words);
        // What must exist is taken from the example.
        return parameter.Pattern is null || parameter.Allows("zz-no-such-thing") || Values.LastOrDefault(values => values.All(parameter.Allows)) is not { } known
            ? parameter.Example
            : Any(known);
    }

    // What the descriptions say about parameters that go together, which schemas cannot.
    private void Agree(List<(string Name, string Value)> query)
    {
        string? Of(string name) => query.Where(pair => pair.Name == name).Select(pair => pair.Value).LastOrDefault();
        void Drop(params string[] names) => query.RemoveAll(pair => names.Contains(pair.Name));

        if (Of("groupBy") is not null && operation.Knows("limit"))
            Drop("sort", "limit", "cursor", "count", "fields");
        if (Of("groupBy") is null)
            Drop("groupSort", "groupLimit");
        if (Of("groupSort")?.EndsWith("sum", StringComparison.Ordinal) is true)
            Drop("groupSort");
        if (Of("groupBy") is not null && operation.Path.EndsWith("/grants", StringComparison.Ordinal))
            Drop("currency");
        if (Of("sort") is not null)
            Drop("cursor");
        // The portal under test learnt everything only now; that it says so of a time before is another test's matter.
        if (Of(AsOf) is not null)
            query[query.FindIndex(pair => pair.Name == AsOf)] = (AsOf, DateTime.UtcNow.ToString(random.Next(2) == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        foreach (var (name, value) in query.ToList())
        {
            // The examples of dates stand in order as texts do.
            if (name.EndsWith("From", StringComparison.Ordinal) && Of(name[..^4] + "To") is { } to && string.CompareOrdinal(value, to) > 0)
                Drop(name[..^4] + "To");
            if (name.EndsWith("Min", StringComparison.Ordinal) && Of(name[..^3] + "Max") is { } max && decimal.Parse(value, CultureInfo.InvariantCulture) > decimal.Parse(max, CultureInfo.InvariantCulture))
                Drop(name[..^3] + "Max");
        }

        if (operation.Knows("basis"))
            AgreeOnTotals(query, Of, Drop);
        if (operation.Path.Contains("/compare", StringComparison.Ordinal))
        {
            Drop("country", "programme", "by");
            query.AddRange(random.Next(2) == 0 ? [("country", "FR"), ("country", "DE")] : [("by", "programme"), ("programme", "fr-snia-phase-2")]);
        }
    }

    private static void AgreeOnTotals(List<(string Name, string Value)> query, Func<string, string?> of, Action<string[]> drop)
    {
        if (of("per") == "gdp")
            drop(["basis"]);
        if (of("per") is not null)
        {
            drop(["country"]);
            query.Add(("country", "FR"));
        }

        if (of("basis") != "constant")
            drop(["constantYear"]);
        else if (of("constantYear") is null)
            query.Add(("constantYear", "2020"));
        if (of("basis") == "ppp")
            drop(["currency"]);
    }

    private T Any<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
