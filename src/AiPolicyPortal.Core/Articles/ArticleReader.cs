namespace AiPolicyPortal.Core.Articles;

/// <summary>Reads an article: what it seems to say, by rules, with the words that say so.</summary>
/// <param name="countries">Names of countries.</param>
/// <param name="currencies">ISO 4217 codes.</param>
/// <param name="known">What the portal holds.</param>
public sealed class ArticleReader(CountryWords countries, IReadOnlySet<string> currencies, KnownRecords known)
{
    public ArticleProposals Read(Article article)
    {
        var mentions = countries.In(article);
        var days = new DateFinder(article).Days();
        var inDays = Covered(days.Select(day => (day.First, day.End)));
        var amounts = new AmountFinder(article, countries, currencies, mentions).Find(inDays.Contains);
        var taken = Covered(amounts.Select(amount => (amount.First, amount.End)));
        taken.UnionWith(inDays);
        var years = new DateFinder(article).Years(taken.Contains);
        var dates = Dates(article, days, years);
        var stages = new StageFinder(article);
        var names = new NameFinder(article, taken);
        var near = dates.FirstOrDefault()?.Date.LastDay;

        var releases = names.Known(known.Releases, near);
        var organisations = names.Known(known.Organisations, null);
        IReadOnlyList<NameProposal> unknownReleases = names.Unknown(article.Lexicon.Releases), unknownOrganisations = names.Unknown(article.Lexicon.Organisations);
        var proposals = new ArticleProposals
        {
            Language = article.Language,
            Title = article.Title,
            Dates = dates,
            Publishers = PublisherFinder.In(article),
            Countries = [.. mentions.GroupBy(mention => mention.Code).OrderByDescending(group => group.Count()).ThenBy(group => group.First().First)
                .Select(group => new CountryProposal(group.Key, group.Count(), article.Quote(group.First().First, group.First().End)))],
            Amounts = WithoutHeadline(article, [.. amounts.Select(amount => Amount(article, amount, stages, years))]),
            Themes = Themes.In(article),
            Organisations = [.. organisations, .. unknownOrganisations.Where(name => !IsCountry(name))],
            Releases = [.. releases, .. unknownReleases.Where(name => !IsCountry(name))],
            Programmes = [],
        };
        return proposals with { Programmes = Programmes(article, proposals) };
    }

    /// <summary>Full days come first, in the order of the text; then months, then years.</summary>
    private static List<DateProposal> Dates(Article article, IReadOnlyList<DateMention> days, IReadOnlyList<DateMention> years) =>
        [.. days.Concat(years).OrderByDescending(day => day.Date.Precision)
            .ThenBy(day => article.Published is { } published && day.Date.LastDay > published).ThenBy(day => day.First)
            .DistinctBy(day => day.Date).Select(day => new DateProposal(day.Date, article.Quote(day.First, day.End)))];

    private static AmountProposal Amount(Article article, AmountMention amount, StageFinder stages, IReadOnlyList<DateMention> years)
    {
        var (stage, words) = stages.Of(amount);
        var sentence = article.SentenceOf(amount.First);
        var (first, end) = article.Sentence(sentence);
        var period = years.Where(year => article.SentenceOf(year.First) == sentence && year.First >= amount.End).Take(2).ToList();
        var hasTwo = period.Count == 2 && period[1].First - period[0].End <= 1 && period[0].Date.Year < period[1].Date.Year;
        return new AmountProposal(
            amount.Low, amount.High, amount.Currency, amount.CurrencyIsSure, amount.Nature, amount.Basis, stage, words,
            hasTwo ? period[0].Date.Year : null, hasTwo ? period[1].Date.Year : null, article.Quote(amount.First, amount.End), article.Quote(first, end));
    }

    // A headline says what the text says again: the amount is offered once, where more is said of it.
    private static List<AmountProposal> WithoutHeadline(Article article, List<AmountProposal> amounts)
    {
        bool IsInTitle(AmountProposal amount) => article.Title is { } title && amount.Quote.Start >= title.Start && amount.Quote.End <= title.End;
        return [.. amounts.Where(amount => !IsInTitle(amount) || !amounts.Exists(other => !IsInTitle(other)
            && (other.Low, other.High, other.Currency) == (amount.Low, amount.High, amount.Currency)
            && (other.Stage == amount.Stage || amount.StageWords is null)))];
    }

    // By name first; then the programmes whose figures have an amount of the text, in a country of the text.
    private List<ProgrammeProposal> Programmes(Article article, ArticleProposals read)
    {
        var byReference = known.Programmes.ToDictionary(programme => programme.Reference, StringComparer.Ordinal);
        var names = new NameFinder(article, new HashSet<int>()).Known(
            known.Programmes.SelectMany(programme => new[] { programme.Name, programme.NameOriginal }.OfType<string>().SelectMany(name => name.Split(" / "))
                .Select(name => new KnownName(programme.Reference, name))), null);
        var found = names.SelectMany(name => name.References.Select(reference => new ProgrammeProposal(
            reference, byReference[reference].Name, ProgrammeReason.Name, name.Quote))).ToList();
        var codes = read.Countries.Select(country => country.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var figure in known.Figures.Where(figure => codes.Contains(figure.Country)))
        {
            if (read.Amounts.FirstOrDefault(amount => amount.Currency == figure.Currency && amount.Low == figure.Low && amount.High == figure.High) is { } amount)
            {
                found.Add(new ProgrammeProposal(figure.Programme, figure.ProgrammeName, ProgrammeReason.Amount, amount.Quote));
            }
        }

        return [.. found.DistinctBy(programme => programme.Reference)];
    }

    private bool IsCountry(NameProposal name)
    {
        var alone = new Article(name.Name, null, ArticleLanguage.English);
        return countries.At(alone, 0) is { } mention && mention.End == alone.Tokens.Count;
    }

    private static HashSet<int> Covered(IEnumerable<(int First, int End)> spans) =>
        [.. spans.SelectMany(span => Enumerable.Range(span.First, span.End - span.First))];
}
