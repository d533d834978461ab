using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

/// <summary>Tells how far the money of an amount has come, from the stage word nearest to it in its sentence.</summary>
internal sealed class StageFinder
{
    /// <summary>A word after the amount counts as if it stood this many times as far: "announced 5 million, spent 2".</summary>
    private const int AfterCounts = 2;

    private readonly Article article;
    private readonly List<(Stage Stage, int First, int End)> words = [];

    public StageFinder(Article article)
    {
        this.article = article;
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            var (stage, length) = article.Lexicon.Stages.Select(entry => (entry.Key, Length: entry.Value.LengthAt(article.Tokens, i)))
                .OrderByDescending(entry => entry.Length).First();
            if (length > 0)
            {
                words.Add((stage, i, i + length));
                i += length - 1;
            }
        }
    }

    /// <returns>Announced, and no words, where the sentence says nothing of it.</returns>
    public (Stage Stage, Quote? Words) Of(AmountMention amount)
    {
        var sentence = article.SentenceOf(amount.First);
        var nearest = words.Where(word => article.SentenceOf(word.First) == sentence)
            .Select(word => (word, Distance: word.First >= amount.End ? (word.First - amount.End + 1) * AfterCounts : Math.Max(0, amount.First - word.End)))
            .OrderBy(entry => entry.Distance).Select(entry => ((Stage Stage, int First, int End)?)entry.word).FirstOrDefault();
        return nearest is { } found ? (found.Stage, article.Quote(found.First, found.End)) : (Stage.Announced, null);
    }
}
