using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Articles;

/// <summary>The drafts of one article, in the rows of the data folder.</summary>
internal sealed class EntryDrafts(PortalDbContext db, ReadArticle read, EntryChoices choices, Actor actor)
{
    private const int EvidenceMaxLength = 1000;

    private readonly FreeReferences references = new(db);
    private readonly List<Draft> drafts = [];

    public async Task<IReadOnlyList<Draft>> MakeAsync(CancellationToken cancellationToken)
    {
        var country = choices.Country.ToLowerInvariant();
        // A page that is cited already is the same source.
        var source = await AnnouncementEntry.SourceOfAsync(db, choices.Source.Address, cancellationToken) ?? await SourceAsync(cancellationToken);
        var announcement = Add(
            RecordKind.Announcement, await references.NumberedAsync(RecordKind.Announcement, $"a-{country}-", "000", cancellationToken), "announcements.csv",
            ("date", choices.Date.ToString()), ("title", choices.Title), ("sources", source));
        var programme = choices.NewProgramme is { } made ? await ProgrammeAsync(made, country, cancellationToken) : choices.Programme;
        foreach (var index in choices.Amounts)
        {
            var reference = await references.NumberedAsync(RecordKind.Figure, $"f-{country}-", "000", cancellationToken);
            await FigureAsync(reference, index, programme!, announcement, cancellationToken);
        }

        foreach (var (name, type) in choices.Organisations)
        {
            Add(RecordKind.Organisation, await references.NamedAsync(RecordKind.Organisation, SlugOf(name), cancellationToken), "organisations.csv",
                ("name", name), ("type", type.Code()));
        }

        foreach (var (name, kind) in choices.Releases)
        {
            Add(RecordKind.Release, await references.NamedAsync(RecordKind.Release, SlugOf(name), cancellationToken), "releases.csv",
                ("name", name), ("kind", kind.Code()), ("origin", "portal"), ("announced", choices.Date.ToString()), ("announced_in", announcement), ("sources", source));
        }

        return drafts;
    }

    /// <summary>Small letters, digits and single hyphens: <c>Plan Île-de-France 2</c> is <c>plan-ile-de-france-2</c>.</summary>
    internal static string SlugOf(string name)
    {
        var words = Tokens.Of(name).Where(token => token.Kind != TokenKind.Symbol)
            .Select(token => new string([.. token.Folded.Where(char.IsAsciiLetterOrDigit)])).Where(word => word.Length > 0);
        var slug = string.Join('-', words);
        return slug.Length == 0 ? "new" : slug.Length > 60 ? slug[..60].TrimEnd('-') : slug;
    }

    private async Task<string> SourceAsync(CancellationToken cancellationToken) => Add(
        RecordKind.Source, await references.NumberedAsync(RecordKind.Source, "s-", "0000", cancellationToken), "sources.csv",
        ("url", choices.Source.Address.AbsoluteUri), ("title", choices.Source.Title), ("publisher", choices.Source.Publisher),
        ("published", choices.Source.Published?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("tier", choices.Source.Tier.ToString(CultureInfo.InvariantCulture)), ("language", Lexicon.Of(read.Article.Language).Code));

    private async Task<string> ProgrammeAsync(EntryProgramme made, string country, CancellationToken cancellationToken) => Add(
        RecordKind.Programme, await references.NamedAsync(RecordKind.Programme, $"{country}-{SlugOf(made.Name)}", cancellationToken), "programmes.csv",
        ("name", made.Name), ("country", choices.Country), ("status", "announced"), ("start_date", choices.Date.ToString()),
        ("themes", string.Join(';', made.Themes)), ("open_source_commitment", made.Commitment.Code()));

    private async Task FigureAsync(string reference, int index, string programme, string announcement, CancellationToken cancellationToken)
    {
        var amount = read.Proposals.Amounts[index];
        var links = choices.Links.Where(link => link.Amount == index).ToList();
        var (funder, instrument) = await OfRelatedAsync(links, cancellationToken);
        var sentence = amount.Sentence.Words.ReplaceLineEndings(" ").Trim();
        Add(RecordKind.Figure, reference, "figures.csv",
            ("programme", programme), ("announcement", announcement), ("stage", amount.Stage.Code()), ("nature", amount.Nature.Code()),
            ("amount_low", Plain(amount.Low)), ("amount_high", Plain(amount.High)), ("currency", amount.Currency), ("basis", amount.Basis.Code()),
            ("period_start_year", amount.PeriodStart?.ToString(CultureInfo.InvariantCulture)), ("period_end_year", amount.PeriodEnd?.ToString(CultureInfo.InvariantCulture)),
            ("funder_type", (choices.Funder ?? funder).Code()), ("instrument", instrument.Code()), ("confidence", choices.Confidence.Code()), ("standing", "stands"),
            ("evidence", sentence.Length <= EvidenceMaxLength ? sentence : amount.Quote.Words));
        foreach (var link in links)
        {
            drafts[^1].Rows.Add("figure_links.csv", new() { ["kind"] = link.Kind.Code(), ["to"] = link.Figure });
        }
    }

    // The same money has the same funder, and money that is said again is paid in the same way.
    private async Task<(FunderType Funder, Instrument Instrument)> OfRelatedAsync(List<EntryLink> links, CancellationToken cancellationToken)
    {
        var named = links.ConvertAll(link => link.Figure);
        var figures = await db.Figures.AsNoTracking().Where(figure => named.Contains(figure.Reference))
            .ToDictionaryAsync(figure => figure.Reference, figure => (figure.FunderType, figure.Instrument), cancellationToken);
        var known = links.Where(link => figures.ContainsKey(link.Figure)).ToList();
        return (known.Select(link => figures[link.Figure].FunderType).FirstOrDefault(funder => funder != FunderType.Unknown, FunderType.Unknown),
            known.Where(link => link.Kind == FigureLinkKind.Restates).Select(link => figures[link.Figure].Instrument)
                .FirstOrDefault(instrument => instrument != Instrument.Unknown, Instrument.Unknown));
    }

    private string Add(RecordKind kind, string reference, string file, params (string Column, string? Text)[] cells)
    {
        var rows = new RecordRows();
        rows.Add(file, cells.Where(cell => !string.IsNullOrWhiteSpace(cell.Text))
            .ToDictionary(cell => cell.Column, cell => VisibleText.Without(cell.Text!).Trim()));
        drafts.Add(new Draft { Kind = kind, Reference = reference, Rows = rows, UpdatedBy = actor.Name });
        return reference;
    }

    private static string Plain(decimal amount) => amount.ToString("0.########", CultureInfo.InvariantCulture);
}
