using AiPolicyPortal.Core.Grants;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>A grant in a table of grants; <c>_GrantTable</c> and the list of grants have the same columns.</summary>
/// <param name="ShowFunder">Whether the funder stands below the title; not where the table is one funder's.</param>
public sealed record GrantRow(GrantItem Grant, bool ShowFunder = true);

/// <summary>Some grants of a longer list.</summary>
/// <param name="Title">Names the table for a screen reader.</param>
public sealed record GrantTable(IReadOnlyList<GrantItem> Grants, string Title, bool ShowFunder = true);
