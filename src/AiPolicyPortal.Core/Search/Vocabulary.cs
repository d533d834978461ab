using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>Every word that is written in the records of a noun, without case and accents.</summary>
internal sealed class Vocabulary
{
    /// <summary>Shorter words are taken as they are.</summary>
    public const int ShortestWord = 3;

    private const int MostRespellings = 3;

    // Of pg_trgm, by which grants find the nearest words; one slip in a short word may leave fewer trigrams than that.
    private const double LeastSimilarity = 0.3;

    private readonly string[] words;

    private Vocabulary(IEnumerable<string> words) => this.words = [.. words.Order(StringComparer.Ordinal)];

    /// <param name="texts">Without accents.</param>
    public static async Task<Vocabulary> OfAsync(IAsyncEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var text in texts.WithCancellation(cancellationToken))
        {
            var lower = text.ToLowerInvariant();
            for (var start = 0; start < lower.Length; start++)
            {
                var end = start;
                while (end < lower.Length && char.IsLetterOrDigit(lower[end]))
                {
                    end++;
                }

                if (end > start)
                {
                    words.Add(lower[start..end]);
                }

                start = end;
            }
        }

        return new Vocabulary(words);
    }

    /// <summary>Whether it stands in some word.</summary>
    public bool IsWritten(string part) => Array.Exists(words, word => word.Contains(part, StringComparison.Ordinal));

    public IEnumerable<string> Beginning(string letters) => words.Where(word => word.StartsWith(letters, StringComparison.Ordinal));

    /// <summary>The words that differ from this one by the fewest letters, none when all differ by more than a slip; numbers have no slips.</summary>
    public IReadOnlyList<string> Nearest(string asked)
    {
        if (asked.Length < ShortestWord || asked.All(char.IsDigit))
        {
            return [];
        }

        var most = Math.Max(1, asked.Length / 3);
        var near = words.Where(word => Math.Abs(word.Length - asked.Length) <= most)
            .Select(word => (Word: word, Distance: Common.Nearest.Distance(asked, word))).Where(word => word.Distance <= most)
            .Select(word => (word.Word, word.Distance, Similarity: Trigrams.Similarity(asked, word.Word))).Where(word => word.Distance == 1 || word.Similarity >= LeastSimilarity).ToList();
        return near.Count == 0
            ? []
            : [.. near.Where(word => word.Distance == near.Min(other => other.Distance)).OrderByDescending(word => word.Similarity)
                .ThenBy(word => word.Word, StringComparer.Ordinal).Take(MostRespellings).Select(word => word.Word)];
    }
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
