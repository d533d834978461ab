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
    [InlineData("GET", "/api/v1/programmes/none", HttpStatusCode.NotFound, ErrorCodes.NotFound)]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound, ErrorCodes.NotFound)]
    [InlineData("DELETE", "/api/v1/programmes", HttpStatusCode.MethodNotAllowed, ErrorCodes.MethodNotAllowed)]
    public async Task Send_WhatIsRefused_NamesItsCode(string method, string address, HttpStatusCode status, string code)
    {
        using var answer = await portal.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address), TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
    }

    // A parameter, then the code as it is written.
    [GeneratedRegex("""\b(?:(?:Fault|new ParameterError)\(\s*(?:"\w+"|\w+)|new\(\s*parameter),\s*"([a-z]+(?:-[a-z]+)*)",\s*(?:\$?"|message)""")]
    private static partial Regex CodeUse();
}
