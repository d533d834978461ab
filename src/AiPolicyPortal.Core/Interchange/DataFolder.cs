namespace AiPolicyPortal.Core.Interchange;

/// <summary>A folder of CSV files in the portal's own exchange format.</summary>
internal sealed class DataFolder : FolderSource
{
    private readonly string path;

    private DataFolder(string path, IReadOnlyList<FolderFile> files) => (this.path, Files) = (path, files);

    public override IReadOnlyList<FolderFile> Files { get; }

    public static DataFolder Open(string path, FaultList faults)
    {
        if (!Directory.Exists(path))
        {
            faults.Add(path, null, null, null, FaultCodes.NoFolder, "A folder that exists.");
            return new DataFolder(path, []);
        }

        var names = Directory.EnumerateFiles(path).Select(Path.GetFileName).OfType<string>()
            .Where(name => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            faults.Add(path, null, null, null, FaultCodes.EmptyFolder, "A folder with CSV files, such as programmes.csv.");
        }

        foreach (var name in names.Where(name => FolderFiles.IndexOf(name) < 0))
        {
            var hint = Cells.CodeCells.Hint(name, FolderFiles.Names);
            faults.Add(name, null, null, null, FaultCodes.UnknownFile, $"One of {string.Join(", ", FolderFiles.Names)}.{hint}");
        }

        return new DataFolder(path, [.. FolderFiles.All.Where(file => names.Contains(file.Name) && CanRead(path, file.Name, faults))]);
    }

    /// <summary>In bytes.</summary>
    public override long LengthOf(FolderFile file) => new FileInfo(PathOf(file)).Length;

    public override IEnumerable<FolderRow> Rows(FolderFile file, FaultList faults, Action<long>? read) => new CsvTable(file, PathOf(file), faults).Rows(read);

    private string PathOf(FolderFile file) => Path.Combine(path, file.Name);

    private static bool CanRead(string folder, string name, FaultList faults)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, name));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add(name, null, null, null, FaultCodes.Unreadable, $"A file that can be read. {exception.Message}");
            return false;
        }
    }
}
