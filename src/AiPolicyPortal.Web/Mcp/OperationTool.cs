using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Http.Extensions;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AiPolicyPortal.Web.Mcp;

/// <summary>A read-only tool that hands its arguments to an operation of the API and gives back what that answers, refusals included.</summary>
/// <param name="operations">The routes of the API, known once the portal runs.</param>
internal sealed class OperationTool(ToolOffer offer, ApiOperations operations, IHttpContextAccessor accessor) : McpServerTool
{
    // It is read as it stands, and is part of no page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<Tool> tool = new(() => new Tool
    {
        Name = offer.Name,
        Title = offer.Title,
        Description = offer.Description,
        InputSchema = ToolSchema.Of(operations[offer.Operation]),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, DestructiveHint = false, OpenWorldHint = false },
    });

    public override Tool ProtocolTool => tool.Value;

    public override IReadOnlyList<object> Metadata => [];

    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var endpoint = operations[offer.Operation];
        var arguments = request.Params?.Arguments ?? new Dictionary<string, JsonElement>();
        foreach (var place in endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name))
        {
            // Answers call the reference of a record so.
            var isTwice = arguments.Remove("ref", out var named) && !arguments.TryAdd(place, named);
            if (isTwice || (arguments.TryGetValue(place, out var several) && Values(several).Skip(1).Any()))
                return Refused($"The argument '{place}' is one record's; call the tool once for each.");
            if (Text(arguments, place).Length == 0 || IsNothing(arguments[place]))
                return Refused($"The argument '{place}' is needed: the ref of a record, or the code of a country, as search and lists give it.");
        }

        if (arguments.FirstOrDefault(argument => IsNothing(argument.Value)) is { Key: { } list })
        {
            return Refused($"The argument '{list}' is empty, an object, or a list that is empty or holds what is no text, number, true or false; leave it out, or write {QueryParameters.Unknown} for what is not known.");
        }

        if (arguments.Values.SelectMany(Values).Any(value => value.Contains('\0', StringComparison.Ordinal)))
        {
            return Refused("An argument holds the character NUL, which no text here has.");
        }

        await using var scope = accessor.HttpContext!.RequestServices.CreateAsyncScope();
        var asked = Ask(endpoint, arguments, accessor.HttpContext, scope.ServiceProvider, cancellationToken);
        using var body = new MemoryStream();
        asked.Response.Body = body;
        await endpoint.RequestDelegate!(asked);
        return Answer(asked, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
    }

    private DefaultHttpContext Ask(
        RouteEndpoint endpoint, IDictionary<string, JsonElement> arguments, HttpContext caller, IServiceProvider services, CancellationToken cancellationToken)
    {
        var places = endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet();
        var asked = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        asked.SetEndpoint(endpoint);
        asked.Request.Method = HttpMethods.Get;
        (asked.Request.Scheme, asked.Request.Host, asked.Request.PathBase) = (caller.Request.Scheme, caller.Request.Host, caller.Request.PathBase);
        foreach (var place in places)
            asked.Request.RouteValues[place] = Text(arguments, place);
        asked.Request.Path = services.GetRequiredService<LinkGenerator>().GetPathByName(offer.Operation, asked.Request.RouteValues);
        if (offer.Shows is { } most)
            ShowAtMost(arguments, most);
        var query = new QueryBuilder();
        foreach (var (name, value) in arguments.Where(argument => !places.Contains(argument.Key)))
        {
            foreach (var one in Values(value))
                query.Add(name, one);
        }

        asked.Request.QueryString = query.ToQueryString();
        return asked;
    }

    // What is not asked for is the most that an assistant should read to answer a question.
    private static void ShowAtMost(IDictionary<string, JsonElement> arguments, int records)
    {
        var (limit, most) = Values(arguments, Grouping.Parameter).Any() ? (GroupOrder.LimitParameter, ToolList.Groups) : ("limit", records);
        if (Values(arguments, limit).Any())
            return;
        arguments[limit] = JsonSerializer.SerializeToElement(most);
        if (limit == GroupOrder.LimitParameter && !Values(arguments, GroupOrder.SortParameter).Any())
            arguments[GroupOrder.SortParameter] = JsonSerializer.SerializeToElement(GroupOrder.Largest);
    }

    private static CallToolResult Answer(HttpContext asked, string body)
    {
        if (asked.Response.StatusCode is >= 300 and < 400)
        {
            return Refused($"This record was merged into another: ask for {asked.Response.Headers.Location.ToString().Split('?')[0].Split('/')[^1]}.");
        }

        if (asked.Response.StatusCode != StatusCodes.Status200OK)
        {
            return Refused(body.Length > 0 ? body : $"The portal answered {asked.Response.StatusCode}.");
        }

        var answer = JsonNode.Parse(body)!;
        var links = answer["links"]!.AsObject();
        var site = PageAddress.Site(asked);
        links["html"] ??= PageAddress.With(asked, (FieldSelection.Parameter, null), ("limit", null)).Replace("/api/v1/", "/", StringComparison.Ordinal);
        foreach (var (name, address) in links.ToList())
        {
            if (address?.GetValue<string>() is { } local && local.StartsWith('/'))
                links[name] = site + local;
        }

        // Once: the same again as structured content would only use up what an assistant can read.
        return new CallToolResult { Content = [new TextContentBlock { Text = answer.ToJsonString(Readable) }] };
    }

    private static CallToolResult Refused(string why) => new() { IsError = true, Content = [new TextContentBlock { Text = why }] };

    // Null is an argument that is left out.
    private static bool IsNothing(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? value.GetArrayLength() == 0 || value.EnumerateArray().Any(one => !IsSingle(one))
        : value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && !IsSingle(value);

    private static bool IsSingle(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
        || (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()));

    private static string Text(IDictionary<string, JsonElement> arguments, string name) => Values(arguments, name).FirstOrDefault() ?? "";

    private static IEnumerable<string> Values(IDictionary<string, JsonElement> arguments, string name) =>
        arguments.TryGetValue(name, out var value) ? Values(value) : [];

    private static IEnumerable<string> Values(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Values),
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.String => [value.GetString()!],
        // 5.0 is an integer to JSON Schema, and to several clients.
        JsonValueKind.Number when value.TryGetDecimal(out var number) && decimal.IsInteger(number) => [decimal.Truncate(number).ToString(CultureInfo.InvariantCulture)],
        _ => [value.GetRawText()],
    };
}
