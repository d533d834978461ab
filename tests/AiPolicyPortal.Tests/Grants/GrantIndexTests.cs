using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>What publications make of the index bit by bit is what making it anew gives.</summary>
public sealed class GrantIndexTests(PostgresFixture postgres)
{
    private const int Publications = 25;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Publish_AtRandom_LeavesTheIndexAsMadeAnew(int seed)
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        var random = new Random(seed);
        for (var number = 0; number < Publications; number++)
        {
            await using var context = StarterDatabase.CreateContext(database.ConnectionString);
            await new Publisher(context, TimeProvider.System).PublishAsync(
                new PublicationRequest(PublicationKind.Edit, Actor.Shell("test"), "A test."), (scope, _) => EditAsync(context, scope, random, number), Cancel);
        }

        await using var store = StarterDatabase.CreateContext(database.ConnectionString);
        var published = await ReadAsync(store);
        await GrantIndex.RebuildAsync(store);
        var anew = await ReadAsync(store);
        foreach (var (table, rows) in anew)
        {
            Assert.NotEmpty(rows);
            Assert.Equal(rows, published[table]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Publish_NamesAtRandom_LeavesThoseThatReceivedMost(int seed)
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        var random = new Random(seed);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < Publications; number++)
        {
            await using var context = StarterDatabase.CreateContext(database.ConnectionString);
            await new Publisher(context, TimeProvider.System).PublishAsync(
                new PublicationRequest(PublicationKind.Edit, Actor.Shell("test"), "A test."), (scope, _) => EditNamesAsync(context, scope, random, number), Cancel);

            var sums = await context.GrantRecipientSums.AsNoTracking().Where(sum => sum.CountryCode == "IS").OrderBy(sum => sum.Place)
                .Select(sum => new { sum.Place, sum.Name, sum.Grants, sum.Amount }).ToListAsync(Cancel);
            Assert.Equal(Enumerable.Range(1, sums.Count), sums.Select(sum => sum.Place));
            Assert.Equal(await ReceivedAsync(context), sums.Select(sum => (sum.Name!, sum.Grants, sum.Amount)));
            shown.UnionWith(sums.Select(sum => sum.Name!));
        }

        // Names came and went.
        Assert.InRange(shown.Count, PaidGrantQueries.RecipientLimit + 1, Names.Count());
    }

    // As the index was under the rule of decision 0059's day before: no euros of a grant without a date of award.
    private const string FormerEuros =
        """
        select set_config('portal.moment', (select max(published_at) from publications)::text, true);
        update grant_index held set euros = null from grants award where award.id = held.grant_id and award.awarded_on is null and award.currency_code <> 'EUR';
        update grant_groups kind set converted = sums.converted, euros = sums.euros
        from (select group_id, count(euros) as converted, coalesce(sum(euros), 0) as euros from grant_index group by group_id) as sums where sums.group_id = kind.id;
        update grant_group_recipients received set converted = sums.converted, euros = sums.euros
        from (
          select group_id, organisation_id, count(euros) as converted, coalesce(sum(euros), 0) as euros
          from grant_index cross join lateral unnest(
            case when recipients = '{{}}' then array['00000000-0000-0000-0000-000000000000'::uuid] else recipients end) as organisation_id
          group by group_id, organisation_id) as sums
        where (sums.group_id, sums.organisation_id) = (received.group_id, received.organisation_id);
        """;

    [Fact]
    public async Task ConvertOnce_AfterAMigrationTookTheRatesAway_ConvertsAnewAndKeepsThePast()
    {
        await using var database = await StarterDatabase.CreateAsync(postgres);
        await using var context = StarterDatabase.CreateContext(database.ConnectionString);
        var expected = await ReadAsync(context);
        var count = await context.GrantEntries.CountAsync(Cancel);
        var first = await context.Publications.MaxAsync(publication => publication.PublishedAt, Cancel);
        await using (var transaction = await context.Database.BeginTransactionAsync(Cancel))
        {
            await context.Database.ExecuteSqlRawAsync(FormerEuros, Cancel);
            await transaction.CommitAsync(Cancel);
        }

        Assert.NotEqual(expected["groups"], (await ReadAsync(context))["groups"]);
        await new Publisher(context, TimeProvider.System).PublishAsync(
            new PublicationRequest(PublicationKind.Edit, Actor.Shell("test"), "A test."),
            async (scope, _) =>
            {
                var programme = await context.Programmes.FirstAsync(Cancel);
                programme.Description = "Described anew.";
                scope.Change(programme, "description", null, programme.Description);
            },
            Cancel);
        await context.Database.ExecuteSqlRawAsync("delete from grant_rates", Cancel);

        await GrantRates.ConvertOnceAsync(context, Cancel);

        var converted = await ReadAsync(context);
        Assert.All(expected, table => Assert.Equal(table.Value, converted[table.Key]));
        var past = await context.InPastAsync(first, () => context.GrantEntries.AsNoTracking().Select(entry => new { entry.Euros, entry.GroupId }).ToListAsync(Cancel), Cancel);
        Assert.Equal(count, past.Count);
        Assert.True(past.Count(entry => entry.Euros is null) > await context.GrantEntries.CountAsync(entry => entry.Euros == null, Cancel));
        var groups = await context.InPastAsync(first, () => context.GrantGroups.Select(group => group.Id).ToListAsync(Cancel), Cancel);
        Assert.All(past, entry => Assert.Contains(entry.GroupId, groups));
    }

    [Fact]
    public async Task Euros_OfEachGrant_AreWhatTheConverterGivesAtItsAwardOrStart()
    {
        await using var context = StarterDatabase.CreateContext(await StarterDatabase.SharedAsync(postgres));
        var converter = new Converter(
            await new ReferenceTablesLoader(context).LoadAsync(null, Cancel), new ConversionTarget("EUR"), DateTimeOffset.MaxValue);
        var grants = await context.Grants.AsNoTracking().Where(grant => grant.WithdrawnAt == null).Include(grant => grant.Entry).ToListAsync(Cancel);

        Assert.Contains(grants, grant => grant.Amount is not null && grant.CurrencyCode != "EUR" && grant.Entry.Euros is not null);
        Assert.Contains(grants, grant => grant.Awarded is null && grant.CurrencyCode != "EUR" && grant.Entry.Euros is not null);
        Assert.All(grants, grant =>
        {
            var rate = (grant.Awarded ?? grant.Start) is { } day ? converter.Find(grant.CurrencyCode, day, null) : converter.WithoutDate(grant.CurrencyCode);
            var expected = grant.Amount is { } amount && rate?.Apply(amount) is { } euros ? converter.Round(euros) : (decimal?)null;
            Assert.Equal(expected, grant.Entry.Euros);
        });
    }

    private static IEnumerable<string> Names => Enumerable.Range(0, 16).Select(number => $"Name {(char)('A' + number)}");

    // Grants of one small payer go to names that are no organisations, from one to the other, dearer and cheaper, until all have been among the first.
    private static async Task EditNamesAsync(PortalDbContext context, PublicationScope scope, Random random, int number)
    {
        string[] names = [.. Names];
        if (number == 0)
        {
            var programme = new Programme { Reference = "is-test", Name = "Icelandic test", CountryCode = "IS" };
            scope.Create(programme);
            foreach (var name in names.Concat(names))
            {
                var grant = new Grant { Reference = $"g-is-{random.Next()}", Title = "Named", CurrencyCode = "ISK", Amount = random.Next(1, 30), Stage = Stage.Awarded, FunderType = FunderType.Public, ProgrammeId = programme.Id };
                grant.Recipients.Add(new GrantRecipient { GrantId = grant.Id, Position = 1, Name = name });
                scope.Create(grant);
            }

            return;
        }

        var grants = await context.Grants.Include(grant => grant.Recipients).Where(grant => grant.CurrencyCode == "ISK" && grant.WithdrawnAt == null)
            .OrderBy(grant => grant.Reference).ToListAsync(Cancel);
        foreach (var grant in grants.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToList())
        {
            switch (random.Next(number % 5 == 0 ? 5 : 4))
            {
                case 0:
                    grant.Amount = random.Next(4) == 0 ? null : random.Next(1, 30);
                    break;
                case 1:
                    grant.Recipients[0].Name = names[random.Next(names.Length)];
                    break;
                case 2:
                    grant.Recipients.Add(new GrantRecipient
                    {
                        GrantId = grant.Id,
                        Position = grant.Recipients.Count + 1,
                        Name = names[random.Next(names.Length)],
                        Amount = random.Next(2) == 0 ? random.Next(1, 9) : null,
                        CurrencyCode = "ISK",
                    });
                    break;
                case 3 when grant.Recipients.Count > 1:
                    grant.Recipients.Remove(grant.Recipients[^1]);
                    break;
                case 4:
                    scope.Withdraw(grant, "withdrawn_at");
                    continue;
            }

            scope.Change(grant, "amount", null, "other");
        }
    }

    private static async Task<IEnumerable<(string Name, int Grants, decimal? Amount)>> ReceivedAsync(PortalDbContext context)
    {
        var grants = await context.Grants.AsNoTracking().Include(grant => grant.Recipients).Where(grant => grant.CurrencyCode == "ISK" && grant.WithdrawnAt == null).ToListAsync(Cancel);
        return grants
            .SelectMany(grant => grant.Recipients.GroupBy(recipient => recipient.Name).Select(named => (
                Name: named.Key,
                Amount: (grant.Recipients.Select(recipient => recipient.Name).Distinct().Count() == 1 ? grant.Amount : null)
                    ?? (named.All(recipient => recipient.Amount is not null) ? named.Sum(recipient => recipient.Amount) : null))))
            .GroupBy(part => part.Name)
            .Select(name => (Name: name.Key, Grants: name.Count(), Amount: name.Any(part => part.Amount is not null) ? name.Sum(part => part.Amount) : null))
            .OrderByDescending(name => name.Amount ?? -1).ThenByDescending(name => name.Grants).ThenBy(name => name.Name, StringComparer.Ordinal)
            .Take(PaidGrantQueries.RecipientLimit);
    }

    private static async Task EditAsync(PortalDbContext context, PublicationScope scope, Random random, int number)
    {
        var grants = await context.Grants.Include(grant => grant.Recipients).Where(grant => grant.WithdrawnAt == null).OrderBy(grant => grant.Reference).ToListAsync(Cancel);
        Grant Any() => grants[random.Next(grants.Count)];
        switch (random.Next(7))
        {
            case 0:
                scope.Withdraw(Any(), "withdrawn_at");
                break;
            case 1:
                var changed = Any();
                changed.Amount = random.Next(3) == 0 ? null : random.Next(1, 50_000_000);
                changed.Awarded = PartialDate.OfMonth(random.Next(2015, 2025), random.Next(1, 13));
                changed.Title = $"{changed.Title} revised {number}";
                scope.Change(changed, "amount", null, "other");
                break;
            case 2:
                var moved = grants.Skip(random.Next(grants.Count / 2)).First(grant => grant.Recipients.Count > 0);
                foreach (var recipient in moved.Recipients)
                {
                    (recipient.CountryCode, recipient.OrganisationId) = ("NZ", (await context.Organisations.FirstAsync(Cancel)).Id);
                }

                scope.Change(moved, "recipient_country", null, "NZ");
                break;
            case 3:
                var programme = await context.Programmes.Where(programme => programme.Grants.Count > 0).OrderBy(programme => programme.Reference).Skip(random.Next(20)).FirstAsync(Cancel);
                (programme.Name, programme.CountryCode) = ($"Renamed {number}", number % 2 == 0 ? "FR" : "US");
                scope.Change(programme, "name", "before", programme.Name);
                break;
            case 4:
                var (child, parent) = (await AnyProgrammeAsync(), await AnyProgrammeAsync());
                if (child.Id != parent.Id && parent.ParentId is null && !await context.Programmes.AnyAsync(below => below.ParentId == child.Id, Cancel))
                {
                    (child.ParentId, child.Themes) = (parent.Id, [Theme.Defence]);
                    scope.Change(child, "part_of", null, parent.Reference);
                }

                break;
            case 5:
                var merged = await context.Organisations.Where(one => one.MergedIntoId == null && (one.GrantsFunded.Count > 0 || one.Receipts.Count > 0))
                    .OrderBy(one => one.Reference).Skip(random.Next(10)).FirstAsync(Cancel);
                var survivor = await context.Organisations.Where(one => one.MergedIntoId == null && one.Id != merged.Id && one.MergedFrom.Count == 0)
                    .OrderBy(one => one.Name).Skip(random.Next(50)).FirstAsync(Cancel);
                merged.MergedIntoId = survivor.Id;
                scope.Merge(merged, "organisation_merges.to", null, survivor.Reference);
                break;
            default:
                var grant = new Grant
                {
                    Reference = $"g-new-{number}",
                    Title = $"New grant {number}",
                    CurrencyCode = "USD",
                    Amount = random.Next(1, 1_000_000),
                    Awarded = PartialDate.OfYear(2020),
                    Stage = Stage.Awarded,
                    FunderType = FunderType.Public,
                    ProgrammeId = Any().ProgrammeId,
                    FunderId = Any().FunderId,
                };
                grant.Recipients.Add(new GrantRecipient { GrantId = grant.Id, Position = 1, Name = "Somebody new", CountryCode = "US" });
                scope.Create(grant);
                break;
        }

        async Task<Programme> AnyProgrammeAsync() =>
            await context.Programmes.OrderBy(programme => programme.Reference).Skip(random.Next(100)).FirstAsync(Cancel);
    }

    private static async Task<Dictionary<string, List<string>>> ReadAsync(PortalDbContext context)
    {
        var groups = await context.GrantGroups.AsNoTracking().ToDictionaryAsync(group => group.Id, Cancel);
        string Key(int id) => string.Join(' ', groups[id].Tags);
        string Number(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "-";
        return new Dictionary<string, List<string>>
        {
            ["entries"] = [.. (await context.GrantEntries.AsNoTracking().OrderBy(entry => entry.GrantId).ToListAsync(Cancel)).Select(entry =>
                $"{entry.GrantId} {Key(entry.GroupId)} {Number(entry.Amount)} {Number(entry.Euros)} {Number(entry.AmountKey)} {entry.AwardedKey:O} {entry.StartKey:O} {entry.UpdatedKey:O} {entry.TitleKey} "
                + $"{string.Join(',', entry.Recipients)} {string.Join(',', entry.Shares.Select(Number))} {entry.Words} {string.Join(',', entry.Tags)}")],
            ["groups"] = [.. groups.Values.Select(group => $"{Key(group.Id)} {group.ProgrammeId} {group.FunderId} {group.Grants} {group.Disclosed} {Number(group.Amount)} {group.Converted} {Number(group.Euros)}")
                .Order(StringComparer.Ordinal)],
            ["recipients"] = [.. (await context.GrantGroupRecipients.AsNoTracking().ToListAsync(Cancel))
                .Select(row => $"{Key(row.GroupId)} {row.OrganisationId} {row.Grants} {row.Disclosed} {Number(row.Amount)} {row.Converted} {Number(row.Euros)} {row.Shared} {Number(row.Share)}").Order(StringComparer.Ordinal)],
            ["counts"] = [.. (await context.GrantCounts.AsNoTracking().ToListAsync(Cancel))
                .Select(count => $"{count.CountryCode} {count.ProgrammeId} {count.Count} {string.Join(',', count.Latest)}").Order(StringComparer.Ordinal)],
            ["years"] = [.. (await context.GrantYearSums.AsNoTracking().ToListAsync(Cancel))
                .Select(sum => $"{sum.CountryCode} {sum.CurrencyCode} {sum.Year} {sum.Grants} {sum.Added} {Number(sum.Amount)}").Order(StringComparer.Ordinal)],
            ["recipient sums"] = [.. (await context.GrantRecipientSums.AsNoTracking().ToListAsync(Cancel))
                .Select(sum => $"{sum.CountryCode} {sum.CurrencyCode} {sum.Place} {sum.OrganisationId} {sum.Name} {sum.Grants} {sum.Added} {Number(sum.Amount)}").Order(StringComparer.Ordinal)],
        };
    }
}
