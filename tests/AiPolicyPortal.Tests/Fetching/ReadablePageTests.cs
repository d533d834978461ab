using System.Net;
using System.Text;
using AiPolicyPortal.Core.Fetching;

namespace AiPolicyPortal.Tests.Fetching;

public sealed class ReadablePageTests
{
    private const string Html = """
        <!doctype html><html lang="fr-FR"><head><title>Titre | Journal</title>
        <meta property="og:title" content="La France mise 1,5 milliard d’euros">
        <meta property="og:site_name" content="Le Journal">
        <meta property="article:published_time" content="2024-03-11T09:30:00+01:00"></head>
        <body><nav><p>Accueil, politique, économie, sport et culture</p></nav>
        <article><h1>La France mise 1,5 milliard d’euros</h1><script>var x = "never";</script>
        <p>Le gouvernement a annoncé 1,5&nbsp;milliard d’euros pour l’IA.</p><p>Un second <b>paragraphe</b> assez long.</p></article>
        <footer><p>Mentions légales, cookies et abonnements</p></footer></body></html>
        """;

    [Fact]
    public void OfHtml_Article_KeepsWhatAPersonReads()
    {
        var page = ReadablePage.OfHtml(Html);

        Assert.Equal("La France mise 1,5 milliard d’euros", page.Title);
        Assert.Equal(new DateOnly(2024, 3, 11), page.Published);
        Assert.Equal(("Le Journal", "fr"), (page.Publisher, page.Language));
        Assert.Equal(
            ["La France mise 1,5 milliard d’euros", "Le gouvernement a annoncé 1,5\u00A0milliard d’euros pour l’IA.", "Un second paragraphe assez long."],
            page.Text.ReplaceLineEndings("\n").Split('\n'));
    }

    [Theory]
    [InlineData("iso-8859-1", "text/html", "iso-8859-1", "")]
    [InlineData("windows-1252", "text/html", null, "<meta charset=\"windows-1252\">")]
    [InlineData("windows-1252", "text/html", null, "")]
    [InlineData("utf-8", "text/html", null, "")]
    [InlineData("utf-8", "text/plain", "no-such-charset", "")]
    public void Of_Charsets_ReadAccents(string written, string type, string? header, string meta)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var body = Encoding.GetEncoding(written).GetBytes(type == "text/plain" ? "Un été de 5 millions d'euros" : $"<html><head>{meta}</head><body><p>Un été de 5 millions d'euros</p></body></html>");

        var page = ReadablePage.Of(new FetchedAnswer(new Uri("http://news.example/"), HttpStatusCode.OK, type, header, body, false, null, null));

        Assert.Equal("Un été de 5 millions d'euros", page.Text);
    }

    [Fact]
    public void OfHtml_NoArticle_TakesTheBody() =>
        Assert.Equal("Only a line", ReadablePage.OfHtml("<body><nav>Menu</nav><div>Only a line</div></body>").Text);
}
