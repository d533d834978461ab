namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>What the cells of a column may say.</summary>
internal abstract class CellType
{
    /// <summary>As the documentation puts it, such as <c>date</c> or <c>yes or no</c>.</summary>
    public abstract string Description { get; }

    /// <summary>The text as the portal writes it, where there are several ways of saying the same.</summary>
    public virtual string Normalise(string text) => text;

    public virtual bool Same(string? left, string? right) => left == right;

    /// <summary>Reports what is wrong with a cell that is not empty.</summary>
    public abstract void Check(string text, CellPlace place);
}

/// <summary>A cell on the way through its checks.</summary>
internal readonly record struct CellPlace(FolderRow Row, string Column, CheckContext Context)
{
    public void Fault(string code, string expectation) => Context.Fault(Row, Column, code, expectation);
}
