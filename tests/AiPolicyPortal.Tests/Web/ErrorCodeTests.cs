using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Api;

namespace AiPolicyPortal.Tests.Web;

/// <summary>The list of error codes, against the source and against answers.</summary>
public sealed partial class ErrorCodeTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public void All_CodesOfTheSource_AreListed()
    {
        // An import has faults of its own, listed with the data format.
        var used = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/Interchange/", StringComparison.Ordinal))
            .SelectMany(file => CodeUse().Matches(File.ReadAllText(file))).Select(use => use.Groups[1].Value).Distinct().ToList();

        Assert.Superset(new HashSet<string> { "unknown-parameter", "unknown-value", "invalid-value", "repeated", "missing" }, used.ToHashSet());
        Assert.All(used, code => Assert.Contains(code, ErrorCodes.All));
    }

    [Fact]
    public void Of_EveryErrorStatus_IsListed() =>
        Assert.All(Enumerable.Range(400, 200), status => Assert.Contains(ErrorCodes.Of(status), ErrorCodes.All));

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    public async Task Get_Documentation_SaysOfEveryCodeWhatItMeansAndWhatToDo(string language)
    {
        var page = await portal.GetPageAsync("/api?lang=" + language);
        var rows = page.QuerySelectorAll("main tr").Where(row => ErrorCodes.All.ContainsKey(row.QuerySelector("code")?.TextContent ?? "")).ToList();

        Assert.Equal(ErrorCodes.All.Count, rows.Count);
        Assert.All(rows, row => Assert.All(row.QuerySelectorAll("td").Skip(2), cell => Assert.EndsWith(".", cell.TextContent, StringComparison.Ordinal)));
        Assert.DoesNotContain("ErrorMe", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OpenApi_ListsEveryCode()
    {
        var document = await portal.GetJsonAsync("/api/v1/openapi.json");
        var text = document.GetProperty("info").GetProperty("description").GetString()!;

        Assert.All(ErrorCodes.All, code => Assert.Contains($"- `{code.Key}`: {code.Value.Meaning}", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/api/v1/programmes/none", HttpStatusCode.NotFound, ErrorCodes.NotFound, "reference")]
    [InlineData("GET", "/api/v1/countries/XX", HttpStatusCode.NotFound, ErrorCodes.NotFound, "code")]
    [InlineData("GET", "/api/v1/exports/1999-01-01/grants.csv", HttpStatusCode.NotFound, ErrorCodes.NotFound, "snapshot")]
    [InlineData("GET", "/api/v1/programmes/fr-snia-phase-2?asOf=2001-01-01", HttpStatusCode.NotFound, ErrorCodes.NotYetRecorded, "asOf")]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, ErrorCodes.NotFound, null)]
    [InlineData("DELETE", "/api/v1/programmes", HttpStatusCode.MethodNotAllowed, ErrorCodes.MethodNotAllowed, null)]
    [InlineData("POST", "/mcp", HttpStatusCode.UnsupportedMediaType, ErrorCodes.UnsupportedMediaType, null)]
    public async Task Send_WhatIsRefused_NamesItsCode(string method, string address, HttpStatusCode status, string code, string? parameter)
    {
        using var answer = await portal.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address), TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((code, problem.Text("detail")), (error.Text("code"), error.Text("message")));
        Assert.Equal(parameter, error.TryGetProperty("parameter", out var named) ? named.GetString() : null);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, "Check the address")]
    [InlineData("DELETE", "/api/v1/programmes", HttpStatusCode.MethodNotAllowed, "DELETE is not a method of this address. Ask with GET, HEAD.")]
    [InlineData("POST", "/grants.csv", HttpStatusCode.MethodNotAllowed, "Ask with GET, HEAD.")]
    [InlineData("GET", "/mcp", HttpStatusCode.MethodNotAllowed, "Ask with POST.")]
    [InlineData("POST", "/mcp", HttpStatusCode.UnsupportedMediaType, "application/json")]
    [InlineData("GET", "/api/v1/grants", HttpStatusCode.NotAcceptable, "text/csv")]
    public async Task Send_WhatIsRefused_SaysInDetailHowToMendIt(string method, string address, HttpStatusCode status, string detail)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Headers = { { "Accept", "image/png" } } };
        using var answer = await portal.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(detail, problem.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(status == HttpStatusCode.MethodNotAllowed, answer.Content.Headers.Allow.Count > 0);
    }

    [Theory]
    [InlineData("/api/v1/programmes", "GET, HEAD, OPTIONS")]
    [InlineData("/api/v1/programmes/fr-snia-phase-2", "GET, HEAD, OPTIONS")]
    [InlineData("/grants.csv", "GET, HEAD, OPTIONS")]
    [InlineData("/mcp", "POST, OPTIONS")]
    public async Task Options_OfAMachinesAddress_SaysItsMethods(string address, string methods)
    {
        using var answer = await portal.Client.SendAsync(new HttpRequestMessage(HttpMethod.Options, address), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(methods, string.Join(", ", answer.Content.Headers.Allow));
    }

    // A parameter, then the code as it is written.
    [GeneratedRegex("""\b(?:(?:Fault|new ParameterError)\(\s*(?:"\w+"|\w+)|new\(\s*parameter),\s*"([a-z]+(?:-[a-z]+)*)",\s*(?:\$?"|message)""")]
    private static partial Regex CodeUse();
}
