using System.Text.Json.Nodes;

namespace AiPolicyPortal.Web.Catalogue;

/// <summary>The object of a statement: another thing, or a value with its type or language.</summary>
/// <param name="Value">An IRI, full or with a prefix; or the value as text.</param>
/// <param name="Type">Of a value, with its prefix; null for plain words and things.</param>
/// <param name="Language">Of words.</param>
internal sealed record RdfObject(string Value, bool IsThing, string? Type = null, string? Language = null);

/// <summary>
/// Statements about named things, written as Turtle and as JSON-LD: the same statements in both. Nothing is without a name, so
/// that two graphs are the same when their statements are.
/// </summary>
/// <param name="prefixes">Short names for the beginnings of IRIs.</param>
internal sealed class RdfGraph(IReadOnlyDictionary<string, string> prefixes)
{
    private const string Type = "rdf:type";

    private readonly OrderedDictionary<string, List<(string Predicate, RdfObject Object)>> things = [];

    /// <summary>Begins or goes on with what is said about a thing.</summary>
    /// <param name="subject">A full IRI.</param>
    /// <param name="types">With their prefixes.</param>
    public RdfThing About(string subject, params IEnumerable<string> types)
    {
        if (!things.TryGetValue(subject, out var statements))
            things.Add(subject, statements = []);
        statements.AddRange(types.Select(type => (Type, new RdfObject(type, IsThing: true))));
        return new RdfThing(statements);
    }

    public string ToTurtle() => string.Concat(
    [
        .. prefixes.Select(prefix => $"@prefix {prefix.Key}: {Reference(prefix.Value)} .\n"),
        .. things.Select(thing => $"\n{Reference(thing.Key)}\n{string.Join(" ;\n", thing.Value.Select(Turtle))} .\n"),
    ]);

    public JsonObject ToJsonLd() => new()
    {
        ["@context"] = new JsonObject(prefixes.Select(prefix => KeyValuePair.Create(prefix.Key, (JsonNode?)prefix.Value))),
        ["@graph"] = new JsonArray([.. things.Select(thing => JsonLd(thing.Key, thing.Value))]),
    };

    private static JsonObject JsonLd(string subject, List<(string Predicate, RdfObject Object)> statements)
    {
        var node = new JsonObject { ["@id"] = subject };
        foreach (var group in statements.GroupBy(statement => statement.Predicate))
        {
            var values = group.Select(statement => group.Key == Type ? (JsonNode)statement.Object.Value : JsonLd(statement.Object)).ToArray();
            node[group.Key == Type ? "@type" : group.Key] = values.Length == 1 ? values[0] : new JsonArray(values);
        }

        return node;
    }

    private static JsonObject JsonLd(RdfObject value) => value switch
    {
        { IsThing: true } => new JsonObject { ["@id"] = value.Value },
        { Language: { } language } => new JsonObject { ["@value"] = value.Value, ["@language"] = language },
        { Type: { } type } => new JsonObject { ["@value"] = value.Value, ["@type"] = type },
        _ => new JsonObject { ["@value"] = value.Value },
    };

    private string Turtle((string Predicate, RdfObject Object) statement) =>
        $"  {(statement.Predicate == Type ? "a" : statement.Predicate)} {Turtle(statement.Object)}";

    private string Turtle(RdfObject value) => value switch
    {
        { IsThing: true } => HasPrefix(value.Value) ? value.Value : Reference(value.Value),
        { Language: { } language } => $"{Quoted(value.Value)}@{language}",
        { Type: { } type } => $"{Quoted(value.Value)}^^{type}",
        _ => Quoted(value.Value),
    };

    private bool HasPrefix(string iri) => prefixes.ContainsKey(iri.Split(':')[0]) && !iri.Contains("//", StringComparison.Ordinal);

    private static string Reference(string iri) =>
        $"<{string.Concat(iri.Select(letter => letter <= ' ' || "<>\"{}|^`\\".Contains(letter) ? $"\\u{(int)letter:X4}" : letter.ToString()))}>";

    private static string Quoted(string words) => $"\"{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\"";
}

/// <summary>Adds statements about one thing. Predicates and types are written with their prefixes.</summary>
internal sealed class RdfThing(List<(string Predicate, RdfObject Object)> statements)
{
    public RdfThing Links(string predicate, params IEnumerable<string> things)
    {
        statements.AddRange(things.Select(thing => (predicate, new RdfObject(thing, IsThing: true))));
        return this;
    }

    /// <summary>Words in English.</summary>
    public RdfThing Says(string predicate, params IEnumerable<string> words)
    {
        statements.AddRange(words.Select(text => (predicate, new RdfObject(text, IsThing: false, Language: "en"))));
        return this;
    }

    public RdfThing Has(string predicate, string value, string? type = null)
    {
        statements.Add((predicate, new RdfObject(value, IsThing: false, type)));
        return this;
    }
}
