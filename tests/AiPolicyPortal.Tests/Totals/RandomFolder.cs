using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Totals;
using CsCheck;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>Random data folders, small and dense with links, so that the rules meet each other.</summary>
internal static class RandomFolder
{
    private static readonly string[] Dates = ["2020", "2020-06", "2020-06-15", "2021-01-01", "2021-06", "2021-06-30", "2021-12-31", "2021"];

    /// <summary>Half of what a folder holds is recorded after this instant, or withdrawn.</summary>
    public static DateTimeOffset Middle { get; } = Folder.At(2024);

    /// <summary>When the last of it was recorded.</summary>
    public static DateTimeOffset Last { get; } = Folder.At(2026);

    private static Gen<Timeline> Known { get; } = Gen.Frequency(
        (6, Gen.Const(Folder.Known(2020))),
        (1, Gen.Const(Folder.Known(2022))),
        (1, Gen.Const(Folder.Known(2025))),
        (1, Gen.Const(Folder.Known(2021, 2023))),
        (1, Gen.Const(Folder.Known(2022, 2026))));

    private static Gen<string> Date { get; } = Gen.OneOfConst(Dates);

    private static Gen<ReferenceTables> Tables { get; } = Gen.Decimal[0.5m, 3m].Array[3].Select(rates => new ReferenceTables
    {
        EuroDaily = new RateTable(
        [
            new RatePoint("USD", new DateOnly(2020, 6, 1), decimal.Round(rates[0], 4), Folder.Known(2020)),
            new RatePoint("USD", new DateOnly(2021, 6, 20), decimal.Round(rates[1], 4), Folder.Known(2020, 2025)),
            new RatePoint("USD", new DateOnly(2021, 6, 20), decimal.Round(rates[2], 4), Folder.Known(2025)),
        ]),
    });

    private static Gen<TotalProgramme[]> Programmes { get; } = Gen.Select(
        Gen.Int[-1, 3],
        Gen.OneOfConst("FR", "DE", "EU", null),
        Gen.OneOfConst<Theme[]>([], [Theme.Data], [Theme.Data, Theme.Research]),
        Gen.OneOfConst(2020, 2022),
        (parent, country, themes, year) => (parent, country, themes, year)).Array[5].Select(rows => rows.Select((row, at) => new TotalProgramme(
            $"p{at}", row.parent >= 0 && row.parent < at ? $"p{row.parent}" : null, row.country, row.themes, Folder.At(row.year))).ToArray());

    private static Gen<TotalFigure[]> Figures { get; } = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 4],
        Gen.Enum<Stage>().Where(stage => stage <= Stage.Announced),
        Gen.Frequency((8, Gen.Const(Standing.Stands)), (1, Gen.Enum<Standing>())),
        Gen.Frequency((8, Gen.Int[1, 999].Select(amount => (int?)amount)), (1, Gen.Const((int?)null))),
        Gen.Frequency((5, Gen.Const("EUR")), (2, Gen.Const("USD")), (1, Gen.Const("AED")), (1, Gen.Const("NGN"))),
        Gen.Select(
            Gen.Frequency((8, Gen.Const(AmountBasis.Total)), (1, Gen.Const(AmountBasis.Annual))),
            Gen.OneOfConst<int?>(null, 2021, 2023),
            Gen.Frequency((4, Gen.Const(FunderType.Public)), (1, Gen.Const(FunderType.Mixed)))),
        Gen.Select(Gen.Enum<Confidence>(), Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true))), Known),
        (announcement, programme, stage, standing, amount, currency, money, rest) => new TotalFigure(
            "", $"p{programme}", $"a{announcement}", stage, standing, amount is null ? Nature.Undisclosed : Nature.Exact, amount / 8m, amount / 8m, currency,
            money.Item1, 2021, money.Item2, money.Item3, Instrument.Grant, rest.Item1, rest.Item2, rest.Item3))
        .Array[1, 12].Select(figures => figures.Select((figure, at) => figure with { Reference = $"f{at}" }).ToArray());

    private static Gen<TotalLink[]> Links { get; } = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Enum<FigureLinkKind>(), Known,
        (from, to, kind, known) => new TotalLink($"f{from}", kind, $"f{to}", known)).Array[0, 12];

    public static Gen<MoneyFacts> Facts { get; } = Gen.Select(
        Programmes,
        Figures,
        Links,
        Gen.Select(Date, Date, Gen.OneOfConst(2021, 2025)).Array[6],
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 4], Known).Array[6],
        Gen.Select(Gen.Int[0, 11], Known).Array[0, 2],
        Tables,
        (programmes, figures, links, dates, tiers, preferences, tables) => new MoneyFacts
        {
            Programmes = [.. programmes, .. programmes.Take(2).Select(programme => programme with { Parent = null, Country = "FR", RecordedAt = Folder.At(2025) })],
            Figures = figures,
            Links = WithoutCycles(links, figures.Length),
            Announcements = [.. dates.SelectMany((date, at) => new[]
            {
                new TotalAnnouncement($"a{at}", PartialDate.Parse(date.Item1), Folder.Start),
                new TotalAnnouncement($"a{at}", PartialDate.Parse(date.Item2), Folder.At(date.Item3)),
            })],
            Sources = [.. tiers.SelectMany((tier, at) => new[]
            {
                new TotalSource($"s{at}", tier.Item1, Folder.Start),
                new TotalSource($"s{at}", tier.Item2, Folder.At(2025)),
            })],
            Citations = [.. tiers.Select((tier, at) => new TotalCitation($"a{at}", $"s{at}", tier.Item3)), new TotalCitation("a0", "s1", Folder.Known(2022))],
            Preferences = [.. preferences.Select(preference => new TotalPreference($"f{preference.Item1}", preference.Item2))],
            Tables = tables,
        });

    /// <summary>When, where and how surely something more is said.</summary>
    public static Gen<Utterance> Saying { get; } = Gen.Select(
        Date, Gen.Int[1, 4], Gen.Enum<Confidence>(), (date, tier, confidence) => new Utterance(date, tier, confidence));

    public static MoneyFacts Shuffle(MoneyFacts facts, Random random) => facts with
    {
        Figures = Shuffled(facts.Figures, random),
        Links = Shuffled(facts.Links, random),
        Announcements = Shuffled(facts.Announcements, random),
        Sources = Shuffled(facts.Sources, random),
        Citations = Shuffled(facts.Citations, random),
        Preferences = Shuffled(facts.Preferences, random),
        Programmes = Shuffled(facts.Programmes, random),
    };

    /// <summary>Withdraws after the middle some of what stood at it, and records another folder's worth of everything after all the rest.</summary>
    public static MoneyFacts PublishLater(MoneyFacts facts, MoneyFacts more, Random random)
    {
        var later = new Timeline(Last.AddDays(1));
        Timeline Withdrawn(Timeline known) => known.WithdrawnAt is null && random.Next(2) == 0 && known.RecordedAt <= Middle
            ? known with { WithdrawnAt = Middle.AddDays(2) }
            : known;
        return new MoneyFacts
        {
            Figures = [.. facts.Figures.Select(figure => figure with { Known = Withdrawn(figure.Known) }),
                .. more.Figures.Select(figure => figure with { Reference = "g" + figure.Reference, Known = later })],
            Links = [.. facts.Links.Select(link => link with { Known = Withdrawn(link.Known) }),
                .. more.Links.Select(link => link with { Known = later }),
                .. more.Links.Select(link => link with { From = "g" + link.From, Known = later })],
            Announcements = [.. facts.Announcements, .. more.Announcements.Select(version => version with { RecordedAt = later.RecordedAt })],
            Sources = [.. facts.Sources, .. more.Sources.Select(version => version with { RecordedAt = later.RecordedAt })],
            Citations = [.. facts.Citations.Select(citation => citation with { Known = Withdrawn(citation.Known) }),
                .. more.Citations.Select(citation => citation with { Known = later })],
            Preferences = [.. facts.Preferences.Select(preference => preference with { Known = Withdrawn(preference.Known) }),
                .. more.Preferences.Select(preference => preference with { Known = later })],
            Programmes = [.. facts.Programmes, .. more.Programmes.Select(version => version with { RecordedAt = later.RecordedAt })],
            Tables = facts.Tables,
        };
    }

    private static T[] Shuffled<T>(IReadOnlyCollection<T> rows, Random random)
    {
        var shuffled = rows.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>Takes each link that closes no cycle with those before it, as the portal would.</summary>
    private static List<TotalLink> WithoutCycles(IEnumerable<TotalLink> links, int figures)
    {
        var names = Enumerable.Range(0, figures).Select(at => $"f{at}").ToHashSet();
        var taken = new List<TotalLink>();
        foreach (var link in links.Where(link => link.From != link.To && names.Contains(link.From) && names.Contains(link.To)))
        {
            if (LinkCycles.Find([.. taken, link]).Count == 0)
                taken.Add(link);
        }

        return taken;
    }
}

internal sealed record Utterance(string Date, int Tier, Confidence Confidence)
{
    /// <summary>Adds a figure with an announcement and a source of its own, known since the beginning.</summary>
    public MoneyFacts Add(MoneyFacts facts, TotalFigure figure) => facts with
    {
        Figures = [.. facts.Figures, figure with { Known = new Timeline(Folder.Start) }],
        Announcements = [.. facts.Announcements, new TotalAnnouncement(figure.Announcement, PartialDate.Parse(Date), Folder.Start)],
        Sources = [.. facts.Sources, new TotalSource("s-new", Tier, Folder.Start)],
        Citations = [.. facts.Citations, new TotalCitation(figure.Announcement, "s-new", new Timeline(Folder.Start))],
    };
}

internal static class MoneyFactsExtensions
{
    public static MoneyFacts With(this MoneyFacts facts, TotalLink link) => facts with { Links = [.. facts.Links, link] };
}
