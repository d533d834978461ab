using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Where an import's rows come from: files of the data folder, on a disk or in memory.</summary>
internal abstract class FolderSource
{
    /// <summary>The files that are there, in the order in which they must be taken over.</summary>
    public abstract IReadOnlyList<FolderFile> Files { get; }

    /// <summary>The kinds of records whose references must be known.</summary>
    public virtual IEnumerable<RecordKind> Kinds => Files.SelectMany(file => file.RefersTo);

    /// <summary>The references of a kind that alone matter; null where all are to be known, for hints and for what the portal holds.</summary>
    public virtual IReadOnlyCollection<string>? Named(RecordKind kind) => null;

    /// <summary>Whether the rows are all that their records are made of, so that parts which none names go.</summary>
    public virtual bool ReplacesParts => false;

    /// <summary>How much there is to read of a file, in the unit that <see cref="Rows"/> reports in.</summary>
    public abstract long LengthOf(FolderFile file);

    /// <summary>The rows whose form is right; what is wrong with the others goes to <paramref name="faults"/>.</summary>
    public abstract IEnumerable<FolderRow> Rows(FolderFile file, FaultList faults, Action<long>? read);
}
