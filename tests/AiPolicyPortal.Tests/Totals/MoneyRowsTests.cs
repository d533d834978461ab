using System.Text.Json;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>A snapshot that takes over what was not written since says what one says that reads everything.</summary>
public sealed class MoneyRowsTests(PostgresFixture postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Snapshot_AfterRowsWereWritten_IsTheOneReadWhole()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var loader = new MoneyFactsLoader(context);
        var held = await loader.LoadAsync(null, Stop);
        string[] changes =
        [
            "update figures set withdrawn_at = now(), withdrawn_reason = 'Test.' where reference = 'f-fr-001'",
            "update figures set amount_low = 1, amount_high = 1, nature = 'exact' where reference = 'f-fr-002'",
            "insert into figures select (jsonb_populate_record(figures, '{\"id\": \"0198c5f2-7d1e-7c3a-9b64-2f8f5a1c0d3e\", \"reference\": \"f-new\"}')).* "
                + "from figures where reference = 'f-fr-003'",
            "update announcements set title = 'Another title', stated_on = '2011-12-31', stated_precision = 'year' where reference = 'a-fr-001'",
            "update programmes set parent_id = null, name = 'Another name', end_on = null, end_precision = null where reference = 'fr-snia-phase-2'",
            "update sources set tier = case when tier = 1 then 4 else 1 end where reference = (select min(reference) from sources)",
            "update figure_links set withdrawn_at = recorded_at where id = (select min(id::text)::uuid from figure_links)",
            "delete from figure_links where id = (select max(id::text)::uuid from figure_links)",
            "update citations set withdrawn_at = recorded_at where id = (select min(id::text)::uuid from citations where announcement_id is not null)",
            "delete from citations where id = (select max(id::text)::uuid from citations where announcement_id is not null)",
            "update figures set note = coalesce(note, '')",
        ];

        foreach (var change in changes)
        {
            Assert.InRange(await context.Database.ExecuteSqlRawAsync(change.Replace("{", "{{").Replace("}", "}}"), Stop), 1, int.MaxValue);

            var renewed = await loader.LoadAsync(held, Stop);

            Assert.Equal(Said(await loader.LoadAsync(null, Stop)), Said(renewed));
            if (!change.Contains("note", StringComparison.Ordinal))
                Assert.NotEqual(Said(held), Said(renewed));
            held = renewed;
        }
    }

    [Fact]
    public async Task Snapshot_AfterOneFigureWasWritten_TakesOverTheOthers()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var loader = new MoneyFactsLoader(context);
        var held = await loader.LoadAsync(null, Stop);
        await context.Database.ExecuteSqlAsync($"update figures set withdrawn_at = now(), withdrawn_reason = 'Test.' where reference = 'f-fr-001'", Stop);

        var renewed = await loader.LoadAsync(held, Stop);

        var before = held.Facts.Figures.ToHashSet(ReferenceEqualityComparer.Instance);
        Assert.Equal(["f-fr-001"], renewed.Facts.Figures.Where(figure => !before.Contains(figure)).Select(figure => figure.Reference));
        Assert.Same(held.Facts.Links, renewed.Facts.Links);
    }

    private static string Said(MoneySnapshot snapshot) => JsonSerializer.Serialize(new
    {
        snapshot.SettledAt,
        Figures = snapshot.Facts.Figures.OrderBy(figure => figure.Reference, StringComparer.Ordinal),
        Links = Sorted(snapshot.Facts.Links),
        Preferences = Sorted(snapshot.Facts.Preferences),
        Announcements = Sorted(snapshot.Facts.Announcements),
        Sources = Sorted(snapshot.Facts.Sources),
        Citations = Sorted(snapshot.Facts.Citations),
        Programmes = Sorted(snapshot.Facts.Programmes),
        ProgrammeNames = Sorted(snapshot.ProgrammeNames),
        AnnouncementTitles = Sorted(snapshot.AnnouncementTitles),
        ProgrammeEnds = Sorted(snapshot.ProgrammeEnds),
    });

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> facts) =>
        facts.Select(fact => JsonSerializer.Serialize(fact)).Order(StringComparer.Ordinal);
}
