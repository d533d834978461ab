using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>Every word that is written in the records of a noun, without case and accents.</summary>
internal sealed class Vocabulary
{
    private const int ShortestHalf = 3;

    private readonly string[] words;
    private readonly HashSet<string> parts;

    private Vocabulary(IEnumerable<string> words, HashSet<string> parts) => (this.words, this.parts) = ([.. words.Order(StringComparer.Ordinal)], parts);

    /// <param name="texts">Without accents.</param>
    public static async Task<Vocabulary> OfAsync(IAsyncEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var (written, parts) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var text in texts.WithCancellation(cancellationToken))
        {
            for (var start = 0; start < text.Length; start++)
            {
                var end = start;
                while (end < text.Length && char.IsLetterOrDigit(text[end]))
                {
                    end++;
                }

                if (end > start && written.Add(text[start..end]))
                {
                    parts.UnionWith(PartsOf(text[start..end]));
                }

                start = end;
            }
        }

        return new Vocabulary(written.Select(word => word.ToLowerInvariant()).Distinct(), parts);
    }

    // "HPC" of "EuroHPC", and "qwen" and 3 of "Qwen3".
    private static IEnumerable<string> PartsOf(string word)
    {
        var start = 0;
        for (var next = 1; next < word.Length; next++)
        {
            if (char.IsDigit(word[next]) != char.IsDigit(word[next - 1]) || (char.IsUpper(word[next]) && char.IsLower(word[next - 1])))
            {
                yield return word[start..next].ToLowerInvariant();
                start = next;
            }
        }

        if (start > 0)
        {
            yield return word[start..].ToLowerInvariant();
        }
    }

    /// <summary>Whether it is a word of its own, or a part that capitals or digits set apart, or has its plural.</summary>
    public bool HasOwn(string word) => Has(word) || parts.Contains(word) || Has(word + "s") || Has(word + "es");

    /// <summary>The two words that it is when a blank is put in, as "open" and "source" for "opensource"; null where it is none.</summary>
    public (string First, string Second)? Halves(string word)
    {
        foreach (var cut in Cuts(word))
        {
            if (Has(cut.First) && Has(cut.Second))
            {
                return cut;
            }
        }

        return null;
    }

    /// <summary>A word with a blank put in at each place that leaves both parts long enough.</summary>
    public static IEnumerable<(string First, string Second)> Cuts(string word)
    {
        for (var cut = ShortestHalf; cut <= word.Length - ShortestHalf; cut++)
        {
            yield return (word[..cut], word[cut..]);
        }
    }

    /// <summary>Whether it is a word of its own.</summary>
    public bool Has(string word) => Array.BinarySearch(words, word, StringComparer.Ordinal) >= 0;

    public IEnumerable<string> Beginning(string letters) => words.Where(word => word.StartsWith(letters, StringComparison.Ordinal));

    /// <inheritdoc cref="Slips.Nearest"/>
    public IReadOnlyList<string> Nearest(string asked) => Slips.Nearest(asked, words);
}

/// <summary>The vocabulary of each noun as the newest publication left it, held in memory.</summary>
public sealed class Vocabularies(LatestPublication latest)
{
    private readonly PublishedAnswers kept = new(keep: true, latest);

    internal Task<Vocabulary> OfAsync<TRow>(
        PortalDbContext db, IQueryable<TRow> records, Expression<Func<TRow, string>> text, CancellationToken cancellationToken) => kept.GetAsync(
            db, typeof(TRow).Name,
            token => Vocabulary.OfAsync(records.Select(text.Then(value => EF.Functions.Unaccent(value))).AsAsyncEnumerable(), token), cancellationToken);
}
