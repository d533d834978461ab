using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AiPolicyPortal.Web.Api;

/// <summary>A page of a list.</summary>
public sealed record ListAnswer<T>(IReadOnlyList<T> Data, ListMeta Meta, ListLinks Links);

/// <param name="Count">Records of the whole selection; null with <c>count=none</c>.</param>
/// <param name="AsOf">The instant of the portal's knowledge that the answer speaks of, UTC.</param>
/// <param name="Licence">Licence of the data.</param>
/// <param name="GeneratedAt">When the answer was made, UTC.</param>
public sealed record ListMeta(int? Count, DateTimeOffset AsOf, string Licence, DateTimeOffset GeneratedAt)
{
    /// <summary>Words that no record has, with what was looked for in their place; absent where each was found as it was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Respelling>? Spelling { get; init; }

    /// <summary>Of a search that no record answers with every word: what was looked for; else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MostWords? Most { get; init; }

    /// <summary>Of a search, the countries that the words name, whose own records have what they spend: <c>/api/v1/countries/{code}</c>; absent where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CountryLabel>? Countries { get; init; }
}

/// <summary>Addresses of this page and its neighbours; null where there is none.</summary>
public sealed record ListLinks(string Self, string? Next, string? Previous);

/// <summary>One record.</summary>
public sealed record RecordAnswer<T>([property: NotNull] T Data, RecordMeta Meta, RecordLinks Links);

public sealed record RecordMeta(DateTimeOffset AsOf, string Licence, DateTimeOffset GeneratedAt)
{
    /// <summary>Of a selection in groups: words that no record has, with what was looked for in their place; absent where each was found as it was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Respelling>? Spelling { get; init; }
}

/// <param name="Self">This answer's address.</param>
/// <param name="Html">The page a person reads.</param>
public sealed record RecordLinks(string Self, string Html);

/// <summary>Wraps what the queries give into the answers that clients get.</summary>
public sealed class ApiAnswers(TimeProvider clock, IOptions<JsonOptions> json)
{
    public const string Licence = DataLicence.Code;

    public const string LicenceUrl = DataLicence.Url;

    private JsonSerializerOptions Json => json.Value.SerializerOptions;

    /// <summary>The fields of a record that the query names; null for all.</summary>
    public FieldSelection? Fields<T>(QueryParameters parameters) => FieldSelection.Read<T>(parameters, Json);

    /// <summary>The same of the query of one record, which understands nothing but them, <c>asOf</c> and, of amounts, a currency; that past is then read.</summary>
    public async Task<(FieldSelection? Fields, string? Currency)> ReadRecordAsync<T>(HttpContext context, bool hasAmounts, CancellationToken cancellationToken)
    {
        var parameters = context.Request.Query.ToParameters();
        var fields = Fields<T>(parameters);
        var currency = hasAmounts ? RecordCurrency.Read(parameters) : null;
        var asOf = PastReading.Read(parameters);
        parameters.ThrowIfInvalid();
        await context.ReadAsOfAsync(asOf, cancellationToken);
        return (fields, currency);
    }

    /// <summary>A page with those fields of its records.</summary>
    public IResult List<T>(HttpContext context, Page<T> page, FieldSelection? fields)
    {
        if (fields is null)
            return TypedResults.Ok(List(context, page));
        return TypedResults.Ok(List(context, new Page<object?>(
            [.. page.Items.Select(item => fields.Of(item, Json))], page.Count, page.NextCursor, page.PreviousCursor)
        { Spelling = page.Spelling, Most = page.Most, Named = page.Named }));
    }

    /// <summary>A record with those fields of it.</summary>
    public IResult Record<T>(HttpContext context, T record, string html, FieldSelection? fields) => fields is null
        ? TypedResults.Ok(Record(context, record, html))
        : TypedResults.Ok(Record(context, fields.Of(record, Json), html));

    public ListAnswer<T> List<T>(HttpContext context, Page<T> page)
    {
        var now = clock.GetUtcNow();
        var links = new ListLinks(PageAddress.Current(context), Neighbour(context, page.NextCursor), Neighbour(context, page.PreviousCursor));
        Link(context, links.Self, "self");
        Link(context, links.Next, "next");
        Link(context, links.Previous, "prev");
        return new ListAnswer<T>(page.Items, new ListMeta(page.Count, context.Past()?.Instant ?? now, Licence, now)
        {
            Spelling = page.Spelling.Count > 0 ? page.Spelling : null,
            Most = page.Most,
            Countries = page.Named.Count > 0 ? page.Named : null,
        }, links);
    }

    /// <summary>A selection in groups, with what its words were taken for.</summary>
    public RecordAnswer<GroupedSelection> Groups(HttpContext context, GroupedSelection groups, string html)
    {
        var answer = Record(context, groups, html);
        return answer with { Meta = answer.Meta with { Spelling = groups.Spelling.Count > 0 ? groups.Spelling : null } };
    }

    /// <param name="asOf">The instant of the portal's knowledge that the answer speaks of; null for the one that is read.</param>
    public RecordAnswer<T> Record<T>(HttpContext context, T record, string html, DateTimeOffset? asOf = null)
    {
        var now = clock.GetUtcNow();
        var links = new RecordLinks(PageAddress.Current(context), context.Request.PathBase + html);
        Link(context, links.Self, "self");
        Link(context, UriHelper.Encode(new Uri(links.Html, UriKind.Relative)), "alternate\"; type=\"text/html");
        return new RecordAnswer<T>(record, new RecordMeta(asOf ?? context.Past()?.Instant ?? now, Licence, now), links);
    }

    private static void Link(HttpContext context, string? address, string relation)
    {
        if (address is not null)
        {
            context.Response.Headers.Append("Link", $"<{address}>; rel=\"{relation}\"");
        }
    }

    private static string? Neighbour(HttpContext context, string? cursor) =>
        cursor is null ? null : PageAddress.With(context, [("cursor", cursor)]);
}
