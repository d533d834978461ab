using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>Figures side by side: amount, who said it and when, standing, and what they say of each other.</summary>
/// <param name="Title">Names the table for a screen reader.</param>
/// <param name="ShowProgramme">The figures are of several programmes.</param>
public sealed record FigureTable(IReadOnlyList<FigureItem> Figures, string Title, bool ShowProgramme = false);
