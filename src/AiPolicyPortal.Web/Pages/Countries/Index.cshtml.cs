using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Countries;

public sealed class IndexModel(CountryQueries countries, IStringLocalizer<Interface> texts)
    : ListPage<CountryItem, CountryFilter, CountryItem, CountryDetail>(countries, CountriesApi.QueryIn(texts["Language"]))
{
    private readonly CountryQueries countries = countries;

    public CountryFacets Counts { get; private set; } = null!;

    /// <summary>The key that sorts by the names shown.</summary>
    public string NameKey => texts["Language"].Value == "fr" ? "nameFr" : "name";

    protected override bool HasOwnOrder => true;

    protected override async Task LoadAsync(CancellationToken cancellationToken) =>
        Counts = await countries.FacetsAsync(Filter, cancellationToken);
}
