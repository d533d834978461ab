using AiPolicyPortal.Web.Caching;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>The first version of the public API, one group of routes a noun.</summary>
public static class ApiV1
{
    public static IEndpointRouteBuilder MapApiV1(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/api/v1")
            .WithMetadata(ApiMethods.Reading, PublicAnswer.Data)
            .MapProgrammes()
            .MapFigures()
            .MapGovernance()
            .MapReleases()
            .MapGrants()
            .MapOrganisations()
            .MapAnnouncements()
            .MapSources()
            .MapCountries()
            .MapPromises()
            .MapCoverage()
            .MapOpen()
            .MapExports()
            .MapChanges()
            .MapCorrections()
            .MapSearch()
            .MapTotals()
            .MapCompare();
        return routes;
    }
}
