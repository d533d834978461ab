using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Api.V1;

internal static class CountriesApi
{
    private static readonly Noun Noun = new(
        "countries",
        "country",
        "Countries with a record, by name, with the European Union and international bodies; grants are those with a recipient there.");

    public static ListQuery<CountryItem, CountryFilter> Query { get; } = new(CountryFilter.SortKeys, CountryFilter.Read, "countries");

    /// <summary>The same with the names of a language as the order by default.</summary>
    public static ListQuery<CountryItem, CountryFilter> QueryIn(string language) => new(CountryFilter.SortKeysIn(language), CountryFilter.Read, "countries");

    public static RouteGroupBuilder MapCountries(this RouteGroupBuilder api)
    {
        api.MapList<CountryItem, CountryFilter, CountryItem, CountryDetail, CountryQueries>(Noun, Query);
        api.MapFormats<CountryItem, CountryFilter, CountryItem, CountryDetail, CountryQueries>(Noun, Query, CountryColumns.Table, Feeds.Countries);
        api.MapAnswer<CountryQueries>("countries/{code}", async (context, queries) =>
            {
                var (code, answers, cancellationToken) = (context.RoutePart("code"), context.Need<ApiAnswers>(), context.RequestAborted);
                var (fields, currency) = await answers.ReadRecordAsync<CountryDetail>(context, hasAmounts: true, cancellationToken);
                return await queries.FindAsync(code, cancellationToken) is { } country
                    ? answers.Record(
                        context, await RecordCurrency.InAsync(queries, country, currency, cancellationToken),
                        context.InPast(RecordCurrency.AddTo($"/countries/{country.Country.Code}", currency)), fields)
                    : ApiProblems.NotFound(Noun, code, "code");
            })
            .WithName("get-countries").WithTags(Noun.Path).WithSummary("One country by its ISO 3166-1 alpha-2 code, EU or INT.").WithDescription(OperationTexts.Country)
            .WithMetadata(ApiNouns.DescribeRecord<CountryDetail>(hasAmounts: true), new OtherAnswer(typeof(RecordAnswer<SelectedFields>)))
            .Produces<RecordAnswer<CountryDetail>>().ProducesProblem(StatusCodes.Status404NotFound);
        return api;
    }
}
