using System.Text.RegularExpressions;

namespace AiPolicyPortal.Core.Articles;

/// <summary>Finds who published an article: after a bar or a dash at the end of its title, in an agency's mark, after "Source:".</summary>
internal static partial class PublisherFinder
{
    public static IReadOnlyList<PublisherProposal> In(Article article)
    {
        var title = article.Title;
        var inTitle = title is null ? null : Found(TitleEnd().Match(title.Words), title.Start);
        return [.. new[] { inTitle, Found(Agency().Match(article.Text), 0), Found(Named().Match(article.Text), 0) }
            .OfType<PublisherProposal>().DistinctBy(publisher => publisher.Name)];

        PublisherProposal? Found(Match match, int offset)
        {
            var name = match.Groups["name"];
            return match.Success
                ? new PublisherProposal(name.Value, Quote.Of(article.Text, offset + name.Index, offset + name.Index + name.Length))
                : null;
        }
    }

    [GeneratedRegex(@"\s[|–—-]\s(?<name>\p{Lu}[\p{L}\d .'&]{2,40})$", RegexOptions.None, 1000)]
    private static partial Regex TitleEnd();

    [GeneratedRegex(@"\((?<name>Reuters|AFP|AP|dpa|EFE|ANSA|Bloomberg|Xinhua|PA Media|Belga|APA|Keystone-SDA)\)", RegexOptions.None, 1000)]
    private static partial Regex Agency();

    [GeneratedRegex(@"(?:Source|Quelle|Fuente|Publisher|Published by|Publié par)\s*:\s*(?<name>\p{Lu}[\p{L}\d .'&-]{2,60})", RegexOptions.None, 1000)]
    private static partial Regex Named();
}
