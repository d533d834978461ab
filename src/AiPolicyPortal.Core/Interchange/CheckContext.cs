using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>What a folder is checked against, and where its faults go.</summary>
internal sealed class CheckContext
{
    // Looking for the nearest of very many references would cost more than the hint is worth.
    private const int MostHintCandidates = 20_000;

    private readonly List<(RecordKind Kind, string Reference, CellPlace Place)> expected = [];
    private readonly Dictionary<FolderFile, List<Edge>> edges = [];
    private readonly Dictionary<(string Subject, string Value), FolderRow> once = [];

    public required PortalDbContext Store { get; init; }

    public required References References { get; init; }

    public required FaultList Faults { get; init; }

    public required DateTimeOffset Moment { get; init; }

    public required IReadOnlySet<string> Countries { get; init; }

    public required IReadOnlySet<string> Currencies { get; init; }

    /// <summary>The first recipient of each grant in the folder, for the files that name it again.</summary>
    public Dictionary<string, (string? Name, string? Country)> FirstRecipients { get; } = new(StringComparer.Ordinal);

    /// <summary>The sources that records in the folder list in their own file.</summary>
    public Dictionary<(RecordKind Kind, string Reference), string[]> ListedSources { get; } = [];

    /// <summary>The folder's governance measures, for what their dated statuses must agree with.</summary>
    public Dictionary<string, FolderRow> Measures { get; } = new(StringComparer.Ordinal);

    /// <summary>The dated statuses that the folder gives measures.</summary>
    public List<FolderRow> StatusChanges { get; } = [];

    /// <summary>Whether a record's parts that no row names go.</summary>
    public required bool ReplacesParts { get; init; }

    public static async Task<CheckContext> LoadAsync(
        PortalDbContext store,
        FaultList faults,
        FolderSource source,
        DateTimeOffset moment,
        CancellationToken cancellationToken) => new()
        {
            Store = store,
            Faults = faults,
            Moment = moment,
            ReplacesParts = source.ReplacesParts,
            References = await References.LoadAsync(store, source.Kinds, source.Named, cancellationToken),
            Countries = await store.Countries.Select(country => country.Code).ToHashSetAsync(cancellationToken),
            Currencies = await store.Currencies.Select(currency => currency.Code).ToHashSetAsync(cancellationToken),
        };

    public void Fault(FolderRow row, string? column, string code, string expectation, string? value = null) =>
        Faults.Add(row.File.Name, row.Number, column, value ?? (column is null ? null : row[column]), code, expectation);

    /// <summary>Asks for a record that may still come in a later row or file.</summary>
    public void Expect(RecordKind kind, string reference, CellPlace place)
    {
        if (!References.Knows(kind, reference))
        {
            expected.Add((kind, reference, place));
        }
    }

    /// <summary>Notes that a row joins two things, for checks on the whole.</summary>
    public void Join(FolderRow row, string from, string to, string kind = "") => EdgesOf(row.File).Add(new Edge(row, from, kind, to));

    public List<Edge> EdgesOf(FolderFile file)
    {
        if (!edges.TryGetValue(file, out var list))
        {
            edges.Add(file, list = []);
        }

        return list;
    }

    /// <summary>The row of the folder that said the same before, if any.</summary>
    public FolderRow? SaidBefore(string subject, string value, FolderRow row) =>
        once.TryAdd((subject, value), row) ? null : once[(subject, value)];

    /// <summary>Reports every record asked for that neither the folder nor the portal has.</summary>
    public void FaultMissingReferences()
    {
        foreach (var (kind, reference, place) in expected.Where(entry => !References.Knows(entry.Kind, entry.Reference)))
        {
            var hint = References.All(kind).Take(MostHintCandidates + 1).Count() <= MostHintCandidates
                ? CodeCells.Hint(reference, References.All(kind))
                : "";
            Fault(place.Row, place.Column, FaultCodes.UnknownReference,
                $"The reference of {RecordNames.WithArticle(kind)} in this folder or in the portal.{hint}", reference);
        }
    }
}

/// <summary>That a row of the folder, or one already in the portal (null), joins two things.</summary>
internal sealed record Edge(FolderRow? Row, string From, string Kind, string To);
