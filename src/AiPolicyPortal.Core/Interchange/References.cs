using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>The public references of records and their ids, both ways; a folder's new records get their id here.</summary>
internal sealed class References
{
    private readonly Dictionary<RecordKind, Dictionary<string, Guid>> ids = [];
    private readonly Dictionary<Guid, string> names = [];

    /// <param name="context">The portal's store.</param>
    /// <param name="kinds">The kinds to know.</param>
    /// <param name="named">For a kind, the references that alone matter; null for all of it.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<References> LoadAsync(
        PortalDbContext context, IEnumerable<RecordKind> kinds, Func<RecordKind, IReadOnlyCollection<string>?>? named, CancellationToken cancellationToken)
    {
        var references = new References();
        foreach (var kind in kinds.Distinct())
        {
            references.ids.Add(kind, new(StringComparer.Ordinal));
            await foreach (var (id, reference) in RecordKinds.References(context, kind, named?.Invoke(kind)).WithCancellation(cancellationToken))
            {
                references.Add(kind, reference, id);
            }
        }

        return references;
    }

    /// <summary>Gives a record of the folder an id, unless it has one or nothing in the folder refers to its kind.</summary>
    public void Declare(RecordKind kind, string reference)
    {
        if (ids.TryGetValue(kind, out var known) && !known.ContainsKey(reference))
        {
            Add(kind, reference, Guid.CreateVersion7());
        }
    }

    public bool Knows(RecordKind kind, string reference) => ids[kind].ContainsKey(reference);

    /// <summary>The id a new record of this reference is to have.</summary>
    public Guid NewId(RecordKind kind, string reference) => ids.TryGetValue(kind, out var known) ? known[reference] : Guid.CreateVersion7();

    public Guid Id(RecordKind kind, string reference) => ids[kind][reference];

    public Guid? Id(RecordKind kind, string? reference, bool optional) => optional && reference is null ? null : ids[kind][reference!];

    public string Name(Guid id) => names[id];

    public string? Name(Guid? id) => id is { } known ? names[known] : null;

    public IEnumerable<string> All(RecordKind kind) => ids[kind].Keys;

    private void Add(RecordKind kind, string reference, Guid id)
    {
        ids[kind].Add(reference, id);
        names.Add(id, reference);
    }
}
