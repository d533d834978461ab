using AiPolicyPortal.Web.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Design;

/// <summary>Every component on one page, to look at while working on the design. Development only.</summary>
public sealed class IndexModel(IHostEnvironment environment) : PageModel
{
    public Facet Countries { get; private set; } = null!;

    public Facet Stages { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public string[] Country { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string Sort { get; set; } = "-date";

    public IReadOnlyList<SourceItem> Sources { get; } =
    [
        new("France bets on open source with a €1.5 billion plan", "https://example.org/bnn", "BNN", new(2024, 3, 11), "day", 3, "en", "/sources/s-1"),
        new("Stratégie nationale pour l’intelligence artificielle", "https://example.org/snia", "Gouvernement français", new(2021, 11, 1), "month", 1, "fr"),
        new("Government AI readiness", "https://example.org/readiness", "A research institute", null, "day", 2),
    ];

    public IReadOnlyList<(string Name, string Country, string Status, string Stage, decimal? Low, decimal? High, string Currency, string Nature, DateOnly Date, string Precision)> Rows { get; } =
    [
        ("French national AI strategy, phase 2", "France", "closed", "announced", 2_220_000_000m, null, "EUR", "exact", new(2021, 11, 8), "day"),
        ("AI for Humanity – French national AI strategy, phase 1", "France", "closed", "announced", 1_500_000_000m, null, "EUR", "about", new(2018, 3, 29), "day"),
        ("Pan-Canadian Artificial Intelligence Strategy", "Canada", "active", "appropriated", 125_000_000m, null, "CAD", "exact", new(2017, 3, 1), "month"),
        ("Campus for artificial intelligence", "United Arab Emirates", "announced", "announced", 30_000_000_000m, 50_000_000_000m, "USD", "range", new(2025, 1, 1), "year"),
        ("IndiaAI Mission", "India", "active", "committed", 103_719_200_000m, null, "INR", "up-to", new(2024, 3, 7), "day"),
        ("Open language data for the public sector", "Estonia", "active", "awarded", null, null, "EUR", "undisclosed", new(2023, 5, 1), "month"),
    ];

    public IActionResult OnGet()
    {
        if (!environment.IsDevelopment())
            return NotFound();

        Countries = new("country", "Country",
        [
            .. new[] { ("FR", "France", 19L), ("GB", "United Kingdom", 17), ("EU", "European Union", 14), ("US", "United States", 10), ("CN", "China", 9), ("DE", "Germany", 8), ("JP", "Japan", 8), ("KR", "South Korea", 7), ("AU", "Australia", 6), ("CA", "Canada", 6), ("ES", "Spain", 6), ("SG", "Singapore", 6) }
                .Select(row => new FacetChoice(row.Item1, row.Item2, row.Item3, Country.Contains(row.Item1))),
        ]);
        Stages = new("stage", "Stage", [new("announced", "Announced", 356, false), new("committed", "Committed", 156, false), new("awarded", "Awarded", 1075, false)]);
        return Page();
    }
}
