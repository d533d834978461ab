namespace AiPolicyPortal.Core.Interchange;

/// <summary>Gathers the faults of a folder; a hostile folder cannot fill the memory with them.</summary>
internal sealed class FaultList
{
    public const int Most = 10_000;

    private const int ShownLength = 200;

    private readonly List<Fault> faults = [];
    private readonly HashSet<(string File, int Row)> faultyRows = [];

    public bool Any => faults.Count > 0;

    public void Add(string file, int? row, string? column, string? value, string code, string expectation)
    {
        if (row is { } number)
        {
            faultyRows.Add((file, number));
        }

        if (faults.Count < Most)
        {
            var shown = value?.Length > ShownLength ? string.Concat(value.AsSpan(0, ShownLength), "…") : value;
            faults.Add(new Fault(file, row, column, shown, code, expectation));
        }
        else if (faults.Count == Most)
        {
            faults.Add(new Fault(file, null, null, null, FaultCodes.TooManyFaults,
                $"There are more than {Most} faults; mend these first."));
        }
    }

    public bool IsFaulty(FolderRow row) => faultyRows.Contains((row.File.Name, row.Number));

    /// <summary>The faults gathered so far, in the order in which they were found; the list is empty then.</summary>
    public IReadOnlyList<Fault> Take()
    {
        List<Fault> taken = [.. faults];
        faults.Clear();
        faultyRows.Clear();
        return taken;
    }

    /// <summary>All faults, by file in the order files are read, then by row and by column.</summary>
    public IReadOnlyList<Fault> Sorted() =>
    [
        .. faults
            .OrderBy(fault => fault.Code == FaultCodes.TooManyFaults)
            .ThenBy(fault => FolderFiles.IndexOf(fault.File))
            .ThenBy(fault => fault.File, StringComparer.Ordinal)
            .ThenBy(fault => fault.Row)
            .ThenBy(fault => fault.Column, StringComparer.Ordinal)
            .ThenBy(fault => fault.Code, StringComparer.Ordinal),
    ];
}
