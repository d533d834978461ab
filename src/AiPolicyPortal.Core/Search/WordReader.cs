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
/// <param name="AsWritten">Whether each word is written in some record, or some only known by their stem or as another word.</param>
internal sealed record ReadWords<TRow>(
    IReadOnlyList<Expression<Func<TRow, bool>>> Conditions, IReadOnlyList<(Expression<Func<TRow, bool>> Condition, int Weight)> Written, IReadOnlyList<Respelling> Spelling, bool AsWritten)
{
    /// <summary>How much of the words a record has, by their weights; null where each was taken for another.</summary>
    public Expression<Func<TRow, int>>? Met() => Written.Count == 0 ? null : Written.WeightThatHolds();

    public IQueryable<TRow> Among(IQueryable<TRow> rows) => Conditions.Aggregate(rows, (found, condition) => found.Where(condition));
}

/// <summary>
/// Reads words for every noun but grants, which have an index (<see cref="Grants.GrantWords"/>), by the same rules: each must be found as it is
/// written or by its English or French stem, whatever the case and accents. A word that the portal has nowhere is taken for the nearest that a record of the noun has.
/// </summary>
public sealed class WordReader(PortalDbContext db, Vocabularies vocabularies)
{
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
            return new ReadWords<TRow>([], [], [], true);
        }

        var vocabulary = await vocabularies.OfAsync(db, records, text, cancellationToken);
        var parts = await WordForms.OfAsync(db, typed, cancellationToken);
        var relatives = await RelativesAsync(parts.SelectMany(part => part), vocabulary, cancellationToken);
        var conditions = new List<Expression<Func<TRow, bool>>>();
        var written = new List<(Expression<Func<TRow, bool>>, int)>();
        var spelling = new List<Respelling>();
        var asWritten = true;
        foreach (var (word, forms) in typed.Zip(parts))
        {
            var (before, respelt) = (conditions.Count, spelling.Count);
            // "open-source" is two words. References, "GPT-4" and "C++" are looked for as a whole first, then by their parts; single letters are no parts.
            List<WordForms> sought = [.. forms.Where(form => forms.Count == 1 || form.Written.Length > 1 || char.IsDigit(form.Written[0]))];
            var isOne = !word.All(char.IsLetterOrDigit) && (word.Any(char.IsDigit) || forms.Any(form => form.Written.Length == 1));
            if (sought.Count == 0 || (isOne && await records.Where(text.Then(TextSearch.Containing(word))).AnyAsync(cancellationToken)))
            {
                conditions.Add(text.Then(TextSearch.Containing(word)));
                sought = [];
            }

            foreach (var form in sought)
            {
                // A letter alone, or the number of "GPT-4", stands in nearly every text as a part of something.
                if (form.Written.Length == 1 || (forms.Count > 1 && form.Written.All(char.IsDigit)))
                {
                    conditions.Add(text.Then(TextSearch.WithWord(form.Written)));
                    asWritten &= vocabulary.Has(form.Written);
                    continue;
                }

                var isWritten = vocabulary.IsWritten(form.Written);
                var others = relatives.GetValueOrDefault(form.Written, []);
                var near = isWritten || others.Count > 0 ? [] : await vocabulary.NearestAsync(db, form.Written, cancellationToken);
                asWritten &= isWritten;
                conditions.Add(text.Then(near.Count > 0 ? await AnyOfAsync(near, vocabulary, cancellationToken) : TextSearch.ContainingOr([form.Written], others)));
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

        return new ReadWords<TRow>(conditions, written, spelling, asWritten);
    }

    /// <summary>Text with one of these words of the vocabulary, found as if each had been typed.</summary>
    private async Task<Expression<Func<string, bool>>> AnyOfAsync(IReadOnlyList<string> words, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        var forms = (await WordForms.OfAsync(db, [.. words], cancellationToken)).SelectMany(part => part);
        var relatives = await RelativesAsync(forms, vocabulary, cancellationToken);
        return TextSearch.ContainingOr(words, [.. relatives.Values.SelectMany(others => others).Distinct()]);
    }

    /// <summary>The words of the vocabulary that share a stem with a form and do not contain it.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RelativesAsync(
        IEnumerable<WordForms> forms, Vocabulary vocabulary, CancellationToken cancellationToken)
    {
        List<WordForms> asked = [.. forms.DistinctBy(form => form.Written).Where(form => form.Written.Length >= Slips.ShortestWord)];
        string[] candidates = [.. asked.SelectMany(form => vocabulary.Beginning(form.Written[..Slips.ShortestWord])).Distinct()];
        var stems = candidates.Length == 0 ? [] : (await WordForms.OfAsync(db, candidates, cancellationToken)).SelectMany(part => part).ToList();
        return asked.ToDictionary(form => form.Written, form => (IReadOnlyList<string>)
            [.. stems.Where(other => other.Stems.Any(form.Stems.Contains) && !other.Written.Contains(form.Written, StringComparison.Ordinal)).Select(other => other.Written)]);
    }
}

/// <summary>A word without case and accents, with its English and French stems.</summary>
internal sealed partial record WordForms(string Written, string[] Stems)
{
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
        var byPlace = rows.ToLookup(row => row.Place, row => new WordForms(row.Written, row.Stems));
        return [.. Enumerable.Range(1, texts.Length).Select(place => (IReadOnlyList<WordForms>)[.. byPlace[place]])];
    }

    /// <summary>"intelligence" of "l'intelligence".</summary>
    public static string WithoutElisions(string text) => Elisions().Replace(text, "");

    [GeneratedRegex(@"\b([cdjlmnst]|qu)['’]", RegexOptions.IgnoreCase)]
    private static partial Regex Elisions();

    private sealed record WordRow(long Place, string Written, string[] Stems);
}
