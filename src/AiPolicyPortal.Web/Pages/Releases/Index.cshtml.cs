using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Releases;

public sealed class IndexModel(ReleaseQueries releases, IStringLocalizer<Interface> texts)
    : ListPage<Release, ReleaseFilter, ReleaseItem, ReleaseDetail>(releases, ReleasesApi.Query)
{
    private readonly ReleaseQueries releases = releases;

    public IReadOnlyList<(CountryLabel Country, int Count)> Countries { get; private set; } = [];

    public Facet Licences { get; private set; } = null!;

    public Facet Funded => new("funded", texts["Releases.Money"], [new FacetChoice("true", texts["Releases.Funded"], null, Filter.Funded == true)]);

    public IReadOnlyList<ChosenFilter> Chosen { get; private set; } = [];

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        Countries = await releases.CountByCountryAsync(cancellationToken);
        var licences = await releases.CountByLicenceAsync(cancellationToken);
        Licences = new Facet(
            "licence",
            texts["Releases.Licence"],
            [.. licences.Select(pair => new FacetChoice(pair.Licence, pair.Licence, pair.Count, Filter.Licence.Included.Contains(pair.Licence)))]);
        var names = await releases.OrganisationNamesAsync(Filter, cancellationToken);
        Chosen = [.. texts.Choose(HttpContext, "organisation", texts["Releases.Developer"], Filter.Organisation, names)];
    }
}
