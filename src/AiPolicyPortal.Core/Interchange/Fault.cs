namespace AiPolicyPortal.Core.Interchange;

/// <summary>One thing wrong in a data folder.</summary>
/// <param name="File">The file's name, or the folder's where the fault is no single file's.</param>
/// <param name="Row">The line as a spreadsheet shows it, the header being 1; null where the whole file is meant.</param>
/// <param name="Column">The column's name; null where the whole row is meant.</param>
/// <param name="Value">What the cell says; null when it says nothing.</param>
/// <param name="Code">A stable code, listed in docs/data-format.md.</param>
/// <param name="Expectation">What was expected, in a sentence that says how to mend it.</param>
public sealed record Fault(string File, int? Row, string? Column, string? Value, string Code, string Expectation);
