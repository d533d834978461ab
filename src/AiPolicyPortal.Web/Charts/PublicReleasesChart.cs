using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Traces;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Charts;

/// <summary>
/// The publicly funded releases of each country by what one of the frameworks says of them: the Open Source AI Definition where none is named.
/// What cannot be told is a series of its own.
/// </summary>
public sealed class PublicReleasesChart(OpenQueries open, TimeProvider clock, IStringLocalizer<Interface> texts) : IChartMaker
{
    public string Name => "public-releases";

    public bool ReadsAsOf => false;

    public async Task<Chart?> MakeAsync(QueryParameters parameters, CancellationToken cancellationToken)
    {
        var framework = OpenFramework.Read(parameters);
        var filter = OpenFilter.Read(parameters);
        parameters.ThrowIfInvalid();
        var report = await open.ReadAsync(filter, cancellationToken);
        if (report.Total.PubliclyFunded == 0)
            return null;
        var results = framework.Of(report.Total);
        var leftOut = filter.Country.LeftOut.Written.ToList();
        var funded = texts.Count("Releases", report.Total.PubliclyFunded);
        return new Chart
        {
            Name = Name,
            Form = ChartForm.Ranking,
            Title = string.Join(", ", Countries(report.Named, filter.Country).Prepend(texts[$"Chart.PublicReleases.{framework.Code}"])),
            Sentence = texts["Chart.PublicReleases.Sentence", funded, string.Join(", ", results.Where(result => result.Releases > 0)
                .Select(result => texts["Chart.PublicReleases.Part", result.Releases.ToString(CultureInfo.CurrentCulture), texts.Label(result.Value)]))],
            Unit = AmountUnit.Releases,
            RowHeading = texts["Field.Country"],
            Series = [.. results.Select(result => new ChartSeries(CodeExtensions.CodeOf(result.Value), texts.Label(result.Value)))],
            Rows =
            [
                .. report.Countries.Where(country => country.Releases.PubliclyFunded > 0).Select(country => new ChartRow(
                    country.Country.Code,
                    country.Country.NameIn(texts["Language"]),
                    [.. framework.Of(country.Releases).Select(result => Cell(result, framework, [country.Country.Code, .. leftOut]))],
                    "/countries/" + country.Country.Code)),
            ],
            Foot = [new ChartRow("total", texts["Open.EachOnce"], [.. results.Select(result => Cell(result, framework, filter.Country.Written))])],
            Note = texts["Chart.PublicReleases.Note"],
            Source = texts["Chart.Source", funded],
            Page = "/open" + new QueryBuilder(parameters.Given).ToQueryString(),
            AsOf = clock.GetUtcNow(),
        };
    }

    private IEnumerable<string> Countries(IReadOnlyList<CountryLabel> named, AnyOf<string> asked)
    {
        string Name(string code) => named.FirstOrDefault(country => country.Code == code)?.NameIn(texts["Language"]) ?? code;
        return asked.Included.Select(Name).Concat(asked.Excluded.Select(code => texts["Chart.Without", Name(code)].Value));
    }

    private static ChartCell Cell(OpenFramework.Result result, OpenFramework framework, IEnumerable<string> countries) => new(result.Releases, result.Releases)
    {
        Why = result.Releases == 0 ? null : framework.Releases(result.Value, countries),
    };
}
