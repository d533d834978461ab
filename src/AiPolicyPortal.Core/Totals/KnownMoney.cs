using System.Collections.Concurrent;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// What was known at an instant and said by a day: rules 1 and 2 of a total. Figures are numbered in the order of their references,
/// so the smaller number is the smaller reference. Made once, it answers any number of questions about that instant and day.
/// </summary>
public sealed class KnownMoney
{
    /// <summary>Ranks an announcement without a known source behind every tier.</summary>
    private const int NoTier = int.MaxValue;

    private const int KeptConverters = 32;
    private const int KeptVerdicts = 8;

    private readonly TotalFigure[] figures;
    private readonly PartialDate[] statedOn;
    private readonly Dictionary<string, TotalAnnouncement> announcements;
    private readonly int[] programmes;
    private readonly bool[] contradicted;
    private readonly bool[] preferred;
    private readonly Dictionary<string, int> numbers;
    private readonly Dictionary<string, int> tiers;
    private readonly SameMoneyGroups groups;
    private readonly Lazy<ILookup<string, int>> byAnnouncement;
    private readonly Lazy<ILookup<int, int>> byGroup;
    private readonly Lazy<ILookup<int, int>> byProgramme;
    private readonly ConcurrentDictionary<ConversionTarget, Converter> converters = new();
    private readonly ConcurrentDictionary<string, WorldVerdicts> verdicts = new(StringComparer.Ordinal);

    public KnownMoney(MoneyFacts facts, DateTimeOffset asOf, PartialDate? statedTo = null)
    {
        (AsOf, StatedTo, Tables) = (asOf, statedTo, facts.Tables);
        announcements = Versions.At(facts.Announcements, announcement => announcement.Reference, asOf);
        figures = [.. facts.Figures
            .Where(figure => figure.Known.Holds(asOf) && !(announcements[figure.Announcement].Date > statedTo))
            .OrderBy(figure => figure.Reference, StringComparer.Ordinal)];
        statedOn = [.. figures.Select(figure => announcements[figure.Announcement].Date)];
        numbers = new Dictionary<string, int>(figures.Length, StringComparer.Ordinal);
        for (var number = 0; number < figures.Length; number++)
            numbers.Add(figures[number].Reference, number);

        Tree = new ProgrammeTree(Versions.At(facts.Programmes, programme => programme.Slug, asOf).Values);
        programmes = [.. figures.Select(figure => Tree.NumberOf(figure.Programme))];
        tiers = TierByAnnouncement(facts, asOf);
        preferred = new bool[figures.Length];
        foreach (var preference in facts.Preferences.Where(preference => preference.Known.Holds(asOf)))
        {
            if (numbers.TryGetValue(preference.Figure, out var figure))
                preferred[figure] = true;
        }

        var links = facts.Links.Where(link => link.Known.Holds(asOf))
            .Select(link => (link.Kind, From: NumberOf(link.From), To: NumberOf(link.To)))
            .Where(link => link.From is not null && link.To is not null)
            .ToLookup(link => link.Kind, link => (From: link.From!.Value, To: link.To!.Value));
        groups = new SameMoneyGroups(figures.Length, links.Where(kind => kind.Key != FigureLinkKind.PartOf).SelectMany(kind => kind));
        Revisions = new Arrows(figures.Length, [.. links[FigureLinkKind.Revises]]);
        Revised = new Arrows(figures.Length, [.. links[FigureLinkKind.Revises].Select(link => (link.To, link.From))]);
        SaidAgain = new Arrows(figures.Length, [.. links[FigureLinkKind.Restates], .. links[FigureLinkKind.Revises]]);
        WholesToParts = new Arrows(figures.Length, [.. links[FigureLinkKind.PartOf].Select(link => (groups[link.To], groups[link.From]))]);
        PartsToWholes = new Arrows(figures.Length, [.. links[FigureLinkKind.PartOf].Select(link => (groups[link.From], groups[link.To]))]);
        contradicted = new bool[figures.Length];
        foreach (var (from, to) in links[FigureLinkKind.Contradicts])
            contradicted[from] = contradicted[to] = true;
        byAnnouncement = new(() => Enumerable.Range(0, figures.Length).ToLookup(figure => figures[figure].Announcement, StringComparer.Ordinal));
        byProgramme = new(() => Enumerable.Range(0, figures.Length).ToLookup(figure => programmes[figure]));
        byGroup = new(() => Enumerable.Range(0, figures.Length).ToLookup(figure => groups[figure]));
    }

    public DateTimeOffset AsOf { get; }

    public PartialDate? StatedTo { get; }

    internal ReferenceTables Tables { get; }

    internal ProgrammeTree Tree { get; }

    /// <summary>From each figure to those it revises.</summary>
    internal Arrows Revisions { get; }

    /// <summary>From each figure to those that revise it.</summary>
    internal Arrows Revised { get; }

    /// <summary>From each figure to those that it restates or revises.</summary>
    internal Arrows SaidAgain { get; }

    /// <summary>Whether days, months or years that figures were stated in leave it open that one came before another.</summary>
    internal bool MayPrecede(int before, int figure) => statedOn[before].FirstDay <= statedOn[figure].LastDay;

    /// <summary>From each group to the groups of its parts.</summary>
    internal Arrows WholesToParts { get; }

    /// <summary>From each group to the groups it lies inside.</summary>
    internal Arrows PartsToWholes { get; }

    /// <summary>What becomes of each figure in the plain total it belongs to; those in euros, and in the few other currencies asked for first, are kept.</summary>
    /// <param name="currency">ISO 4217; null for euros, as totals are where nothing is asked.</param>
    internal WorldVerdicts VerdictsIn(string? currency) => currency is null or TotalQuery.Euro || verdicts.Count < KeptVerdicts
        ? verdicts.GetOrAdd(currency ?? TotalQuery.Euro, static (asked, money) => new WorldVerdicts(money, asked), this)
        : verdicts.GetValueOrDefault(currency) ?? new WorldVerdicts(this, currency);

    internal int Count => figures.Length;

    /// <summary>Expresses amounts in a target, by the rates known at <see cref="AsOf"/>; those asked for first are kept.</summary>
    internal Converter ConverterTo(ConversionTarget target) => converters.Count >= KeptConverters
        ? converters.GetValueOrDefault(target) ?? new Converter(Tables, target, AsOf)
        : converters.GetOrAdd(target, static (asked, money) => new Converter(money.Tables, asked, money.AsOf), this);

    internal TotalFigure this[int figure] => figures[figure];

    internal PartialDate StatedOn(int figure) => statedOn[figure];

    internal PartialDate DateOf(string announcement) => announcements[announcement].Date;

    internal int GroupOf(int figure) => groups[figure];

    /// <summary>The figures of a group, in order.</summary>
    internal IEnumerable<int> InGroup(int group) => byGroup.Value[group];

    /// <summary>The figures of a programme itself, in order.</summary>
    internal IEnumerable<int> InProgramme(int programme) => byProgramme.Value[programme];

    /// <summary>The announcements that state figures, by reference, with their figures in order.</summary>
    internal ILookup<string, int> ByAnnouncement => byAnnouncement.Value;

    internal int ProgrammeOf(int figure) => programmes[figure];

    internal string? CountryOf(int figure) => programmes[figure] == ProgrammeTree.None ? null : Tree[programmes[figure]].Country;

    internal bool Contradicted(int figure) => contradicted[figure];

    internal bool Preferred(int figure) => preferred[figure];

    /// <summary>The best tier among the sources of the figure's announcement, 1 before 4.</summary>
    internal int Tier(int figure) => tiers.GetValueOrDefault(figures[figure].Announcement, NoTier);

    internal bool HasTier(int figure) => Tier(figure) != NoTier;

    internal int? NumberOf(string reference) => numbers.TryGetValue(reference, out var number) ? number : null;

    /// <summary>The slugs of the programmes in a set.</summary>
    internal IReadOnlyList<string> ProgrammesIn(ProgrammeSet set)
    {
        var members = Tree.Members(set);
        return [.. Enumerable.Range(0, members.Length).Where(programme => members[programme]).Select(programme => Tree[programme].Slug)];
    }

    private static Dictionary<string, int> TierByAnnouncement(MoneyFacts facts, DateTimeOffset asOf)
    {
        var sources = Versions.At(facts.Sources, source => source.Reference, asOf);
        var tiers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var announcement in facts.Citations.GroupBy(citation => citation.Announcement, StringComparer.Ordinal))
        {
            // As with versions, what was recorded first stands in for the time before.
            var first = announcement.Min(citation => citation.Known.RecordedAt);
            var instant = first > asOf ? first : asOf;
            var best = announcement.Where(citation => citation.Known.Holds(instant)).Select(citation => sources[citation.Source].Tier).DefaultIfEmpty(NoTier);
            tiers.Add(announcement.Key, best.Min());
        }

        return tiers;
    }
}
