namespace AiPolicyPortal.Core.Interchange;

/// <summary>What an import did with the rows of one file.</summary>
public sealed record FileCounts(string File)
{
    public int Added { get; internal set; }

    public int Changed { get; internal set; }

    public int Unchanged { get; internal set; }

    public int Rows => Added + Changed + Unchanged;
}

/// <summary>How far an import is.</summary>
/// <param name="File">The file being read.</param>
/// <param name="Applying">False while rows are checked, true while they are taken over.</param>
/// <param name="Fraction">Of the whole import, from 0 to 1.</param>
public sealed record ImportProgress(string File, bool Applying, double Fraction);
