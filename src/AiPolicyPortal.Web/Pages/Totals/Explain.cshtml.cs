using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Totals;

/// <summary>Why a total is what it is: what is in it, at which rate, and what is left out, and why. The same query as its API twin.</summary>
public sealed class ExplainModel(TotalQueries totals, IStringLocalizer<Interface> texts) : PageModel
{
    public TotalReport Report { get; private set; } = null!;

    /// <summary>The query as asked, for the API: without the language.</summary>
    public QueryString ApiQuery => QueryString.Create(Request.Query.Where(pair => pair.Key != Localization.Parameter));

    public ReferenceTables Tables => Report.Snapshot.Facts.Tables;

    /// <summary>What narrows the total, in words: a name and its values.</summary>
    public IEnumerable<(string Name, string Value)> Criteria
    {
        get
        {
            var (query, language) = (Report.Query, texts["Language"].Value);
            return new (string Name, string Value)[]
            {
                (texts["Field.Country"], Words(query.Country, code => Report.Snapshot.Countries[code].NameIn(language))),
                (texts["Field.Themes"], Words(query.Theme, theme => texts.Label(theme))),
                (texts["Field.Programme"], Words(query.Programme, slug => Report.Snapshot.ProgrammeNames[slug])),
                (texts["Explain.Basis"], Basis(query)),
                (texts["Explain.StatedTo"], query.StatedTo?.ToString() ?? ""),
                (texts["Explain.AsOf"], query.AsOf is null ? "" : Instant.Write(Report.AsOf)),
            }.Where(criterion => criterion.Value.Length > 0);
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parameters = Request.Query.ToParameters();
            var query = TotalQuery.Read(parameters);
            parameters.Allow(Localization.Parameter).ThrowIfInvalid();
            Report = await totals.AnswerAsync(query, cancellationToken);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }

    private string Basis(TotalQuery query) => string.Join(", ", new[]
    {
        query.Basis == PriceBasis.Nominal ? "" : $"{texts.Label(query.Basis)} {query.ConstantYear}".TrimEnd(),
        query.Per == PerUnit.Whole ? "" : texts.Label(query.Per),
    }.Where(words => words.Length > 0));

    private string Words<T>(AnyOf<T> values, Func<T, string> word) => string.Join(
        ", ", values.Included.Select(word).Concat(values.Excluded.Select(value => $"{texts["Explain.Not"].Value} {word(value)}")));
}
