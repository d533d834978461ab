using System.Net;
using System.Net.Http.Headers;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Caching;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AiPolicyPortal.Tests.Caching;

/// <summary>Validators, lifetimes, 304 and the memory of answers.</summary>
public sealed class AnswerCachingTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestDatabase database = null!;
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(database.ConnectionString);
        client = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        await factory.Services.GetRequiredService<LatestPublication>().WaitForAsync(1, Cancel);
    }

    [Theory]
    [InlineData("/", "no-cache")]
    [InlineData("/grants?country=FR", "no-cache")]
    [InlineData("/embed/new-money", "no-cache")]
    [InlineData("/api/v1/programmes", "public, max-age=60")]
    [InlineData("/api/v1/programmes/fr-snia-phase-2", "public, max-age=60")]
    [InlineData("/api/v1/totals?stage=announced", "public, max-age=60")]
    [InlineData("/api/v1/totals?stage=announced&asOf=2026-01-01", "public, max-age=86400")]
    [InlineData("/api/v1/totals.csv?stage=announced", "public, max-age=60")]
    [InlineData("/charts/new-money.csv", "public, max-age=60")]
    [InlineData("/api/v1/openapi.json", "public, max-age=60")]
    public async Task Get_PublicAddress_CarriesValidatorsAndIs304ToWhoeverHasIt(string address, string cacheControl)
    {
        using var first = await GetAsync(address);
        using var head = await SendAsync(HttpMethod.Head, address);
        using var again = await GetAsync(address, request => request.IfNoneMatch.Add(first.Headers.ETag!));
        using var since = await GetAsync(address, request => request.IfModifiedSince = first.Content.Headers.LastModified);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(cacheControl, first.Headers.CacheControl!.ToString().Replace("max-age=60, public", "public, max-age=60", StringComparison.Ordinal));
        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Equal((first.Headers.ETag, first.Content.Headers.LastModified), (head.Headers.ETag, head.Content.Headers.LastModified));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal((first.Headers.ETag, first.Headers.CacheControl), (again.Headers.ETag, again.Headers.CacheControl));
        Assert.Equal("", await again.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotModified, since.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/programmes", HttpStatusCode.NotModified)]
    [InlineData("/api/v1/programmes/fr-snia-phase-2", HttpStatusCode.NotModified)]
    [InlineData("/api/v1/programmes.csv", HttpStatusCode.NotModified)]
    [InlineData("/api/v1/totals.csv?stage=announced", HttpStatusCode.NotModified)]
    [InlineData("/programmes", HttpStatusCode.NotModified)]
    [InlineData("/api/v1/programmes/none", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/programmes?contry=FR", HttpStatusCode.BadRequest)]
    [InlineData("/programmes/none", HttpStatusCode.NotFound)]
    public async Task Get_WhatWhoeverHasAnythingAsksFor_Is304WhereThereIsSomething(string address, HttpStatusCode status)
    {
        using var fresh = await GetAsync(address, request => request.IfNoneMatch.Add(EntityTagHeaderValue.Any));
        using var usual = await GetAsync(address);
        using var since = await GetAsync(address, request => request.IfModifiedSince = DateTimeOffset.UtcNow);
        using var kept = await GetAsync(address, request => request.IfNoneMatch.Add(EntityTagHeaderValue.Any));

        var text = await usual.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(status == HttpStatusCode.NotModified ? HttpStatusCode.OK : status, usual.StatusCode);
        Assert.NotEqual("", text);
        foreach (var answer in new[] { fresh, since, kept })
        {
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal((usual.Headers.ETag, usual.Headers.CacheControl), (answer.Headers.ETag, answer.Headers.CacheControl));
            Assert.Equal(status == HttpStatusCode.NotModified, (await answer.Content.ReadAsStringAsync(Cancel)).Length == 0);
        }
    }

    [Theory]
    [InlineData("/api/v1/totals.csv?stage=announced")]
    [InlineData("/api/v1/totals/explain.csv?stage=announced&country=FR")]
    [InlineData("/api/v1/new-money.csv")]
    [InlineData("/charts/new-money.csv")]
    [InlineData("/sitemap.xml")]
    public async Task Get_FileAgain_IsWholeFromMemoryToo(string address)
    {
        using var first = await GetAsync(address);
        using var again = await GetAsync(address);

        var text = await first.Content.ReadAsStringAsync(Cancel);
        Assert.NotEqual("", text);
        Assert.Equal(text, await again.Content.ReadAsStringAsync(Cancel));
        // The server dates what has no date of its own, each time it is sent.
        Assert.Null(again.Headers.Date);
    }

    [Theory]
    [InlineData("/api/v1/programmes")]
    [InlineData("/api/v1/programmes.csv")]
    [InlineData("/programmes.atom")]
    [InlineData("/api/v1/totals.csv?stage=announced")]
    [InlineData("/api/v1/openapi.json")]
    [InlineData("/programmes")]
    public async Task Head_Again_SaysTheLengthOfGetOrNone(string address)
    {
        using var held = await GetAsync(address, request => request.IfNoneMatch.Add(EntityTagHeaderValue.Any));
        using var get = await GetAsync(address);
        var length = (await get.Content.ReadAsByteArrayAsync(Cancel)).Length;
        for (var time = 0; time < 3; time++)
        {
            using var head = await SendAsync(HttpMethod.Head, address);
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Contains(head.Content.Headers.TryGetValues("Content-Length", out var said) ? said.Single() : null, new[] { null, $"{length}" });
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        }
    }

    [Theory]
    [InlineData("/api/v1/countries/FR?asOf=2026-11-01", "/api/v1/countries/FR%3FasOf=2026-11-01")]
    [InlineData("/api/v1/countries/FR?asOf=2026-11-01", "/api/v1/countries/FR%0A%3FasOf=2026-11-01")]
    [InlineData("/countries/FR?lang=en", "/countries/FR%3Flang=en")]
    public async Task Get_AnotherAddressThatReadsTheSame_HasNotItsTag(string address, string other)
    {
        using var there = await GetAsync(address);
        using var elsewhere = await GetAsync(other, request => request.IfNoneMatch.Add(there.Headers.ETag!));

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Get_SomethingPublished_IsMadeAnewAndHasAnotherTag()
    {
        const string address = "/api/v1/programmes?limit=1";
        using var first = await GetAsync(address);
        var text = await first.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(text, await client.GetStringAsync(address, Cancel));

        await PublishAsync();
        using var next = await GetAsync(address, request => request.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.NotEqual(first.Headers.ETag, next.Headers.ETag);
        Assert.NotEqual(text, await next.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Get_PageInEachLanguageAndTheme_IsKeptApart()
    {
        var pages = new List<(string Tag, string Text)>();
        foreach (var (language, cookie) in new[] { ("en", "theme=auto"), ("fr", "theme=auto"), ("en", "theme=dark"), ("en", "lang=fr") })
        {
            for (var time = 0; time < 2; time++)
            {
                using var answer = await GetAsync("/about", request =>
                {
                    request.AcceptLanguage.ParseAdd(language);
                    request.Add("Cookie", cookie);
                });
                Assert.Superset(new HashSet<string> { "Accept-Language", "Cookie" }, answer.Headers.Vary.ToHashSet());
                pages.Add((answer.Headers.ETag!.Tag, await answer.Content.ReadAsStringAsync(Cancel)));
            }
        }

        Assert.Equal(3, pages.Distinct().Count());
        Assert.Equal(pages[2], pages[7]);
        Assert.Contains("lang=\"fr\"", pages[2].Text, StringComparison.Ordinal);
        Assert.Contains("data-theme=\"dark\"", pages[5].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LanguageChosen_IsRememberedAlsoWhenThePageIsInMemory()
    {
        for (var time = 0; time < 3; time++)
        {
            using var answer = await GetAsync("/about?lang=fr");
            Assert.StartsWith("lang=fr", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
            using var chosen = await GetAsync("/about?lang=fr", request => request.Add("Cookie", "lang=fr"));
            Assert.False(chosen.Headers.Contains("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData("/api/v1/programmes?contry=FR", HttpStatusCode.BadRequest)]
    [InlineData("/api/v1/programmes/none", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("/programmes/none", HttpStatusCode.NotFound)]
    [InlineData("/programmes?contry=FR", HttpStatusCode.BadRequest)]
    [InlineData("/about?lang=xx", HttpStatusCode.BadRequest)]
    public async Task Get_Error_IsNeverKept(string address, HttpStatusCode status)
    {
        for (var time = 0; time < 2; time++)
        {
            using var answer = await GetAsync(address, request => request.IfModifiedSince = DateTimeOffset.UtcNow);
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            Assert.Equal(answer.Headers.Vary.Distinct(), answer.Headers.Vary);
            Assert.Null(answer.Headers.ETag);
            Assert.Null(answer.Content.Headers.LastModified);
        }
    }

    [Fact]
    public async Task Get_WithACookieThatMayBeASession_IsNobodyElses()
    {
        using var answer = await GetAsync("/about", request => request.Add("Cookie", "session=1"));

        Assert.Null(answer.Headers.ETag);
        Assert.Equal((true, true), (answer.Headers.CacheControl!.Private, answer.Headers.CacheControl.NoCache));
    }

    [Fact]
    public async Task Get_DataWithAnyCookie_IsKeptAsForEverybody()
    {
        using var usual = await GetAsync("/api/v1/programmes");
        using var answer = await GetAsync("/api/v1/programmes", request => request.Add("Cookie", "_ga=1"));

        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal((usual.Headers.ETag, usual.Headers.CacheControl), (answer.Headers.ETag, answer.Headers.CacheControl));
    }

    [Fact]
    public async Task Get_HealthAndAssets_KeepTheirOwnRules()
    {
        using var health = await GetAsync("/health/live");
        using var style = await GetAsync("/favicon.svg");

        Assert.True(health.Headers.CacheControl!.NoStore);
        Assert.False(style.Headers.ETag!.IsWeak);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Get_InAnyEncoding_IsServedFromMemoryAsItWas(string encoding)
    {
        var answers = new List<byte[]>();
        for (var time = 0; time < 2; time++)
        {
            using var answer = await GetAsync("/api/v1/countries", request => request.AcceptEncoding.ParseAdd(encoding));
            Assert.Equal(encoding == "identity" ? [] : [encoding], answer.Content.Headers.ContentEncoding);
            Assert.Null(answer.Headers.Age);
            answers.Add(await answer.Content.ReadAsByteArrayAsync(Cancel));
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Get_DatabaseAway_AnswersFromMemoryMarkedStaleAndRecovers()
    {
        string[] addresses = ["/api/v1/programmes?country=FR", "/programmes?country=FR", "/"];
        foreach (var address in addresses)
        {
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(address)).StatusCode);
        }

        var latest = factory.Services.GetRequiredService<LatestPublication>();
        await using (var outage = await Outage.BeginAsync(postgres, database.ConnectionString))
        {
            await UntilAsync(() => latest.AwaySince is not null);
            foreach (var address in addresses)
            {
                using var answer = await GetAsync(address);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Matches(@"^\d{4}-\d\d-\d\dT.*Z$", Assert.Single(answer.Headers.GetValues(AnswerCaching.StaleSince)));
                using var head = await SendAsync(HttpMethod.Head, address);
                Assert.Equal((HttpStatusCode.OK, answer.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
                using var held = await GetAsync(address, request => request.IfModifiedSince = DateTimeOffset.UtcNow);
                Assert.Equal(HttpStatusCode.NotModified, held.StatusCode);
            }
        }

        NpgsqlConnection.ClearPool(new NpgsqlConnection(database.ConnectionString));
        await UntilAsync(() => latest.AwaySince is null);
        // A connection from before the outage may still be tried once.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var fresh = await GetAsync("/api/v1/programmes?country=DE");
        while (fresh.StatusCode != HttpStatusCode.OK)
        {
            fresh.Dispose();
            await Task.Delay(50, patience.Token);
            fresh = await GetAsync("/api/v1/programmes?country=DE");
        }

        Assert.False(fresh.Headers.Contains(AnswerCaching.StaleSince));
        fresh.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await factory.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task PublishAsync()
    {
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var publication = await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Import, Actor.Shell("test"), "A test."),
            (scope, _) =>
            {
                scope.NoteChangeBeyondRecords();
                return Task.CompletedTask;
            },
            Cancel);
        await factory.Services.GetRequiredService<LatestPublication>().WaitForAsync(publication!.Number, Cancel);
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private Task<HttpResponseMessage> GetAsync(string address, Action<HttpRequestHeaders>? with = null) => SendAsync(HttpMethod.Get, address, with);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, Action<HttpRequestHeaders>? with = null)
    {
        using var request = new HttpRequestMessage(method, address);
        with?.Invoke(request.Headers);
        return await client.SendAsync(request, Cancel);
    }
}
