namespace AiPolicyPortal.Web.Citing;

/// <summary>A text to be taken away, in a field of so many lines.</summary>
public sealed record CopyText(string Label, string Text, int Rows);

/// <summary>The model of <c>_CopyTexts</c>.</summary>
/// <param name="Id">Begins the ids of the fields.</param>
public sealed record CopyTexts(string Id, IReadOnlyList<CopyText> Texts);
