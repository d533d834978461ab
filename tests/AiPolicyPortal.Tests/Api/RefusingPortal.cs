using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Api;

/// <summary>A portal that withdrew a record, whose database goes away and which lets each client ask twice.</summary>
public sealed class RefusingPortal(PostgresFixture postgres)
{
    private const string Withdrawn = "a-fr-011";

    public static readonly string[] Names = ["Gone", "Unavailable", "TooManyRequests"];

    /// <returns>By name what was asked and the text of the answer.</returns>
    public async Task<IReadOnlyDictionary<string, (string Address, string Answer)>> AskAsync()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        await context.Announcements.Where(announcement => announcement.Reference == Withdrawn).ExecuteUpdateAsync(
            set => set.SetProperty(announcement => announcement.WithdrawnAt, DateTimeOffset.UtcNow).SetProperty(announcement => announcement.WithdrawnReason, "Recorded twice; a-fr-009 has it."),
            TestContext.Current.CancellationToken);
        await using var factory = StarterPortal.CreateFactory(database.ConnectionString)
            .WithWebHostBuilder(host => host.UseSetting("RateLimits:Enabled", "true").UseSetting("RateLimits:PerMinute", "2"));
        using var client = factory.CreateClient();
        var answers = new Dictionary<string, (string, string)> { [Names[0]] = await AskAsync($"/api/v1/announcements/{Withdrawn}") };
        await using var outage = await Outage.BeginAsync(postgres, database.ConnectionString);
        foreach (var name in Names.Skip(1))
            answers.Add(name, await AskAsync("/api/v1/programmes?country=FR"));
        return answers;

        async Task<(string, string)> AskAsync(string address)
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            return (address, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }
}
