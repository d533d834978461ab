namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>A filter in force, and the address without it; a list of these is the model of <c>_ChosenFilters</c>.</summary>
public sealed record ChosenFilter(string Text, string HrefWithout);
