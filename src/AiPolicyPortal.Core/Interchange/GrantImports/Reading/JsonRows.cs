using System.Globalization;
using System.Text.Json;

namespace AiPolicyPortal.Core.Interchange.GrantImports.Reading;

/// <summary>Reads the grants of 360Giving JSON, a package or a bare list, one at a time; the rest of the file is never in memory.</summary>
internal sealed class JsonRows(Stream stream)
{
    // As many as the portal keeps.
    private const int MostDecimals = 8;

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private bool ended;
    private JsonReaderState state;
    private bool inGrants;
    private bool done;

    /// <summary>The fields of each grant by its path, such as <c>recipientOrganization/0/name</c>, in the order of the headings.</summary>
    public static IEnumerable<SourceRow> Read(string path, IReadOnlyList<string> headings)
    {
        var positions = headings.Select((heading, index) => (heading, index)).ToDictionary(pair => pair.heading, pair => pair.index, StringComparer.Ordinal);
        var number = 0;
        foreach (var grant in Grants(path))
        {
            using (grant)
            {
                var cells = new string?[headings.Count];
                foreach (var (field, value) in FieldsOf(grant))
                {
                    if (positions.TryGetValue(field, out var index) && !string.IsNullOrWhiteSpace(value))
                    {
                        cells[index] = value;
                    }
                }

                yield return new SourceRow(++number, cells, grant.RootElement.GetRawText());
            }
        }
    }

    /// <summary>The paths of the fields of the first grants, in the order in which they come.</summary>
    public static IReadOnlyList<string> Headings(string path)
    {
        var headings = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var grant in Grants(path).Take(1000))
        {
            using (grant)
            {
                headings.AddRange(FieldsOf(grant).Select(field => field.Path).Where(field => known.Count < FileLimits.Columns && known.Add(field)));
            }
        }

        return headings;
    }

    private static IEnumerable<JsonDocument> Grants(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        var rows = new JsonRows(stream);
        var any = false;
        while (rows.Next() is { } grant)
        {
            any = true;
            yield return grant;
        }

        if (!any)
        {
            throw ImportProblems.Refuse(ImportProblems.NoGrants, "The file has no grants: an object with a list 'grants', or a list of grants, is expected.");
        }
    }

    private static List<(string Path, string? Value)> FieldsOf(JsonDocument grant)
    {
        try
        {
            return [.. Fields(grant.RootElement, "")];
        }
        catch (InvalidOperationException)
        {
            throw ImportProblems.Refuse(ImportProblems.NotJson, "The file has characters that are not UTF-8; save it as UTF-8.");
        }
    }

    private static IEnumerable<(string Path, string? Value)> Fields(JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return element.EnumerateObject().SelectMany(field => Fields(field.Value, path.Length == 0 ? field.Name : $"{path}/{field.Name}"));
            case JsonValueKind.Array:
                return element.EnumerateArray().SelectMany((item, index) => Fields(item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}")));
            case JsonValueKind.String:
                return [(path, element.GetString())];
            case JsonValueKind.Number:
                return [(path, NumberText(element))];
            case JsonValueKind.Null:
                return [];
            default:
                return [(path, element.GetRawText())];
        }
    }

    // 30000.0 keeps its decimal; 3e4 is written out; 41133.770000000004 is what arithmetic in doubles made of 41133.77.
    private static string NumberText(JsonElement element)
    {
        var raw = element.GetRawText();
        var point = raw.IndexOf('.', StringComparison.Ordinal);
        var isLong = point >= 0 && raw.Length - point - 1 > MostDecimals;
        if ((!isLong && !raw.AsSpan().ContainsAny('e', 'E')) || !element.TryGetDecimal(out var number))
        {
            return raw;
        }

        return (isLong ? Exact(number) : number).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A number of JSON to the fifteen digits that every reader of JSON holds exactly.</summary>
    internal static decimal Exact(decimal number) => (decimal)(double)number;

    private JsonDocument? Next()
    {
        while (!done)
        {
            if (!ended && end - start < buffer.Length / 2)
            {
                Fill();
            }

            try
            {
                var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), ended, state);
                if (Step(ref reader, out var grant))
                {
                    start += (int)reader.BytesConsumed;
                    state = reader.CurrentState;
                    if (grant is not null)
                    {
                        return grant;
                    }
                }
                else if (ended)
                {
                    throw ImportProblems.Refuse(ImportProblems.NotJson, "The file ends in the middle; was it cut off?");
                }
                else
                {
                    Fill();
                }
            }
            catch (JsonException exception)
            {
                throw ImportProblems.Refuse(ImportProblems.NotJson, $"The file is no JSON: {exception.Message}");
            }
        }

        return null;
    }

    /// <summary>Takes one token, or one whole value; false where more of the file is needed for it.</summary>
    private bool Step(ref Utf8JsonReader reader, out JsonDocument? grant)
    {
        grant = null;
        if (!reader.Read())
        {
            done = ended;
            return done;
        }

        if (!inGrants && reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth == 0)
        {
            inGrants = true;
        }
        else if (!inGrants && reader.TokenType == JsonTokenType.PropertyName)
        {
            return Property(ref reader);
        }
        else if (inGrants && reader.TokenType == JsonTokenType.EndArray)
        {
            inGrants = false;
        }
        else if (inGrants)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw ImportProblems.Refuse(ImportProblems.NoGrants, "Each of the grants is an object.");
            }

            return JsonDocument.TryParseValue(ref reader, out grant);
        }

        return true;
    }

    private bool Property(ref Utf8JsonReader reader)
    {
        if (!reader.ValueTextEquals("grants"))
        {
            return reader.TrySkip();
        }

        if (!reader.Read())
        {
            return false;
        }

        return reader.TokenType == JsonTokenType.StartArray
            ? inGrants = true
            : throw ImportProblems.Refuse(ImportProblems.NoGrants, "'grants' is a list.");
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= FileLimits.GrantBytes * 2)
            {
                throw ImportProblems.TooMany(ImportProblems.GrantTooLong, FileLimits.GrantBytes, "bytes for a single grant");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var first = end == 0 && stream.Position == 0;
        var read = stream.Read(buffer, end, buffer.Length - end);
        ended = read == 0;
        end += read;
        if (first && buffer.AsSpan(0, end).StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            start = 3;
        }
    }
}
