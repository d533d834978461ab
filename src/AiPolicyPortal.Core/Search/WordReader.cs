using System.Linq.Expressions;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Search;

/// <summary>A reader's words, as the records of one noun are asked for them.</summary>
/// <param name="Conditions">Each must hold; none where no word is asked for.</param>
/// <param name="Spelling">Which words were taken for others.</param>
/// <param name="Written">For each word typed, unless it was taken for another, the condition that it is met, and how much it says.</param>
internal sealed record ReadWords<TRow>(
    IReadOnlyList<Expression<Func<TRow, bool>>> Conditions, IReadOnlyList<(Expression<Func<TRow, bool>> Condition, int Weight)> Written, IReadOnlyList<Respelling> Spelling)
{
    /// <summary>How much of the words a record has, by their weights; null where each was taken for another.</summary>
    public Expression<Func<TRow, int>>? Met() => Written.Count == 0 ? null : Written.WeightThatHolds();

    public IQueryable<TRow> Among(IQueryable<TRow> rows) => Conditions.Aggregate(rows, (found, condition) => found.Where(condition));
}

/// <summary>
/// Reads words for every noun but grants, which have an index (<see cref="Grants.GrantWords"/>), by the same rules (decision 0056): each must be found as
/// a word or by its English or French stem, whatever the case and accents. A word that the portal has nowhere is taken for the beginning of one that a record
/// of the noun has, or for the nearest.
/// </summary>
public sealed class WordReader(PortalDbContext db, Vocabularies vocabularies)
{
    // One search asks for its words in every noun.
    private readonly Dictionary<string, bool> elsewhere = new(StringComparer.Ordinal);

    /// <param name="asked">As typed; null or blank when nothing is asked.</param>
    /// <param name="records">All of the noun, whatever else is asked.</param>
    /// <param name="text">In which the words are looked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    internal async Task<ReadWords<TRow>> ReadAsync<TRow>(
        string? asked, IQueryable<TRow> records, Expression<Func<TRow, string>> text, CancellationToken cancellationToken)
    {
        var typed = TextSearch.Words(asked).ToArray();
        if (typed.Length == 0)
        {
            return new ReadWords<TRow>([], [], []);
        }

        var vocabulary = await vocabularies.OfAsync(db, records, text, cancellationToken);
        var parts = await WordForms.OfAsync(db, typed, cancellationToken);
        var relatives = await RelativesAsync(parts.SelectMany(part => part), vocabulary, cancellationToken);
        var conditions = new List<Expression<Func<TRow, bool>>>();
        var written = new List<(Expression<Func<TRow, bool>>, int)>();
        var spelling = new List<Respelling>();
        foreach (var (word, forms) in typed.Zip(parts))
        {
            var (before, respelt) = (conditions.Count, spelling.Count);
            // "open-source" is two words. References, "GPT-4" and "C++" are looked for as a whole first, then by their parts; single letters are no parts.
            List<WordForms> sought = [.. WordForms.Sought(forms)];
            var isOne = !word.All(char.IsLetterOrDigit) && (word.Any(char.IsDigit) || forms.Any(form => form.Written.Length == 1));
            if (sought.Count == 0)
            {
                conditions.Add(text.Then(TextSearch.Containing(word)));
            }
            else if (isOne && await records.Where(text.Then(TextSearch.WithSigns(word))).AnyAsync(cancellationToken))
            {
                conditions.Add(text.Then(TextSearch.WithSigns(word)));
                sought = [];
            }

            foreach (var form in sought)
            {
                // A letter alone, or the number of "GPT-4", stands in nearly every text as a part of something.
                if (form.Written.Length == 1 || (forms.Count > 1 && form.Written.All(char.IsDigit)))
                {
                    conditions.Add(text.Then(TextSearch.WithWord(form.Written)));
                    continue;
                }

                var (condition, near) = await FindAsync(form.Written, relatives.GetValueOrDefault(form.Written, []), vocabulary, cancellationToken);
                conditions.Add(text.Then(condition));
                if (near.Count > 0)
                {
                    spelling.Add(new Respelling(form.Written, near));
                }
            }

            if (spelling.Count == respelt)
            {
                written.Add((conditions[before..].AllHold(), CommonWords.WeightOf(word)));
            }
        }

        return new ReadWords<TRow>(conditions, written, spelling);
    }

    /// <summary>
    /// Text with the word by itself or with one of its relatives; where the noun has neither, with words that begin so, with its halves, or with the nearest.
    /// What is a word elsewhere in the portal is no beginning here: "Intel" is not intelligence.
    /// </summary>
    private async Task<(Expression<Func<string, bool>> Condition, IReadOnlyList<string> Near)> FindAsync(
        string word, IReadOnlyList<string> relatives, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        // Scripts without blanks have words within others; signs above and below letters end no word.
        if (!word.All(char.IsAsciiLetterOrDigit))
        {
            return (TextSearch.Containing(word), []);
        }

        if (vocabulary.HasOwn(word))
        {
            return (TextSearch.WithWords([word, .. relatives]), []);
        }

        var begins = vocabulary.Beginning(word).Any();
        var (halves, near) = begins || relatives.Count > 0 ? (null, []) : (vocabulary.Halves(word), vocabulary.Nearest(word));
        if ((!begins && halves is null && near.Count == 0) || await IsElsewhereAsync(word, cancellationToken))
        {
            return (TextSearch.WithWords([word, .. relatives]), []);
        }

        if (begins)
        {
            return (TextSearch.WithBeginning(word, relatives), []);
        }

        return halves is var (first, second)
            ? (((Expression<Func<string, bool>>[])[TextSearch.WithWords(first), TextSearch.WithWords(second)]).AllHold(), [$"{first} {second}"])
            : (TextSearch.WithWords([.. near, .. await RelativesOfAsync(near, vocabulary, cancellationToken)]), near);
    }

    private async Task<bool> IsElsewhereAsync(string word, CancellationToken cancellationToken) =>
        elsewhere.TryGetValue(word, out var known) ? known : elsewhere[word] = await WrittenWords.HasAsync(db, word, cancellationToken);

    private async Task<IReadOnlyList<string>> RelativesOfAsync(IReadOnlyList<string> words, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        var forms = (await WordForms.OfAsync(db, [.. words], cancellationToken)).SelectMany(part => part);
        return [.. (await RelativesAsync(forms, vocabulary, cancellationToken)).Values.SelectMany(others => others).Distinct()];
    }

    /// <summary>The other words of the vocabulary that share a stem with a form.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RelativesAsync(
        IEnumerable<WordForms> forms, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        List<WordForms> asked = [.. forms.DistinctBy(form => form.Written).Where(form => form.Written.Length >= Slips.ShortestWord)];
        string[] candidates = [.. asked.SelectMany(form => vocabulary.Beginning(form.Written[..Slips.ShortestWord])).Distinct()];
        var stems = candidates.Length == 0 ? [] : (await WordForms.OfAsync(db, candidates, cancellationToken)).SelectMany(part => part).ToList();
        return asked.ToDictionary(form => form.Written, form => (IReadOnlyList<string>)
            [.. stems.Where(other => other.Stems.Any(form.Stems.Contains) && other.Written != form.Written).Select(other => other.Written)]);
    }
}

/// <summary>A word without case and accents, with its English and French stems.</summary>
internal sealed partial record WordForms(string Written, string[] Stems)
{
    /// <summary>Its stems; those of a word in -ai, which French takes for the ending of a verb, are none of its own: "OpenAI" is not "open".</summary>
    private static string[] StemsOf(WordRow row) => row.Written.EndsWith("ai", StringComparison.Ordinal) ? [row.Written] : row.Stems;

    /// <summary>The forms of each text's words, in the order given; none of a text without a letter or a digit. "l'intelligence" is asked for as "intelligence".</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<WordForms>>> OfAsync(PortalDbContext db, string[] texts, CancellationToken cancellationToken)
    {
        string[] plain = [.. texts.Select(WithoutElisions)];
        var rows = await db.Database.SqlQuery<WordRow>(
            $"""
            select asked.place as place, part.lexeme as written,
                tsvector_to_array(to_tsvector('portal_english', part.lexeme)) || tsvector_to_array(to_tsvector('portal_french', part.lexeme)) as stems
            from unnest({plain}) with ordinality as asked (text, place), unnest(to_tsvector('portal_simple', portal_plain(asked.text))) as part,
                unnest(part.positions) as stands (number)
            order by asked.place, stands.number
            """).ToListAsync(cancellationToken);
        var byPlace = rows.ToLookup(row => row.Place, row => new WordForms(row.Written, StemsOf(row)));
        return [.. Enumerable.Range(1, texts.Length).Select(place => (IReadOnlyList<WordForms>)[.. byPlace[place]])];
    }

    /// <summary>What is looked for of one word as it was typed: a single letter is no part, so that "e-health" is "health".</summary>
    public static IEnumerable<WordForms> Sought(IReadOnlyList<WordForms> typed) =>
        typed.Where(form => typed.Count == 1 || form.Written.Length > 1 || char.IsDigit(form.Written[0]));

    /// <summary>"intelligence" of "l'intelligence".</summary>
    public static string WithoutElisions(string text) => Elisions().Replace(text, "");

    [GeneratedRegex(@"\b([cdjlmnst]|qu)['’]", RegexOptions.IgnoreCase)]
    private static partial Regex Elisions();

    private sealed record WordRow(long Place, string Written, string[] Stems);
}
