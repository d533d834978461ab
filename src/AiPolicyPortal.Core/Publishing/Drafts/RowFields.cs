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
/// <param name="Column">Empty where the whole part is meant.</param>
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
    /// What both did: a value that the draft left as it was takes the public one; where both changed it the draft's stays, and is asked about. A part that one
    /// of both added or took away stays or goes whole, since half of it would be true of neither; of parts that both added each stays.
    /// </summary>
    /// <param name="began">Null where it is not known: then every difference is asked about.</param>
    public static MergedRows Merge(RecordKind kind, RecordRows? began, RecordRows live, RecordRows mine)
    {
        var (fields, theirs, conflicts) = (new List<RowField>(), new List<FieldDifference>(), new List<FieldDifference>());
        var (before, there, here) = (began is null ? [] : RowFields.Flatten(kind, began), RowFields.Flatten(kind, live), RowFields.Flatten(kind, mine));
        foreach (var (file, label) in here.Concat(there).Concat(before).Select(field => (field.File, field.Label)).Distinct())
        {
            List<RowField> OfPart(List<RowField> version) => version.FindAll(field => field.File == file && field.Label == label);
            var (was, other, own) = (OfPart(before), OfPart(there), OfPart(here));
            if (label is null || (was.Count > 0 && other.Count > 0 && own.Count > 0))
            {
                foreach (var difference in Differences(was, other, own))
                {
                    Note(difference);
                    if ((difference.IsTheirs ? difference.Live : difference.Mine) is { } value)
                    {
                        fields.Add(new RowField(difference.Name, difference.File, difference.Label, difference.Column, value));
                    }
                }

                continue;
            }

            var whole = new FieldDifference(label, file, label, "", Text(was), Text(other), Text(own));
            if (was.Count == 0 && other.Count > 0 && own.Count > 0 && whole.Live != whole.Mine)
            {
                fields.AddRange(own);
                fields.AddRange(other.Select(field => field with { Label = label + "+" }));
                theirs.Add(whole);
                continue;
            }

            Note(whole);
            fields.AddRange(whole.IsTheirs ? other : own);
        }

        return new MergedRows(RowFields.Unflatten(fields), theirs, conflicts);

        void Note(FieldDifference difference)
        {
            if (difference.IsTheirs)
            {
                theirs.Add(difference);
            }
            else if (difference.IsConflict)
            {
                conflicts.Add(difference);
            }
        }
    }

    /// <summary>One version with a single value, or a whole part, taken from another.</summary>
    /// <param name="name">As a revision's changes name it, or the label of the part.</param>
    public static RecordRows Take(RecordKind kind, RecordRows mine, RecordRows theirs, string name)
    {
        var fields = RowFields.Flatten(kind, mine);
        bool IsNamed(RowField field) => field.Name == name || field.Label == name;
        var index = fields.FindIndex(IsNamed);
        fields.RemoveAll(IsNamed);
        fields.InsertRange(index < 0 ? fields.Count : index, RowFields.Flatten(kind, theirs).Where(IsNamed));
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
        List<RowField> Fields(RecordRows? rows) => rows is null ? [] : RowFields.Flatten(kind, rows);
        return Differences(Fields(began), Fields(live), Fields(mine));
    }

    private static List<FieldDifference> Differences(List<RowField> began, List<RowField> live, List<RowField> mine)
    {
        string? In(List<RowField> fields, string name) => fields.Find(field => field.Name == name)?.Value;
        return [.. mine.Concat(live).Concat(began).DistinctBy(field => field.Name).Select(field => new FieldDifference(
            field.Name, field.File, field.Label, field.Column, In(began, field.Name), In(live, field.Name), In(mine, field.Name)))];
    }

    private static string? Text(List<RowField> part) => part.Count == 0 ? null : string.Join(" · ", part.Select(field => field.Value));

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

/// <summary>What became of two versions of a record that both go back to a third.</summary>
/// <param name="Theirs">What the other version alone changed, and is taken over.</param>
/// <param name="Conflicts">What both changed, where one's own stands until the other's is chosen.</param>
public sealed record MergedRows(RecordRows Rows, IReadOnlyList<FieldDifference> Theirs, IReadOnlyList<FieldDifference> Conflicts);
