using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange;

namespace AiPolicyPortal.Core.Publishing.Drafts;

/// <summary>Something wrong with a draft.</summary>
/// <param name="DraftId">Which draft.</param>
/// <param name="Row">Which of the file's rows in the draft, from 0; null where the whole is meant.</param>
/// <param name="Column">Null where the whole row is meant.</param>
/// <param name="Value">What is there; null when nothing is.</param>
/// <param name="Code">One of <see cref="FaultCodes"/>.</param>
/// <param name="Expectation">What was expected, in a sentence that says how to mend it.</param>
public sealed record DraftFault(Guid DraftId, string File, int? Row, string? Column, string? Value, string Code, string Expectation);

/// <summary>The drafts of a change set as the files of a data folder.</summary>
internal sealed class DraftSource : FolderSource
{
    private readonly RecordKind[] kinds;
    private readonly Dictionary<FolderFile, List<(FolderRow Row, Guid DraftId, int Index)>> rows = [];

    /// <param name="drafts">In the order of the change set.</param>
    /// <param name="moment">Of the publication: since when what is withdrawn no longer holds.</param>
    public DraftSource(IReadOnlyList<Draft> drafts, DateTimeOffset moment)
    {
        foreach (var draft in drafts)
        {
            foreach (var (name, index, cells) in RowsOf(draft, moment))
            {
                Add(RecordForm.FileOf(name), draft, index, cells);
            }
        }

        kinds = [.. drafts.SelectMany(draft => RecordForm.FilesOf(draft.Kind).SelectMany(file => file.RefersTo).Append(draft.Kind)).Distinct()];
        Files = [.. rows.Keys.OrderBy(file => FolderFiles.IndexOf(file.Name))];
    }

    public override IReadOnlyList<FolderFile> Files { get; }

    public override bool ReplacesParts => true;

    // What a draft no longer names is there to be taken away.
    public override IEnumerable<RecordKind> Kinds => base.Kinds.Concat(kinds);

    // A portal may hold a million grants; only those that the drafts name matter.
    public override IReadOnlyCollection<string>? Named(RecordKind kind) => kind == RecordKind.Grant
        ? [.. rows.Values.SelectMany(list => list).SelectMany(entry => entry.Row.Cells).OfType<string>().Distinct(StringComparer.Ordinal)]
        : null;

    public override long LengthOf(FolderFile file) => rows.TryGetValue(file, out var list) ? list.Count : 0;

    public override IEnumerable<FolderRow> Rows(FolderFile file, FaultList faults, Action<long>? read) => rows[file].Select(entry => entry.Row);

    /// <summary>A draft's rows of a file.</summary>
    public IReadOnlyList<FolderRow> Of(FolderFile file, Draft draft) =>
        rows.TryGetValue(file, out var list) ? [.. list.Where(entry => entry.DraftId == draft.Id).Select(entry => entry.Row)] : [];

    /// <summary>The fault as the draft's.</summary>
    public DraftFault Of(Fault fault)
    {
        var entry = rows[RecordForm.FileOf(fault.File)].Find(known => known.Row.Number == fault.Row);
        return new DraftFault(entry.DraftId, fault.File, entry.Index, fault.Column, fault.Value, fault.Code, fault.Expectation);
    }

    private static IEnumerable<(string File, int Index, IReadOnlyDictionary<string, string> Cells)> RowsOf(Draft draft, DateTimeOffset moment) => draft.Action switch
    {
        DraftAction.Withdraw => [("records.csv", 0, Cells(
            ("record", draft.Kind.Code()), ("id", draft.Reference), ("withdrawn_at", Instant.Write(moment)), ("reason", draft.Reason), ("replaced_by", draft.Replacement)))],
        DraftAction.Merge => [("organisation_merges.csv", 0, Cells(
            ("from", draft.Reference), ("to", draft.Replacement), ("merged", moment.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("note", draft.Reason)))],
        _ => draft.Rows.SelectMany(file => file.Value.Select((cells, index) => (file.Key, index, (IReadOnlyDictionary<string, string>)cells))),
    };

    private static Dictionary<string, string> Cells(params (string Column, string? Text)[] cells) =>
        cells.Where(cell => cell.Text is not null).ToDictionary(cell => cell.Column, cell => cell.Text!, StringComparer.Ordinal);

    private void Add(FolderFile file, Draft draft, int index, IReadOnlyDictionary<string, string> cells)
    {
        if (!rows.TryGetValue(file, out var list))
        {
            rows.Add(file, list = []);
        }

        var texts = new string?[file.Columns.Count];
        var present = new bool[file.Columns.Count];
        for (var place = 0; place < texts.Length; place++)
        {
            var column = file.Columns[place];
            var text = Owned(file, draft, column.Name) ?? cells.GetValueOrDefault(column.Name);
            texts[place] = string.IsNullOrWhiteSpace(text) ? null : column.Type.Normalise(text) is { Length: > 0 } known ? known : null;
            present[place] = !column.EmptySaysNothing || texts[place] is not null;
        }

        list.Add((new FolderRow(file, list.Count + 1, texts, present), draft.Id, index));
    }

    // What names the record itself is the draft's to say.
    private static string? Owned(FolderFile file, Draft draft, string column) => draft.Action switch
    {
        not DraftAction.Save => null,
        _ when file.Declares is not null && column == file.Key[0] => draft.Reference,
        _ when !file.OwnerColumns.Contains(column) => null,
        _ => file.OwnerColumns.Count > 1 && column == file.OwnerColumns[0] ? draft.Kind.Code() : draft.Reference,
    };
}
