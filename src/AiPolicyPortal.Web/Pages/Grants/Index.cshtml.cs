using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Grants;

public sealed class IndexModel(GrantQueries grants, IStringLocalizer<Interface> texts)
    : ListPage<Grant, GrantFilter, GrantItem, GrantDetail>(grants, GrantsApi.Query)
{
    private readonly GrantQueries grants = grants;

    public IReadOnlyList<(CountryLabel Country, int Count)> Countries { get; private set; } = [];

    /// <summary>The records asked for by links from elsewhere, which the panel has no field for.</summary>
    public IReadOnlyList<ChosenFilter> Chosen { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Countries = await grants.CountByCountryAsync(cancellationToken);
        var names = await grants.NamesAsync(Filter, cancellationToken);
        Chosen =
        [
            .. Choose("programme", texts["Field.Programme"], Filter.Programme, names.Programmes),
            .. Choose("funder", texts["Grants.Funder"], Filter.Funder, names.Organisations),
            .. Choose("recipient", texts["Grants.Recipient"], Filter.Recipient, names.Organisations),
        ];
    }

    private IEnumerable<ChosenFilter> Choose(string parameter, string title, AnyOf<string> asked, Dictionary<string, string> names)
    {
        var values = asked.Included.Concat(asked.Excluded.Select(reference => $"!{reference}")).ToList();
        return values.Select(value => new ChosenFilter(
            value.StartsWith('!') ? texts["Grants.Except", title, names[value[1..]]] : texts["Grants.Chosen", title, names[value]],
            PageAddress.With(
                HttpContext,
                [.. values.Where(other => other != value).Select(other => (parameter, (string?)other)).Append((parameter, null)), ("cursor", null)])));
    }
}
