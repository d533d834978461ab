namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>The way through a list by cursor. <paramref name="Total"/> is null when not counted; <paramref name="Noun"/> is a <c>Count.</c> key (<c>Grants</c>).</summary>
public sealed record Pager(int Shown, long? Total, string Noun, string? PreviousCursor, string? NextCursor);
