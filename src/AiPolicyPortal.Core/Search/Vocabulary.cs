using System.Linq.Expressions;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>Every word that is written in the records of a noun, without case and accents.</summary>
internal sealed class Vocabulary
{
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

    /// <summary>Whether it is a word of its own.</summary>
    public bool Has(string word) => Array.BinarySearch(words, word, StringComparer.Ordinal) >= 0;

    public IEnumerable<string> Beginning(string letters) => words.Where(word => word.StartsWith(letters, StringComparison.Ordinal));

    /// <inheritdoc cref="Slips.NearestAsync"/>
    public Task<IReadOnlyList<string>> NearestAsync(PortalDbContext db, string asked, CancellationToken cancellationToken) =>
        Slips.NearestAsync(db, asked, words, cancellationToken);
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
