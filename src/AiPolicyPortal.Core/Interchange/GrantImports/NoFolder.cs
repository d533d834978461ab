namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Rows that come from no folder: their references are looked up all at once, and none is to be known beforehand.</summary>
internal sealed class NoFolder : FolderSource
{
    public static readonly NoFolder Instance = new();

    private NoFolder()
    {
    }

    public override IReadOnlyList<FolderFile> Files => [];

    public override long LengthOf(FolderFile file) => 0;

    public override IEnumerable<FolderRow> Rows(FolderFile file, FaultList faults, Action<long>? read) => [];
}
