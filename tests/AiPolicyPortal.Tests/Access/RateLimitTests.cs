using System.Net;
using System.Text.Json;
using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Access;
using AiPolicyPortal.Web.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;

namespace AiPolicyPortal.Tests.Access;

/// <summary>Each client's share of the API and of the pages, with and without a key.</summary>
public sealed class RateLimitTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Address = "/api/v1/programmes?limit=1";

    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await StarterDatabase.CreateAsync(postgres);

    [Fact]
    public async Task Get_BeyondTheLimit_Is429ThatSaysWhenToComeBack()
    {
        await using var factory = CreateFactory("3", "6");
        using var client = factory.CreateClient();
        for (var left = 2; left >= 0; left--)
        {
            using var answer = await client.GetAsync(Address, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("\"requests\";q=3;w=60", Header(answer, "RateLimit-Policy"));
            Assert.Equal($"\"requests\";r={left};t={(3 - left) * 20}", Header(answer, "RateLimit"));
        }

        using var refused = await client.GetAsync(Address, Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(20), refused.Headers.RetryAfter!.Delta);
        Assert.Equal("\"requests\";r=0;t=60", Header(refused, "RateLimit"));
        Assert.True(refused.Headers.CacheControl!.NoStore);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal((429, "rate-limited"), (problem.GetProperty("status").GetInt32(), problem.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Get_FormatThatThereIsNot_CountsToo()
    {
        await using var factory = CreateFactory("3", "6");
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Address) { Headers = { { "Accept", "image/png" } } };

        using var answer = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Equal("\"requests\";r=2;t=20", Header(answer, "RateLimit"));
    }

    [Fact]
    public async Task Get_WithAKey_HasTheLargerShareAndItsOwn()
    {
        await using var factory = CreateFactory("3", "6");
        using var client = factory.CreateClient();
        var (ordinary, own) = (await IssueAsync(null), await IssueAsync(9));

        for (var time = 0; time < 3; time++)
            Assert.Equal("\"requests\";q=3;w=60", await PolicyAsync(client, null));
        Assert.Equal("\"requests\";q=6;w=60", await PolicyAsync(client, ordinary));
        Assert.Equal("\"requests\";q=9;w=60", await PolicyAsync(client, own));
        using var without = await client.GetAsync(Address, Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, without.StatusCode);
        Assert.Equal("\"requests\";q=6;w=60", await PolicyAsync(client, ordinary));
    }

    [Fact]
    public async Task Get_PageBeyondTheLimit_Is429AsAPageWhileStylesAndHealthGoOn()
    {
        await using var factory = CreateFactory("1", "2");
        using var client = factory.CreateClient();
        for (var time = 0; time < 2; time++)
        {
            using var page = await client.GetAsync("/about", Cancel);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.False(page.Headers.Contains("RateLimit"));
        }

        using var refused = await client.GetAsync("/about", Cancel);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter!.Delta);
        var text = await refused.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Too many requests", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.PostAsync("/health/ready", null, Cancel)).StatusCode);
        var style = text.Split("href=\"").Select(part => part.Split('"')[0]).First(link => link.EndsWith(".css", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(style, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Address, Cancel)).StatusCode);
    }

    [Fact]
    public void Read_LimitOfZero_IsRefused()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("RateLimits:Downloads", "0")]).Build();

        var failure = Assert.Throws<StartupException>(() => RateLimitSettings.Read(configuration));

        Assert.Contains("RateLimits:Enabled=false", failure.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static async Task<string> PolicyAsync(HttpClient client, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Header(answer, "RateLimit-Policy");
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    // The same number serves pages without a key and the API with one.
    private WebApplicationFactory<Program> CreateFactory(string perMinute, string others) => StarterPortal.CreateFactory(database.ConnectionString)
        .WithWebHostBuilder(host => host
            .UseSetting("RateLimits:Enabled", "true")
            .UseSetting("RateLimits:PerMinute", perMinute)
            .UseSetting("RateLimits:PerMinuteWithKey", others)
            .UseSetting("RateLimits:PagesPerMinute", others));

    private async Task<string> IssueAsync(int? perMinute)
    {
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        return (await new ApiKeys(context, new AuditLog(context, TimeProvider.System), TimeProvider.System).IssueAsync("A test", perMinute, Actor.Shell("tests"), Cancel)).Key;
    }
}
