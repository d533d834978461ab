using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Everything totals rest on, as one publication left it.</summary>
public sealed class MoneySnapshot
{
    private const int MostRecent = 4;

    private readonly Lazy<KnownMoney> settled;
    private readonly Lazy<Comparable> comparable;
    private readonly List<(DateTimeOffset AsOf, PartialDate? StatedTo, Lazy<KnownMoney> Money)> recent = [];
    private volatile DatedPromises? promises;

    public MoneySnapshot() => (settled, comparable) = (new Lazy<KnownMoney>(Settle), new Lazy<Comparable>(Compare));

    /// <summary>The publication's number; zero when nothing was ever published.</summary>
    public required long Publication { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>From this instant on the facts stay as they are; it is later than the publication only where a record names a later instant.</summary>
    public required DateTimeOffset SettledAt { get; init; }

    public required MoneyFacts Facts { get; init; }

    /// <summary>What the facts were made of, for the next snapshot; null for one of the past.</summary>
    internal MoneyRows? Rows { get; init; }

    public required IReadOnlyDictionary<string, CountryLabel> Countries { get; init; }

    /// <summary>Names by slug.</summary>
    public required IReadOnlyDictionary<string, string> ProgrammeNames { get; init; }

    /// <summary>Titles by reference.</summary>
    public required IReadOnlyDictionary<string, string> AnnouncementTitles { get; init; }

    /// <summary>When each programme that names an end ends, by slug.</summary>
    public required IReadOnlyDictionary<string, PartialDate> ProgrammeEnds { get; init; }

    /// <summary>What the recorded grants show of their programmes.</summary>
    public required IReadOnlyList<GrantTrace> GrantTraces { get; init; }

    /// <summary>The promises outstanding on a day, in the order of their references; worked out once a day.</summary>
    internal IReadOnlyList<Promise> PromisesOn(DateOnly today)
    {
        var held = promises;
        if (held?.Today == today)
            return held.Promises;
        held = new DatedPromises(today, PromiseRule.Outstanding(Known(SettledAt), today, ProgrammeEnds, GrantTraces));
        promises = held;
        return held.Promises;
    }

    /// <summary>The countries and programmes that have figures now.</summary>
    public Comparable Comparable => comparable.Value;

    /// <summary>
    /// What was known at an instant. All instants from <see cref="SettledAt"/> on share one answer, which is made once;
    /// questions must be about its <see cref="KnownMoney.AsOf"/>.
    /// </summary>
    public KnownMoney Known(DateTimeOffset asOf, PartialDate? statedTo = null) =>
        asOf < SettledAt ? Recent(asOf, statedTo)
        : statedTo is null ? settled.Value
        : Recent(SettledAt, statedTo);

    // Whoever asks about the past asks again: the page, its groups, its explanation, its export.
    private KnownMoney Recent(DateTimeOffset asOf, PartialDate? statedTo)
    {
        Lazy<KnownMoney> money;
        lock (recent)
        {
            var at = recent.FindIndex(known => known.AsOf == asOf && known.StatedTo == statedTo);
            money = at < 0 ? new Lazy<KnownMoney>(() => new KnownMoney(Facts, asOf, statedTo)) : recent[at].Money;
            if (at >= 0 || recent.Count == MostRecent)
            {
                recent.RemoveAt(Math.Max(at, 0));
            }

            recent.Add((asOf, statedTo, money));
        }

        return money.Value;
    }

    private KnownMoney Settle() => new(Facts, SettledAt);

    private sealed record DatedPromises(DateOnly Today, IReadOnlyList<Promise> Promises);

    private Comparable Compare()
    {
        var money = settled.Value;
        List<int> figures = [.. Enumerable.Range(0, money.Count)];
        return new Comparable(
            [.. figures.Select(money.CountryOf).OfType<string>().CountBy(code => code, StringComparer.Ordinal).Where(pair => Countries.ContainsKey(pair.Key))
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (Countries[pair.Key], pair.Value))],
            [.. figures.SelectMany(figure => money.Tree.SelfAndAncestors(money.ProgrammeOf(figure))).Distinct().Select(programme => money.Tree[programme].Slug)
                .Select(slug => new RecordLabel(slug, ProgrammeNames[slug])).OrderBy(programme => programme.Name, StringComparer.OrdinalIgnoreCase)]);
    }
}
