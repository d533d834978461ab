using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using Microsoft.AspNetCore.Http.Extensions;

namespace AiPolicyPortal.Web.Infrastructure;

/// <summary>Where a total shown on a page is explained.</summary>
public static class ExplainAddress
{
    /// <summary>The explanation of the total of one stage and kind of money, of a set of programmes, in a currency.</summary>
    public static string Of(ProgrammeSet programmes, Stage stage, FunderType funder, string currency)
    {
        var query = new QueryBuilder { { "stage", stage.Code() } };
        if (funder != FunderType.Public)
            query.Add("funderType", funder.Code());
        Add("country", programmes.Countries, programmes.NotCountries);
        Add("theme", programmes.Themes.Select(theme => theme.Code()), programmes.NotThemes.Select(theme => theme.Code()));
        Add("programme", programmes.Programmes, programmes.NotProgrammes);
        query.Add("currency", currency);
        return "/totals/explain" + query.ToQueryString();

        void Add(string name, IEnumerable<string> included, IEnumerable<string> excluded)
        {
            foreach (var value in included.Concat(excluded.Select(value => "!" + value)))
                query.Add(name, value);
        }
    }
}
