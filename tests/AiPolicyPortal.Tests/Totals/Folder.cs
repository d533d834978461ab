using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>A small data folder put together by a test. Everything is known since <see cref="Start"/> unless a test says otherwise.</summary>
internal sealed class Folder
{
    private readonly List<TotalFigure> figures = [];
    private readonly List<TotalLink> links = [];
    private readonly List<TotalPreference> preferences = [];
    private readonly List<TotalAnnouncement> announcements = [];
    private readonly List<TotalSource> sources = [];
    private readonly List<TotalCitation> citations = [];
    private readonly List<TotalProgramme> programmes = [];

    public static DateTimeOffset Start { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset Now { get; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public ReferenceTables Tables { get; init; } = ReferenceTables.Empty;

    public static Timeline Known(int year, int? withdrawn = null) => new(At(year), withdrawn is { } end ? At(end) : null);

    public static DateTimeOffset At(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds a figure with an announcement of its own, unless one is named.</summary>
    public Folder Figure(
        string reference,
        decimal? amount,
        string stated = "2021-06-15",
        string programme = "p",
        string currency = "EUR",
        Stage stage = Stage.Announced,
        Standing standing = Standing.Stands,
        FunderType funder = FunderType.Public,
        Instrument instrument = Instrument.Unknown,
        Confidence confidence = Confidence.High,
        int tier = 1,
        decimal? high = null,
        (int? Start, int? End)? annual = null,
        bool additional = false,
        string? announcement = null,
        Timeline? known = null,
        int? periodEnd = null)
    {
        var said = announcement ?? "a-" + reference;
        if (announcements.All(other => other.Reference != said))
            Announcement(said, stated, tier);
        var nature = amount is null ? Nature.Undisclosed : high is null ? Nature.Exact : Nature.Range;
        figures.Add(new TotalFigure(
            reference, programme, said, stage, standing, nature, amount, high ?? amount, currency, annual is null ? AmountBasis.Total : AmountBasis.Annual,
            annual?.Start, annual?.End ?? periodEnd, funder, instrument, confidence, additional, known ?? new Timeline(Start)));
        return this;
    }

    public Folder Announcement(string reference, string stated, int? tier = 1, DateTimeOffset? recordedAt = null)
    {
        announcements.Add(new TotalAnnouncement(reference, PartialDate.Parse(stated), recordedAt ?? Start));
        return tier is { } known ? Cite(reference, known) : this;
    }

    public Folder Cite(string announcement, int tier, Timeline? known = null)
    {
        var source = $"s-{announcement}-{citations.Count}";
        sources.Add(new TotalSource(source, tier, Start));
        citations.Add(new TotalCitation(announcement, source, known ?? new Timeline(Start)));
        return this;
    }

    public Folder Tier(string source, int tier, DateTimeOffset recordedAt)
    {
        sources.Add(new TotalSource(source, tier, recordedAt));
        return this;
    }

    public Folder Link(string from, FigureLinkKind kind, string to, Timeline? known = null)
    {
        links.Add(new TotalLink(from, kind, to, known ?? new Timeline(Start)));
        return this;
    }

    public Folder Restates(string from, string to) => Link(from, FigureLinkKind.Restates, to);

    public Folder Revises(string from, string to) => Link(from, FigureLinkKind.Revises, to);

    public Folder Contradicts(string from, string to) => Link(from, FigureLinkKind.Contradicts, to);

    public Folder PartOf(string from, string to) => Link(from, FigureLinkKind.PartOf, to);

    public Folder Prefer(string figure, Timeline? known = null)
    {
        preferences.Add(new TotalPreference(figure, known ?? new Timeline(Start)));
        return this;
    }

    public Folder Programme(string slug, string? parent = null, string? country = "FR", Theme[]? themes = null, DateTimeOffset? recordedAt = null)
    {
        programmes.Add(new TotalProgramme(slug, parent, country, themes ?? [Theme.Research], recordedAt ?? Start));
        return this;
    }

    public MoneyFacts Facts() => new()
    {
        Figures = figures,
        Links = links,
        Preferences = preferences,
        Announcements = announcements,
        Sources = sources,
        Citations = citations,
        Programmes = programmes,
        Tables = Tables,
    };

    /// <summary>Announced public money in euros as known now, changed as a test asks.</summary>
    public static TotalQuestion Ask(Func<TotalQuestion, TotalQuestion>? change = null)
    {
        var question = new TotalQuestion { Stage = Stage.Announced, Target = new ConversionTarget("EUR"), AsOf = Now };
        return change is null ? question : change(question);
    }

    public TotalAnswer Answer(Func<TotalQuestion, TotalQuestion>? change = null) => Total.Answer(Facts(), Ask(change));

    /// <summary>The total as one line: <c>low counted | figure reason&gt;because …</c>, for short assertions.</summary>
    public string Line(Func<TotalQuestion, TotalQuestion>? change = null) => LineOf(Answer(change).Total);

    public static string LineOf(TotalSum sum)
    {
        var counted = string.Join(' ', sum.Counted.Select(figure => figure.Figure.Reference));
        var left = sum.LeftOut.Select(figure => $"{figure.Figure.Reference} {figure.Reason.Code()}{(figure.Because is null ? "" : ">" + figure.Because)}");
        return FormattableString.Invariant($"{(sum.Low is { } low ? low.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture) : "null")}: {counted} | {string.Join(", ", left)}");
    }
}
