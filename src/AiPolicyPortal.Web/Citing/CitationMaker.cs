using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Publishing;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Citing;

/// <summary>
/// Makes the citations of pages and charts, in the reader's language. Each leads to what is shown as it was known: at the instant that the reader
/// asked for, or now.
/// </summary>
public sealed class CitationMaker(IStringLocalizer<Interface> texts, TimeProvider clock)
{
    // Where in a list, how much of it and in which order it is read is not said of a selection; whether it is counted neither.
    private static readonly string[] Unsaid = ["cursor", "limit", "count", "sort", PastReading.Parameter, Localization.Parameter];

    /// <summary>A list or report as the address asks for it: from its first page, in its order, with its filters.</summary>
    /// <param name="chosen">What it is filtered by, in words; null where its parameters tell.</param>
    /// <param name="hasPast">Whether it can be asked for as it was.</param>
    /// <returns>Null while it is shown as nobody else would find it.</returns>
    public Citation? OfSelection(HttpContext context, string title, IEnumerable<string>? chosen, bool hasPast)
    {
        var (query, asOf) = (context.Request.Query, InstantOf(context));
        var address = PageAddress.With(
            context,
            [
                .. query.Where(pair => pair.Value.All(string.IsNullOrEmpty)).Select(pair => (pair.Key, (string?)null)),
                ("cursor", null), ("limit", null), ("count", null),
                (PastReading.Parameter, hasPast ? asOf.Written : null), (Localization.Parameter, Language),
            ]);
        return OfPage(context, title + (chosen is null ? SelectionWords.Of(query, Unsaid) : SelectionWords.Of(chosen)), asOf, PageAddress.Site(context) + address, isLive: !hasPast);
    }

    /// <param name="path">Of the record's page, by its public reference, with what chooses how it is shown.</param>
    /// <inheritdoc cref="OfSelection"/>
    public Citation? OfRecord(HttpContext context, string title, string path)
    {
        var asOf = InstantOf(context);
        var address = QueryHelpers.AddQueryString(path, new Dictionary<string, string?> { [PastReading.Parameter] = asOf.Written, [Localization.Parameter] = Language });
        return OfPage(context, title, asOf, PageAddress.Root(context) + address);
    }

    /// <summary>The embedded twin that keeps showing what the chart shows.</summary>
    public Citation OfChart(HttpContext context, Chart chart) =>
        new(texts["Site.Name"], chart.Title, chart.AsOf, PageAddress.Site(context) + ChartAddress.Pinned(chart, Language));

    /// <summary>In the reader's words.</summary>
    public string Plain(Citation citation) =>
        citation.Plain(day => texts[citation.IsLive ? "Cite.AccessedOn" : "Chart.AsKnownOn", day].Value.TrimEnd('.'));

    /// <summary>In every form, to be taken away.</summary>
    public IReadOnlyList<CopyText> Texts(Citation citation) =>
        [new(texts["Cite.Plain"], Plain(citation), 3), new("BibTeX", citation.BibTex, 7), new("CSL-JSON", citation.CslJson, 7)];

    private string Language => texts["Language"];

    private AskedPast InstantOf(HttpContext context)
    {
        if (context.Past() is { } past)
            return past;
        var now = Instant.Now(clock);
        // Totals are asked for an instant without reading anything else as it was then.
        if (context.Request.Query.ToParameters().InstantOrDay(PastReading.Parameter) is { } asked && asked < now)
            return new AskedPast(asked) { Written = context.Asked()! };
        return new AskedPast(now) { Written = Instant.WriteInFull(now) };
    }

    // What is not published yet is found nowhere.
    private Citation? OfPage(HttpContext context, string title, AskedPast asOf, string address, bool isLive = false) =>
        context.Features.Get<Preview>() is null ? new Citation(texts["Site.Name"], title, asOf.Instant, address) { IsLive = isLive } : null;
}
