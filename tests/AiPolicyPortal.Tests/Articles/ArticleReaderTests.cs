using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Tests.Articles;

public sealed class ArticleReaderTests
{
    private static readonly KnownRecords Known = new(
        [new("us-xai", "xAI"), new("fr-inria", "Inria")],
        [new("grok-1", "Grok-1", new DateOnly(2024, 3, 17)), new("grok-2", "Grok-2", new DateOnly(2025, 8, 23))],
        [new("fr-snia-phase-2", "French national AI strategy, phase 2", "Stratégie nationale pour l’IA (phase 2)", "FR")],
        []);

    [Theory]
    [InlineData("France 😀 earmarks 2 billion euros")]
    [InlineData("🇫🇷 France earmarks 2 billion euros 𝐅𝐨𝐫 AI 𠀀")]
    public void Read_CharactersOfTwoPlaces_AreSignsLikeOthers(string text) =>
        Assert.Equal("EUR 2000000000 exact", Sentences.Code(Assert.Single(Sentences.ReaderOf(Known).Read(new Article(text)).Amounts)));

    [Fact]
    public void Read_SeedStory_ProposesEachPartWithItsWords()
    {
        var read = Sentences.ReaderOf(Known).Read(new Article(SeedStory.Text));

        Assert.Equal(ArticleLanguage.English, read.Language);
        var country = Assert.Single(read.Countries);
        Assert.Equal(("FR", "France"), (country.Code, country.Quote.Words));
        Assert.Equal(("2024-03-11", "11 March 2024"), (read.Dates[0].Date.ToString(), read.Dates[0].Quote.Words));
        var amount = Assert.Single(read.Amounts);
        Assert.Equal("EUR 1500000000 exact", Sentences.Code(amount));
        Assert.Equal(("1.5 billion euros", Stage.Announced, "earmarked", true), (amount.Quote.Words, amount.Stage, amount.StageWords?.Words, amount.CurrencyIsSure));
        Assert.Contains(read.Themes, theme => theme.Theme == "open-source" && theme.Quote.Words == "open-source");
        Assert.Equal(["xAI", "SuperAGI"], read.Organisations.Select(name => name.Name));
        Assert.Equal(["us-xai"], read.Organisations[0].References);
        Assert.Empty(read.Organisations[1].References);
        var release = Assert.Single(read.Releases);
        Assert.Equal("Grok", release.Name);
        Assert.Equal(["grok-1", "grok-2"], release.References);
    }

    [Theory]
    [InlineData("Ministers said on Monday that they would pay £5m.", "2024-03-11", "2024-03-11")]
    [InlineData("Ministers said on Tuesday that they would pay £5m.", "2024-03-11", "2024-03-05")]
    [InlineData("The next round opens next Tuesday.", "2024-03-11", "2024-03-12")]
    [InlineData("On 30 December the grant of £5m was signed.", "2024-01-04", "2023-12-30")]
    [InlineData("Signed on 03/04/2024, or so they say.", null, null)]
    [InlineData("Signed on 23/04/2024.", null, "2024-04-23")]
    [InlineData("Signiert am 3/4/2024 und nicht vorher.", null, "2024-04-03")]
    [InlineData("France 2030 and Horizon 2020 are programmes.", null, null)]
    [InlineData("She may 2024 times ask.", null, null)]
    [InlineData("On 31 February 2024 nothing happened.", null, "2024-02")]
    public void Read_Dates_AreToldFromThePublicationAndNeverGuessed(string text, string? published, string? expected)
    {
        var read = Sentences.Reader.Read(new Article(text, published is null ? null : DateOnly.Parse(published, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(expected, read.Dates.Count == 0 ? null : read.Dates[0].Date.ToString());
    }

    [Theory]
    [InlineData("The model has 7 billion parameters and 5 million users.", "")]
    [InlineData("Canada will spend $2.4 billion on compute.", "CAD 2400000000 exact")]
    [InlineData("The United States and Canada will spend $2.4 billion on compute.", "USD 2400000000 exact")]
    [InlineData("It is a $50-million fund.", "USD 50000000 exact")]
    [InlineData("An allocation of RM50 million, up from DKK100 million.", "MYR 50000000 exact|DKK 100000000 exact")]
    [InlineData("The DeepSeek-R1 model and 2,000 H100 chips cost $10 B.", "USD 10000000000 exact")]
    [InlineData("The Swedish fund pays 5 million kronor, the Danish one 6 million.", "SEK 5000000 exact|SEK 6000000 exact")]
    [InlineData("Le fonds d'un billion d'euros est un rêve.", "EUR 1000000000000 exact")]
    [InlineData("Die Stiftung gibt zweihundertfünfzig Millionen Euro.", "EUR 250000000 exact")]
    [InlineData("El fondo de dos mil quinientos millones de euros es para todos.", "EUR 2500000000 exact")]
    [InlineData("Le montant est de quatre-vingt-dix millions d'euros.", "EUR 90000000 exact")]
    [InlineData("It rose from €10 million to €12 million.", "EUR 10000000 exact|EUR 12000000 exact")]
    [InlineData("It will cost €10 million to €12 million.", "EUR 10000000-12000000 range")]
    public void Read_Amounts_AsTheLanguageWritesThem(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Sentences.Reader.Read(new Article(text)).Amounts.Select(Sentences.Code)));

    [Fact]
    public void Read_TitleAndPublisher_AreTheFirstLinesOwn()
    {
        const string Text = "Germany opens a supercomputer - Handelsblatt\n\nBERLIN (dpa) The computer was opened on 5 September 2025.";
        var read = Sentences.Reader.Read(new Article(Text));

        Assert.Equal("Germany opens a supercomputer - Handelsblatt", read.Title?.Words);
        Assert.Equal(["Handelsblatt", "dpa"], read.Publishers.Select(publisher => publisher.Name));
        Assert.All(read.Publishers, publisher => Assert.Equal(publisher.Name, Text[publisher.Quote.Start..publisher.Quote.End]));
        Assert.Equal("DE", read.Countries[0].Code);
        Assert.Contains(read.Themes, theme => theme.Theme == "compute");
    }

    [Fact]
    public void Read_NameOfAProgramme_ProposesIt()
    {
        var read = Sentences.ReaderOf(Known).Read(new Article("La Stratégie nationale pour l’IA est relancée, dit l'Inria."));

        Assert.Equal("fr-snia-phase-2", Assert.Single(read.Programmes).Reference);
        Assert.Equal(["fr-inria"], read.Organisations.Select(name => Assert.Single(name.References)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$")]
    [InlineData("- - - 5 € € a an $ 1.2.3.4 31/31/2024 ' ’ \0 \ud800")]
    [InlineData("zwischen und bis zu von bis Millionen halbe und eine halbe")]
    public void Read_TextOfNoSense_ProposesNothingOfItAndDoesNotFail(string text) =>
        Assert.NotNull(Sentences.Reader.Read(new Article(text, new DateOnly(2024, 1, 1))));

    [Fact]
    public void Read_LongestText_TakesTimeInProportion()
    {
        var text = string.Concat(Enumerable.Repeat(SeedStory.Text + " ", 1000));
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var read = Sentences.ReaderOf(Known).Read(new Article(text));

        Assert.Equal(Article.TextMaxLength, new Article(text).Text.Length);
        Assert.True(read.Amounts.Count > 500);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"It took {clock.Elapsed}.");
    }
}
