using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AiPolicyPortal.Tests.Mcp;

/// <summary>The portal as an assistant uses it, through the protocol's own client.</summary>
public sealed class ToolTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListTools_EveryTool_OnlyReadsAndDescribesWhatItTakes()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync(cancellationToken: Stop);

        Assert.Contains("not zero", client.ServerInstructions, StringComparison.Ordinal);
        Assert.True(tools.Count >= 12, $"{tools.Count}");
        Assert.All(tools, tool =>
        {
            Assert.True(tool.ProtocolTool.Annotations!.ReadOnlyHint);
            Assert.All(tool.JsonSchema.GetProperty("properties").EnumerateObject(), property => Assert.False(string.IsNullOrEmpty(property.Value.Text("description"))));
        });
        Assert.Contains("Never add", tools.Single(tool => tool.Name == "total").Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ExplainTotal_AnswersAsTheApiWithASourceForEachFigure()
    {
        await using var client = await ConnectAsync();

        var answer = await CallAsync(client, "explain_total", new() { ["stage"] = "announced", ["country"] = "FR", ["statedTo"] = "2024-03-11" });

        var expected = await portal.GetJsonAsync("/api/v1/totals/explain?stage=announced&country=FR&statedTo=2024-03-11");
        Assert.True(JsonElement.DeepEquals(expected.GetProperty("data"), answer.GetProperty("data")));
        Assert.All(answer.GetProperty("data").GetProperty("counted").EnumerateArray(), figure => Assert.StartsWith("http", figure.Text("source.url"), StringComparison.Ordinal));
        Assert.StartsWith("http://localhost/totals/explain?", answer.Text("links.html"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search", "q", "Grok", "/api/v1/search?q=Grok&limit=10")]
    [InlineData("programmes", "country", "FR", "/api/v1/programmes?country=FR&limit=10")]
    [InlineData("figures", "country", "FR", "/api/v1/figures?country=FR&limit=10")]
    [InlineData("figures", "limit", "12", "/api/v1/figures?limit=12")]
    [InlineData("organisation", "reference", "us-nsf", "/api/v1/organisations/us-nsf")]
    [InlineData("organisations", "country", "FR", "/api/v1/organisations?country=FR&limit=10")]
    [InlineData("measure", "reference", "v-eu-006", "/api/v1/governance/v-eu-006")]
    [InlineData("source", "reference", "s-0553", "/api/v1/sources/s-0553")]
    [InlineData("grants", "groupBy", "country", "/api/v1/grants?groupBy=country&groupLimit=50&groupSort=-count")]
    [InlineData("grants", "source", "s-0553", "/api/v1/grants?source=s-0553")]
    [InlineData("releases", "q", "Grok", "/api/v1/releases?q=Grok")]
    [InlineData("compare", "country", "FR", "/api/v1/compare?country=FR")]
    [InlineData("programme", "reference", "fr-snia-phase-2", "/api/v1/programmes/fr-snia-phase-2")]
    [InlineData("figure", "reference", "f-fr-044", "/api/v1/figures/f-fr-044")]
    [InlineData("programme", "ref", "fr-snia-phase-2", "/api/v1/programmes/fr-snia-phase-2")]
    [InlineData("country", "code", "FR", "/api/v1/countries/FR")]
    public async Task Call_AnyTool_AnswersAsTheApi(string tool, string name, string value, string address)
    {
        await using var client = await ConnectAsync();
        var stage = tool == "compare" ? "&stage=announced" : "";
        Dictionary<string, object?> arguments = new() { [name] = value };
        if (stage.Length > 0)
            arguments["stage"] = "announced";

        var answer = await CallAsync(client, tool, arguments);

        Assert.True(JsonElement.DeepEquals((await portal.GetJsonAsync(address + stage)).GetProperty("data"), answer.GetProperty("data")));
        Assert.StartsWith("http://localhost/", answer.Text("links.html"), StringComparison.Ordinal);
        await portal.GetPageAsync(answer.Text("links.html")!);
    }

    [Fact]
    public async Task Call_ForTwoRecordsAtOnce_IsRefused()
    {
        await using var client = await ConnectAsync();
        foreach (var arguments in new[]
        {
            new Dictionary<string, object?> { ["code"] = new List<string> { "FR", "DE" } },
            new Dictionary<string, object?> { ["code"] = "FR", ["ref"] = "DE" },
        })
        {
            var result = await client.CallToolAsync("country", arguments, cancellationToken: Stop);

            Assert.True(result.IsError);
            Assert.Contains("once for each", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("figures", "contry", "FR", "country")]
    [InlineData("total", "stage", "anounced", "announced")]
    [InlineData("grant", "reference", "g-none", "no grant")]
    [InlineData("grant", "title", "France", "'reference' is needed")]
    [InlineData("programme", "reference", "x\0", "NUL")]
    public async Task Call_WithAMistake_SaysHowToMendIt(string tool, string name, string value, string hint)
    {
        await using var client = await ConnectAsync();

        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { [name] = value }, cancellationToken: Stop);

        Assert.True(result.IsError);
        Assert.Contains(hint, Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithAListThatHoldsNothing_IsRefusedInsteadOfUnfiltered()
    {
        await using var client = await ConnectAsync();
        foreach (var values in new object?[] { Array.Empty<string>(), new[] { "" }, new string?[] { null }, new[] { "FR", null }, new[] { new[] { "FR" } } })
        {
            var result = await client.CallToolAsync("grants", new Dictionary<string, object?> { ["country"] = values }, cancellationToken: Stop);

            Assert.True(result.IsError);
            Assert.Contains("'country'", Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Call_WithAWholeNumberWrittenAsADecimal_TakesIt()
    {
        await using var client = await ConnectAsync();

        var answer = await CallAsync(client, "figures", new() { ["limit"] = JsonDocument.Parse("3.0").RootElement });

        Assert.Equal(3, answer.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("GET", "application/json", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "application/json", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", null, "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "application/json; charset=zz", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("POST", "application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("POST", "application/json", """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}""", HttpStatusCode.BadRequest, "1")]
    [InlineData("POST", "application/json", """{"jsonrpc":"2.0","id":"a","method":"initialize","params":[]}""", HttpStatusCode.BadRequest, "a")]
    [InlineData("POST", "application/json; charset=\"utf-8\"", """{"jsonrpc":"2.0","id":1,"method":"ping"}""", HttpStatusCode.OK, "1")]
    public async Task Send_WhatIsNoMessage_IsRefusedAndIsNoFaultOfThePortal(string method, string? type, string body, HttpStatusCode expected, string? id = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/mcp");
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
        if (method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await portal.Client.SendAsync(request, Stop);

        Assert.Equal(expected, answer.StatusCode);
        if (id is null)
        {
            Assert.Contains("json", answer.Content.Headers.ContentType!.MediaType!, StringComparison.Ordinal);
            if (expected == HttpStatusCode.UnsupportedMediaType)
                Assert.Contains("\"unsupported-media-type\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
        else
        {
            var text = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal(id, JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..text.LastIndexOf('}')] + "}").RootElement.GetProperty("id").ToString());
        }
    }

    [Fact]
    public async Task Get_AddressBelow_IsNotFoundAsAnyOtherThatThereIsNot()
    {
        using var answer = await portal.Client.GetAsync("/mcp/zz", Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("tools/call", """{"name":"grants","arguments":[1]}""", "'params.arguments' must be an object")]
    [InlineData("tools/call", """{"name":"grants","arguments":"country=FR"}""", "'params.arguments' must be an object")]
    [InlineData("tools/call", """{"name":"grants","_meta":[1]}""", "'params._meta'")]
    [InlineData("tools/call", """{"arguments":{}}""", "'params.name' must be the name of a tool")]
    [InlineData("tools/call", """{"name":7}""", "'params.name' must be the name of a tool")]
    [InlineData("tools/call", """{"name":"grant s"}""", "Did you mean 'grants'?")]
    [InlineData("tools/call", """{"name":"search","arguments":{"q":"\ud800"}}""", "half a character")]
    [InlineData("tools/call", """{"name":"search","arguments":{"\ud800":"q"}}""", "half a character")]
    [InlineData("tools/call", """{"name":"\udc00"}""", "half a character")]
    [InlineData("tools/call", """{"name":"search","arguments":{"q":"compute","Q":"a"}}""", "name a member twice")]
    [InlineData("tools/call", """{"name":"search","arguments":{"q":"a","q":"b"}}""", "name a member twice")]
    [InlineData("tools/list", """{"cursor":[1]}""", "'params.cursor'")]
    [InlineData("tools/list", "[1]", "'params' of tools/list must be an object")]
    public async Task Send_ParametersThatAreWrong_NamesThemAndLogsNoError(string method, string parameters, string hint)
    {
        using var log = new ErrorLog();
        await using var factory = StarterPortal.CreateFactory(portal.ConnectionString)
            .WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<ILoggerFactory>(new LoggerFactory([log]))));
        using var web = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");

        using var answer = await web.SendAsync(request, Stop);

        var text = await answer.Content.ReadAsStringAsync(Stop);
        var error = JsonDocument.Parse(text[text.IndexOf('{', StringComparison.Ordinal)..]).RootElement.GetProperty("error");
        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
        Assert.Contains(hint, error.Text("message"), StringComparison.Ordinal);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task Call_OfAPortalBelowAPath_LinksLeadThere()
    {
        await using var factory = StarterPortal.CreateFactory(portal.ConnectionString)
            .WithWebHostBuilder(host => host.ConfigureServices(services => services.AddSingleton<IStartupFilter>(new BelowAPath())));
        using var web = factory.CreateClient();
        await using var client = await ConnectAsync(web, "http://localhost/money/mcp");

        var answer = await CallAsync(client, "programme", new() { ["reference"] = "fr-snia-phase-2" });

        Assert.Equal("http://localhost/money/api/v1/programmes/fr-snia-phase-2", answer.Text("links.self"));
        Assert.Equal("http://localhost/money/programmes/fr-snia-phase-2", answer.Text("links.html"));
    }

    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                Lines.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }

    private sealed class BelowAPath : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UsePathBase("/money");
            next(app);
        };
    }

    private static async Task<JsonElement> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: Stop);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        Assert.True(result.IsError is not true, text);
        Assert.Null(result.StructuredContent);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<McpClient> ConnectAsync() => ConnectAsync(portal.Client, "http://localhost/mcp");

    private static Task<McpClient> ConnectAsync(HttpClient web, string address) => McpClient.CreateAsync(
        new HttpClientTransport(
            new HttpClientTransportOptions { Endpoint = new Uri(address), TransportMode = HttpTransportMode.StreamableHttp }, web, null, ownsHttpClient: false),
        // A busy machine may take longer for the first answer than the client's usual patience.
        new McpClientOptions { DiscoverProbeTimeout = TimeSpan.FromMinutes(2), InitializationTimeout = TimeSpan.FromMinutes(2) },
        cancellationToken: Stop);
}
