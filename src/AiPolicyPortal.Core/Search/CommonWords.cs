using System.Collections.Frozen;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Search;

/// <summary>
/// English and French words that a question is made of and that say nothing of what is looked for. Shorter than the lists of PostgreSQL, which leave out
/// "AI", French for "have".
/// </summary>
internal static class CommonWords
{
    private static readonly FrozenSet<string> All = (
        "a about all an and any are as at be been being but by can could did do does doing for from given gave gives go goes going gone got had has have having how i if in into is its "
        + "many me most much my no of off on or our out over please should show since so some such tell than that the their them then there these they this those to "
        + "under until up was we went were what when where whether which while who whom whose why will with would you your "
        + "à au aucun aux avec avoir ce ces cet cette combien comment c'est d dans de depuis des donc donné du elle elles en est est-ce et étaient était été être "
        + "eu fait ici il ils je la le les leur leurs mais me mes mon ne nos notre nous on ont ou où par parmi pas plus pour pourquoi quand que quel quelle quelles quels "
        + "qui quoi s sa sans se ses si son sont sous sur t ta tes toi ton tous tout toute toutes très tu un une vers vos votre vous y")
        .Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words that are left without these; all, where nothing else is among them.</summary>
    public static IReadOnlyList<string> Without(string words)
    {
        var asked = TextSearch.Words(words);
        List<string> left = [.. asked.Where(word => !IsCommon(word))];
        return left.Count == 0 ? asked : left;
    }

    /// <summary>Names say more of what is looked for than other words do: they have a capital or a digit.</summary>
    public static int WeightOf(string word) => word.Any(sign => char.IsUpper(sign) || char.IsDigit(sign)) ? 3 : 1;

    // "EU" and "UN" are no words of a sentence, "a-t-elle" is three of them.
    private static bool IsCommon(string word) => WordForms.WithoutElisions(word) is var plain && All.Contains(plain)
        ? word.Length == 1 || !plain.All(char.IsUpper)
        : plain.Contains('-', StringComparison.Ordinal) && plain.Split('-').All(part => All.Contains(part));
}
