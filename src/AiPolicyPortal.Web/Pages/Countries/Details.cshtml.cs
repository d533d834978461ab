using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Core.Traces;
using AiPolicyPortal.Web.Charts;
using AiPolicyPortal.Web.Formatting;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Countries;

/// <summary>The dashboard of a country: its money by stage, what of it was new, every statement, programmes, grants, releases and rules.</summary>
public sealed class DetailsModel(CountryQueries countries, TotalQueries totals, OpenQueries open, ChartCatalogue charts) : PageModel
{
    public CountryDetail Record { get; private set; } = null!;

    /// <summary>In the currency asked for or, where none is, in that most of its figures are stated in; null when no money is recorded.</summary>
    public StageLadder? Ladder { get; private set; }

    public Chart? NewMoney { get; private set; }

    public Chart? Statements { get; private set; }

    public ProgrammeOutline? Outline { get; private set; }

    /// <summary>Names of programmes by reference.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    /// <summary>Null when no grant of its public money is recorded.</summary>
    public Chart? Grants { get; private set; }

    /// <summary>How open its publicly funded releases are, and its programmes that promised open source; null when there is neither.</summary>
    public OpenReport? Open { get; private set; }

    /// <summary>Anchors of what the page has, with the keys of their names.</summary>
    public IEnumerable<(string Anchor, string Label)> Sections => new (string Anchor, string Label, bool Shown)[]
    {
        ("stages", "Ladder.Title", Ladder is not null),
        ("new-money", "Countries.NewMoney", NewMoney is not null),
        ("statements", "Countries.Statements", Statements is not null),
        ("programmes", "Nav.Programmes", Record.Country.ProgrammeCount > 0),
        ("grants-paid", "Countries.GrantsPaid", Grants is not null),
        ("releases", "Nav.Releases", Record.Releases.Count > 0),
        ("open", "Nav.Open", Open is not null),
        ("governance", "Nav.Governance", Record.Governance.Count > 0),
        ("announcements", "Nav.Announcements", Record.Announcements.Count > 0),
        ("grants", "Countries.Grants", Record.Grants.Count > 0),
    }.Where(section => section.Shown).Select(section => (section.Anchor, section.Label));

    /// <summary>How many records of each kind, with the list that has them all; only those that have any.</summary>
    public IEnumerable<(string Label, string Path, int Count)> Tiles => new[]
    {
        ("Nav.Programmes", "/programmes", Record.Country.ProgrammeCount),
        ("Nav.Figures", "/figures", Record.Country.FigureCount),
        ("Nav.Announcements", "/announcements", Record.AnnouncementCount),
        ("Countries.Grants", "/grants", Record.Country.GrantCount),
        ("Nav.Releases", "/releases", Record.Country.ReleaseCount),
        ("Nav.Governance", "/governance", Record.Country.GovernanceCount),
        ("Nav.Organisations", "/organisations", Record.Country.OrganisationCount),
    }.Where(tile => tile.Item3 > 0);

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellationToken)
    {
        CountryDetail? country;
        string? currency = null;
        try
        {
            await this.ReadAsOfAsync(cancellationToken, parameters => currency = RecordCurrency.Read(parameters));
            country = await countries.FindAsync(code, cancellationToken) is { } found ? await RecordCurrency.InAsync(countries, found, currency, cancellationToken) : null;
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }

        if (country is null)
        {
            return NotFound();
        }

        if (country.Country.Code != code)
        {
            return RedirectPermanent($"/countries/{country.Country.Code}{PageAddress.QueryWith(HttpContext)}");
        }

        Record = country;
        ViewData[RecordCurrency.Parameter] = currency;
        await LoadMoneyAsync(currency, cancellationToken);
        var report = await open.ReadAsync(new OpenFilter { Country = new([country.Country.Code], []) }, cancellationToken);
        Open = report is { Programmes.Count: 0, Total.Releases: 0 } ? null : report;
        return Page();
    }

    /// <summary>What the first screen shows, in a sentence.</summary>
    public string Sentence(MoneyText words, IStringLocalizer<Interface> texts)
    {
        var stated = Ladder?.Lines.FirstOrDefault(line => line.FunderType == FunderType.Public)?.Rungs ?? [];
        var counted = stated.Where(rung => rung.IsCounted).ToList();
        // What somebody recommends is nobody's money; it is told where there is nothing else.
        var rungs = counted.Exists(rung => rung.Stage != Stage.Recommended) ? counted.FindAll(rung => rung.Stage != Stage.Recommended) : counted;
        return rungs.Count == 0
            ? stated.Any(rung => rung.Sum.NotConvertedCount > 0) ? texts["Countries.NoRate", words.CurrencyName(Ladder!.Currency)] : texts["Countries.NoMoney"]
            : texts["Countries.Sentence", string.Join(", ", rungs.Select(rung => texts[
                "Countries.SentenceStage", texts.Label(rung.Stage).ToLowerInvariant(), words.Compact(rung.Low, rung.High, Ladder!.Currency)].Value))];
    }

    private async Task LoadMoneyAsync(string? currency, CancellationToken cancellationToken)
    {
        var code = Record.Country.Code;
        Ladder = await totals.LadderAsync(new ProgrammeSet { Countries = [code] }, currency, cancellationToken);
        if (Ladder is not null)
        {
            (string, string)[] asked = [("country", code), ("currency", Ladder.Currency), .. HttpContext.AskedAsOf()];
            NewMoney = Shown(await charts.MakeAsync("new-money", cancellationToken, asked));
            Statements = Shown(await charts.MakeAsync("statements", cancellationToken, asked));
            (Outline, Names) = await totals.OutlineAsync(code, Ladder.Currency, cancellationToken);
        }

        if (Record.GrantsPaid.Count > 0)
            Grants = await charts.MakeAsync("grants-by-year", cancellationToken, [("country", code), .. HttpContext.AskedAsOf()]);
    }

    private static Chart? Shown(Chart? chart) => chart is { Rows.Count: > 0 } ? chart : null;
}
