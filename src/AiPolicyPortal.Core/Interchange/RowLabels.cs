namespace AiPolicyPortal.Core.Interchange;

/// <summary>How a part of a record is named in what changed: <c>figure_links[restates f-fr-001]</c>.</summary>
internal static class RowLabels
{
    /// <param name="file">The part's file.</param>
    /// <param name="cell">The text of a column in the part's row.</param>
    public static string Of(FolderFile file, Func<string, string?> cell)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        var key = string.Join(' ', file.PartKey.Select(cell));
        return key.Length == 0 ? name : $"{name}[{key}]";
    }
}
