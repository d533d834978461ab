using AiPolicyPortal.Core.Articles;

namespace AiPolicyPortal.Web.Pages.Admin.Announcements;

/// <summary>A piece of an article's text.</summary>
/// <param name="Kind">The name of what it is quoted for, as in the texts <c>Article.Mark.*</c>; null for the words between.</param>
public sealed record TextPiece(string Words, string? Kind);

/// <summary>Cuts an article's text where its quotes begin and end.</summary>
public static class MarkedText
{
    public static IReadOnlyList<TextPiece> Of(ReadArticle read)
    {
        var text = read.Article.Text;
        var pieces = new List<TextPiece>();
        var at = 0;
        foreach (var (quote, kind) in WithoutOverlaps(Quotes(read.Proposals), text.Length).OrderBy(entry => entry.Quote.Start))
        {
            pieces.Add(new TextPiece(text[at..quote.Start], null));
            pieces.Add(new TextPiece(quote.Words, kind));
            at = quote.End;
        }

        pieces.Add(new TextPiece(text[at..], null));
        return pieces;
    }

    // The weightiest first: of quotes that overlap the first stays.
    private static IEnumerable<(Quote Quote, string Kind)> Quotes(ArticleProposals proposals) => proposals.Amounts.Select(amount => (amount.Quote, Kind: "Amount"))
        .Concat(proposals.Dates.Select(date => (date.Quote, Kind: "Date")))
        .Concat(proposals.Countries.Select(country => (country.Quote, Kind: "Country")))
        .Concat(proposals.Organisations.Select(name => (name.Quote, Kind: "Organisation")))
        .Concat(proposals.Releases.Select(name => (name.Quote, Kind: "Release")))
        .Concat(proposals.Amounts.Where(amount => amount.StageWords is not null).Select(amount => (Quote: amount.StageWords!, Kind: "Stage")))
        .Concat(proposals.Themes.Select(theme => (theme.Quote, Kind: "Theme")));

    private static List<(Quote Quote, string Kind)> WithoutOverlaps(IEnumerable<(Quote Quote, string Kind)> quotes, int length)
    {
        var covered = new bool[length];
        var kept = new List<(Quote, string)>();
        foreach (var (quote, kind) in quotes)
        {
            var place = covered.AsSpan(quote.Start, quote.End - quote.Start);
            if (!place.Contains(true))
            {
                place.Fill(true);
                kept.Add((quote, kind));
            }
        }

        return kept;
    }
}
