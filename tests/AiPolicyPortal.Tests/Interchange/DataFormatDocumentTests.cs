using System.Reflection;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Interchange;

/// <summary>docs/data-format.md says of every file and column what the import and the export hold to.</summary>
public sealed class DataFormatDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "data-format.md"))
        .ReplaceLineEndings("\n");

    public static TheoryData<string> Files => [.. FolderFiles.Names];

    public static TheoryData<string> Codes =>
        [.. typeof(FaultCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Document_File_IsDescribedAsItIs(string name) =>
        Assert.Contains(Describe(FolderFiles.All[FolderFiles.IndexOf(name)]), Document, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Document_FaultCode_IsExplained(string code) => Assert.Contains($"| `{code}` |", Document, StringComparison.Ordinal);

    private static string Needed(Need need) => need switch
    {
        Need.Value => "value",
        Need.Column => "column",
        _ => "no",
    };

    private static string Describe(FolderFile file)
    {
        var key = string.Join(" + ", file.Key.Select(column => $"`{column}`"));
        var columns = file.Columns.Select(column => $"| `{column.Name}` | {Needed(column.Need)} | {column.Meaning} | {column.Type.Description} |\n");
        return $"### `{file.Name}`\n\n{file.Summary}\nOne row for each {key}.\n\n"
            + "| column | needed | what it says | allowed |\n|---|---|---|---|\n"
            + string.Concat(columns);
    }
}
