using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Countries;

public sealed class IndexModel(CountryQueries countries, IStringLocalizer<Interface> texts)
    : ListPage<CountryItem, CountryFilter, CountryItem, CountryDetail>(countries, CountriesApi.QueryIn(texts["Language"]))
{
    private readonly CountryQueries countries = countries;

    public Facet Regions { get; private set; } = new("region", "", []);

    public Facet All => new("all", texts["Countries.Which"], [new FacetChoice("true", texts["Countries.All"], null, Filter.All)]);

    /// <summary>The key that sorts by the names shown.</summary>
    public string NameKey => texts["Language"].Value == "fr" ? "nameFr" : "name";

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var regions = await countries.RegionsAsync(cancellationToken);
        Regions = new Facet(
            "region",
            texts["Countries.Region"],
            [.. regions.Select(region => new FacetChoice(region, texts.Label("Region", region), null, Filter.Region.Included.Contains(region)))
                .OrderBy(choice => choice.Label, StringComparer.CurrentCulture)]);
    }
}
