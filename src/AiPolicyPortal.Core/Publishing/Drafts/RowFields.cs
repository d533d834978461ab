using AiPolicyPortal.Core.Interchange;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>
/// A record's rows as single values, each under the name it has in a revision's changes: <c>title</c>, or
/// <c>figure_links[restates f-fr-001].note</c>. Comparing, merging and taking back work on these.
/// </summary>
internal static class RowFields
{
    /// <summary>The values in the order of files, rows and columns.</summary>
    public static List<RowField> Flatten(RecordKind kind, RecordRows rows)
    {
        var fields = new List<RowField>();
        foreach (var file in RecordForm.FilesOf(kind))
        {
            var labels = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows.Of(file.Name))
            {
                var label = file.Declares is null ? Unique(RowLabels.Of(file, row.GetValueOrDefault), labels) : null;
                fields.AddRange(RecordForm.ColumnsOf(file).Where(column => row.ContainsKey(column.Name))
                    .Select(column => new RowField(label is null ? column.Name : $"{label}.{column.Name}", file.Name, label, column.Name, row[column.Name])));
            }
        }

        return fields;
    }

    public static RecordRows Unflatten(IEnumerable<RowField> fields)
    {
        var rows = new RecordRows();
        foreach (var row in fields.GroupBy(field => (field.File, field.Label)))
        {
            rows.Add(row.Key.File, row.ToDictionary(field => field.Column, field => field.Value, StringComparer.Ordinal));
        }

        return rows;
    }

    private static string Unique(string label, HashSet<string> labels)
    {
        var (unique, number) = (label, 1);
        while (!labels.Add(unique))
        {
            unique = $"{label}#{++number}";
        }

        return unique;
    }
}

/// <summary>One value of a record.</summary>
/// <param name="Name">As a revision's changes name it.</param>
/// <param name="Label">The name of the part; null for the record itself.</param>
internal sealed record RowField(string Name, string File, string? Label, string Column, string Value);

/// <summary>Where a draft, the version it began from and the version that is public now say different things.</summary>
/// <param name="Name">As a revision's changes name it.</param>
/// <param name="File">The file of the data folder.</param>
/// <param name="Label">The name of the part; null for the record itself.</param>
/// <param name="Base">When the draft began; null when empty.</param>
/// <param name="Live">Public now; null when empty.</param>
/// <param name="Mine">In the draft; null when empty.</param>
public sealed record FieldDifference(string Name, string File, string? Label, string Column, string? Base, string? Live, string? Mine)
{
    /// <summary>Both changed it, and not to the same.</summary>
    public bool IsConflict => Base != Live && Base != Mine && Live != Mine;

    /// <summary>It is as the draft began, and the version that is public now says something else.</summary>
    public bool IsTheirs => Mine == Base && Live != Base;
}

/// <summary>Compares and merges versions of a record, value by value.</summary>
public static class RowMerge
{
    /// <summary>Every value that is not the same in all three.</summary>
    public static IReadOnlyList<FieldDifference> Compare(RecordKind kind, RecordRows? began, RecordRows? live, RecordRows mine) =>
        [.. All(kind, began, live, mine).Where(field => field.Mine != field.Live || field.Mine != field.Base)];

    /// <summary>
    /// What both did: a value that the draft left as it was takes the public one. Where both changed it the draft's stays, and is named.
    /// </summary>
    public static (RecordRows Rows, IReadOnlyList<FieldDifference> Conflicts) Merge(RecordKind kind, RecordRows began, RecordRows live, RecordRows mine)
    {
        var all = All(kind, began, live, mine);
        var merged = all.Select(field => (Field: field, Value: field.IsTheirs ? field.Live : field.Mine))
            .Where(pair => pair.Value is not null)
            .Select(pair => new RowField(pair.Field.Name, pair.Field.File, pair.Field.Label, pair.Field.Column, pair.Value!));
        return (RowFields.Unflatten(merged), [.. all.Where(field => field.IsConflict)]);
    }

    /// <summary>One version with a single value taken from another.</summary>
    /// <param name="name">As a revision's changes name it.</param>
    public static RecordRows Take(RecordKind kind, RecordRows mine, RecordRows theirs, string name)
    {
        var fields = RowFields.Flatten(kind, mine);
        var index = fields.FindIndex(field => field.Name == name);
        var taken = RowFields.Flatten(kind, theirs).Find(field => field.Name == name);
        if (index >= 0)
        {
            fields.RemoveAt(index);
        }

        if (taken is not null)
        {
            fields.Insert(index < 0 ? fields.Count : index, taken);
        }

        return RowFields.Unflatten(fields);
    }

    /// <summary>
    /// Puts back what a revision changed, where the record still says what the revision made it say.
    /// </summary>
    /// <returns>The rows, and the names of what has changed again since and stays.</returns>
    internal static (RecordRows Rows, IReadOnlyList<string> Kept) Undo(RecordKind kind, RecordRows live, IReadOnlyDictionary<string, string?[]> changes)
    {
        var fields = RowFields.Flatten(kind, live);
        var kept = new List<string>();
        foreach (var (name, values) in changes.OrderBy(change => change.Key, StringComparer.Ordinal))
        {
            if (Place(kind, name) is not var (file, label, column))
            {
                kept.Add(name);
                continue;
            }

            if (column == "withdrawn_at")
            {
                fields.AddRange(Named(file, label!).Where(field => fields.TrueForAll(known => known.Name != field.Name)));
                continue;
            }

            var index = fields.FindIndex(field => field.Name == name);
            if ((index < 0 ? null : fields[index].Value) != values[1])
            {
                kept.Add(name);
            }
            else if (index >= 0 && values[0] is { } before)
            {
                fields[index] = fields[index] with { Value = before };
            }
            else if (index >= 0)
            {
                fields.RemoveAt(index);
            }
            else if (values[0] is { } added)
            {
                fields.Add(new RowField(name, file, label, column, added));
            }
        }

        return (RowFields.Unflatten(fields), kept);
    }

    // A part that was taken away is named by its key alone.
    private static List<RowField> Named(string file, string label)
    {
        var columns = RecordForm.FileOf(file).PartKey;
        var values = label[(label.IndexOf('[', StringComparison.Ordinal) + 1)..^1].Split(' ', columns.Count);
        return [.. columns.Zip(values, (column, value) => new RowField($"{label}.{column}", file, label, column, value))];
    }

    private static List<FieldDifference> All(RecordKind kind, RecordRows? began, RecordRows? live, RecordRows mine)
    {
        var versions = new[] { began, live, mine }.Select(rows => rows is null ? [] : RowFields.Flatten(kind, rows)).ToList();
        var values = versions.ConvertAll(fields => fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
        return [.. versions[2].Concat(versions[1]).Concat(versions[0]).DistinctBy(field => field.Name).Select(field => new FieldDifference(
            field.Name, field.File, field.Label, field.Column,
            values[0].GetValueOrDefault(field.Name), values[1].GetValueOrDefault(field.Name), values[2].GetValueOrDefault(field.Name)))];
    }

    private static (string File, string? Label, string Column)? Place(RecordKind kind, string name)
    {
        var dot = name.LastIndexOf('.');
        var (label, column) = dot < 0 ? (null, name) : (name[..dot], name[(dot + 1)..]);
        var stem = label?.Split('[')[0];
        var file = stem is null
            ? RecordForm.FileOf(RecordForm.MainFileOf(kind))
            : RecordForm.FilesOf(kind).FirstOrDefault(known => Path.GetFileNameWithoutExtension(known.Name) == stem);
        return file is not null && file.Has(column) ? (file.Name, label, column) : null;
    }
}
