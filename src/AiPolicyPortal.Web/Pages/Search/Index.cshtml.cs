using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Search;

public sealed class IndexModel(SearchQueries search) : PageModel
{
    private const int PerKind = 10;
    private const int NearestPerKind = 3;

    /// <summary>What was asked; null on the bare page.</summary>
    public string? Words { get; private set; }

    /// <summary>Whether every kind of record is looked through.</summary>
    public bool SearchesEverything { get; private set; } = true;

    public SearchResult Result { get; private set; } = new(SearchMatch.Words, []);

    /// <summary>Countries that the words name and whose pages are not among what is shown.</summary>
    public IEnumerable<CountryLabel> Named => Result.Named.Where(country => !Result.Groups.Where(group => group.Kind == SearchKind.Country).SelectMany(Shown).Any(hit => hit.Ref == country.Code));

    /// <summary>The kinds found, the one with the best hit first.</summary>
    public IEnumerable<SearchGroup> Groups => Result.Groups.OrderByDescending(group => group.Hits[0].Score);

    /// <summary>What is shown of a kind: less where it can only be guessed what was meant.</summary>
    public IEnumerable<SearchHit> Shown(SearchGroup group) =>
        group.Hits.Take(Result.Match == SearchMatch.Words ? PerKind : NearestPerKind);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parameters = Request.Query.ToParameters().Allow(Localization.Parameter);
            var (filter, asOf) = (SearchFilter.Read(parameters), PastReading.Read(parameters));
            parameters.ThrowIfInvalid();
            await HttpContext.ReadAsOfAsync(asOf, cancellationToken);
            (Words, SearchesEverything) = (filter.Words, filter.Kind.IsEverything);
            Result = await search.FindAsync(filter, PerKind, cancellationToken);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }
}
