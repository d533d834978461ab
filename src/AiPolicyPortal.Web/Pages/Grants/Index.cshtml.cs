using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api.V1;
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
            .. texts.Choose(
                HttpContext, "payingCountry", texts["Grants.PayingCountry"], Filter.PayingCountry,
                names.Countries.ToDictionary(pair => pair.Key, pair => pair.Value.NameIn(texts["Language"]))),
            .. texts.Choose(HttpContext, "programme", texts["Field.Programme"], Filter.Programme, names.Programmes),
            .. texts.Choose(HttpContext, "funder", texts["Grants.Funder"], Filter.Funder, names.Organisations),
            .. texts.Choose(HttpContext, "recipient", texts["Grants.Recipient"], Filter.Recipient, names.Organisations),
        ];
    }
}
