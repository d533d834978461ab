using AiPolicyPortal.Core.Interchange.Cells;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Whether a column, and a value in it, must be there.</summary>
internal enum Need
{
    /// <summary>Every row has a value.</summary>
    Value,

    /// <summary>The column is there; a cell may be empty.</summary>
    Column,

    /// <summary>The column may be left out; what the portal holds then stays.</summary>
    Nothing,
}

/// <summary>One column of a file of the data folder, for whoever checks or documents it.</summary>
internal class FolderColumn(string name, CellType type, Need need, string meaning)
{
    public string Name => name;

    public CellType Type => type;

    public Need Need => need;

    public string Meaning => meaning;

    /// <summary>Whether a published value cannot change.</summary>
    public virtual bool IsFixed => false;

    /// <summary>An empty cell says nothing and changes nothing, instead of saying that there is no value.</summary>
    public bool EmptySaysNothing { get; init; }
}

/// <summary>A column of the records or statements of type <typeparamref name="T"/>.</summary>
internal sealed class FolderColumn<T>(
    string name, CellType type, Need need, string meaning, Func<T, References, string?> read, Action<T, string?, ImportSession>? write)
    : FolderColumn(name, type, need, meaning)
{
    /// <summary>The cell's text for what the portal holds.</summary>
    public Func<T, References, string?> Read => read;

    public override bool IsFixed => write is null;

    /// <summary>Takes the cell's text over; null where a published value cannot change.</summary>
    public Action<T, string?, ImportSession>? Write => write;
}
