using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>
/// How soon readers see a corrected grant; and whether one who walks all pages sees every grant once while grants come, change and go. On a copy of
/// the database, which is dropped again.
/// </summary>
internal sealed class WalkScenario(Databases databases, Plan plan, Results results)
{
    private const int Limit = 200;

    private static readonly TimeSpan Goal = TimeSpan.FromSeconds(2);

    private readonly Random random = new(3);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var database = await databases.CopyAsync(plan.Grants, "walked", cancellationToken);
        await using (var portal = await Portal.StartAsync(database, keepAnswers: true, cancellationToken))
        {
            var before = await ReferencesAsync(database, cancellationToken);
            await CorrectAsync(portal, database, before, cancellationToken);
            await WalkAsync(portal, database, before, cancellationToken);
        }

        await databases.DropAsync("walked", cancellationToken);
    }

    private async Task CorrectAsync(Portal portal, string database, List<string> references, CancellationToken cancellationToken)
    {
        List<TimeSpan> published = [], seen = [];
        for (var round = 0; round <= plan.Rounds; round++)
        {
            var (reference, title) = (references[random.Next(references.Count)], $"Corrected {round}");
            var start = Stopwatch.GetTimestamp();
            await PublishAsync(database, async (context, scope, token) =>
            {
                var grant = await context.Grants.Include(grant => grant.Recipients).FirstAsync(grant => grant.Reference == reference, token);
                (grant.Title, grant.Amount) = (title, (grant.Amount ?? 0) + 1);
                scope.Change(grant, "title", "before", title);
            }, cancellationToken);
            var took = Stopwatch.GetElapsedTime(start);
            while ((await portal.Client.GetFromJsonAsync<JsonElement>($"/api/v1/grants/{reference}", cancellationToken)).GetProperty("data").GetProperty("grant").GetProperty("title").GetString() != title)
            {
                await Task.Delay(10, cancellationToken);
            }

            // The first compiles and connects.
            if (round > 0)
            {
                published.Add(took);
                seen.Add(Stopwatch.GetElapsedTime(start));
            }
        }

        Add("a corrected grant is published", [.. published.Order()]);
        Add("a corrected grant is seen by readers", [.. seen.Order()]);
    }

    private async Task WalkAsync(Portal portal, string database, List<string> before, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = Stopwatch.GetTimestamp();
        var publishing = PublishUntilAsync(database, before, ended.Token);
        List<string> seen = [];
        for (var next = $"/api/v1/grants?count=none&limit={Limit}"; next is not null;)
        {
            var page = await portal.Client.GetFromJsonAsync<JsonElement>(next, cancellationToken);
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(grant => grant.GetProperty("ref").GetString()!));
            next = page.GetProperty("links").GetProperty("next").GetString();
        }

        var took = Stopwatch.GetElapsedTime(start);
        await ended.CancelAsync();
        var publications = await publishing;
        var distinct = seen.ToHashSet(StringComparer.Ordinal);
        var missed = before.Intersect(await ReferencesAsync(database, cancellationToken), StringComparer.Ordinal).Count(reference => !distinct.Contains(reference));
        results.Add(
            $"grants: all pages walked while {publications} publications each added, changed and withdrew one",
            $"{seen.Count} grants seen",
            string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0} s"),
            $"{missed} missed, {seen.Count - distinct.Count} repeated",
            "none missed or repeated",
            publications > 0 && missed == 0 && seen.Count == distinct.Count);
    }

    private async Task<int> PublishUntilAsync(string database, List<string> references, CancellationToken ended)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                string[] chosen = [references[random.Next(references.Count)], references[random.Next(references.Count)]];
                await PublishAsync(database, async (context, scope, token) =>
                {
                    var grants = await context.Grants.Where(grant => chosen.Contains(grant.Reference) && grant.WithdrawnAt == null).OrderBy(grant => grant.Reference).ToListAsync(token);
                    if (grants is [var changed, ..])
                    {
                        (changed.Title, changed.Amount, changed.Awarded) = ($"Research anew {number}", number, PartialDate.OfYear(random.Next(2012, 2026)));
                        scope.Change(changed, "title", "before", changed.Title);
                        scope.Create(new Grant
                        {
                            Reference = $"g-walk-{number}",
                            Title = $"Research begun {number}",
                            CurrencyCode = "USD",
                            Amount = 5,
                            ProgrammeId = changed.ProgrammeId,
                            FunderId = changed.FunderId,
                            Awarded = PartialDate.OfYear(2024),
                        });
                    }

                    if (grants is [_, var gone])
                    {
                        scope.Withdraw(gone, "withdrawn_at");
                    }
                }, ended);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return number;
            }
        }
    }

    private static async Task PublishAsync(
        string database, Func<PortalDbContext, PublicationScope, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var context = PersistenceServices.Open(database);
        await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, Actor.Shell("benchmarks"), "A measurement."), (scope, token) => write(context, scope, token), cancellationToken);
    }

    private static async Task<List<string>> ReferencesAsync(string database, CancellationToken cancellationToken)
    {
        await using var context = PersistenceServices.Open(database);
        return await context.Grants.Where(grant => grant.WithdrawnAt == null).OrderBy(grant => grant.Id).Select(grant => grant.Reference).ToListAsync(cancellationToken);
    }

    private void Add(string what, TimeSpan[] sorted) =>
        results.Add($"grants: {what}", $"{plan.Grants} grants", new Measurement(Measurement.At(sorted, 0.5), Measurement.At(sorted, 0.95)), "< 2 s", sorted[^1] < Goal);
}
