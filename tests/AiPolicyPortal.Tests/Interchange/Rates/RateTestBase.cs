using System.Globalization;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Interchange.Rates;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace AiPolicyPortal.Tests.Interchange.Rates;

/// <summary>A database whose rates end on Monday 13 April 2026, and a server to fetch more from.</summary>
public abstract class RateTestBase(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected PortalStore Store { get; private set; } = null!;

    private protected RateServer Server { get; private set; } = null!;

    private protected DownloadLimits Limits { get; set; } = new() { Pause = TimeSpan.FromMilliseconds(1), Attempts = 3 };

    public async ValueTask InitializeAsync()
    {
        Store = await PortalStore.CreateAsync(postgres);
        Server = await RateServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<RateUpdateResult> UpdateAsync(string today, bool full = false)
    {
        await using var context = Store.Open();
        var clock = new FakeTimeProvider(new DateTimeOffset(Day(today), new TimeOnly(16, 30), TimeSpan.Zero));
        return await new RateUpdate(context, clock, new RateDownload(http, Limits), Limits).RunAsync(Server.Addresses, Actor.Shell("test"), full, Cancel);
    }

    /// <summary>Every value ever held for a currency's day, the oldest first.</summary>
    private protected Task<List<ExchangeRate>> RatesAsync(string currency, string day)
    {
        var date = Day(day);
        return Store.ReadAsync(context => context.ExchangeRates
            .Where(rate => rate.SeriesCode == SeriesCodes.EcbDaily && rate.CurrencyCode == currency && rate.Date == date)
            .OrderBy(rate => rate.RecordedAt).ToListAsync(Cancel));
    }

    /// <summary>What must be as it was when nothing was changed.</summary>
    private protected Task<string> StateAsync() => Store.ReadAsync(context => context.Database.SqlQuery<string>(
        $"""
        select (select max(number) from publications) || ' ' || count(*) || ' ' || count(withdrawn_at) || ' ' || sum(rate) as "Value"
        from exchange_rates
        """).SingleAsync(Cancel));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
