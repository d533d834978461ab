using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

/// <summary>An amount of money that a text names.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="CurrencyIsSure">False where a name or sign of several currencies was told from the countries of the text.</param>
internal sealed record AmountMention(
    int First, int End, decimal Low, decimal High, string Currency, bool CurrencyIsSure, Nature Nature, AmountBasis Basis);

/// <summary>
/// Finds amounts of money: a number in digits or words with its scale, a currency before or after it, the two ends of a range,
/// what the amount is like ("up to", "environ", "rund", "más de") and whether it is one of every year.
/// </summary>
internal sealed class AmountFinder(Article article, CountryWords countries, IReadOnlySet<string> currencies, IReadOnlyList<CountryMention> mentions)
{
    private const int AnnualReach = 6;
    private const int SkippedArticles = 2;
    private readonly Lexicon words = article.Lexicon;
    private readonly NumberReader numbers = new(article);

    private sealed record Unit(string Name, string? Country, bool IsCode, int End);

    private sealed record Side(int First, ReadNumber Number, Unit? Unit, int End);

    private sealed record Draft(int First, int End, decimal Low, decimal High, bool IsRange, Unit? Unit);

    /// <param name="taken">Whether a token belongs to a date.</param>
    public IReadOnlyList<AmountMention> Find(Func<int, bool> taken)
    {
        var drafts = new List<Draft>();
        for (var i = 0; i < article.Tokens.Count; i++)
        {
            if (taken(i) || SideAt(i) is not { } side)
            {
                continue;
            }

            var draft = Range(side) ?? new Draft(side.First, side.End, side.Number.Value, side.Number.Value, false, side.Unit);
            if (draft.Unit is not null || IsBareAmount(side, draft))
            {
                drafts.Add(draft);
            }

            i = Math.Max(i, draft.End - 1);
        }

        return Finish(drafts);
    }

    private Side? SideAt(int first)
    {
        var before = UnitBefore(first);
        if (numbers.At(before?.End ?? first, before is not null) is not { } number)
        {
            return null;
        }

        // "R1 billion" is money, "R1" is a name.
        if (before is not null && article.At(first).Words.Length == 1 && article.At(first).Kind == TokenKind.Word && before.End == first + 1 && number.Scale == 1)
        {
            return null;
        }

        // "$5 million Canadian" and "$3m USD" say after the number which dollar the sign meant.
        var after = UnitAfter(number.End);
        var unit = before is null || (after is not null && !before.IsCode && CurrencySigns.Meanings(before.Name).Codes.Contains(after.Name)) ? after : before;
        return new Side(first, number, unit, ReferenceEquals(unit, after) && after is not null ? after.End : number.End);
    }

    private Unit? UnitBefore(int first)
    {
        var (token, next) = (article.At(first), article.At(first + 1));
        if (CurrencySigns.OfSign(token) is { } sign)
        {
            return new Unit(sign, null, false, first + 1);
        }

        if (next.Is("$") && next.Start == token.End && CurrencySigns.OfDollarLetters(token) is { } dollar)
        {
            return new Unit(dollar, null, true, first + 2);
        }

        if ((IsCode(token) ? token.Words : CurrencySigns.OfLetters(token)) is { } code)
        {
            return new Unit(code, null, true, first + 1);
        }

        // "Rs. 500", "Fr. 20 million"
        var name = token.Kind == TokenKind.Word && token.Words.Length <= 3 && token.IsCapitalised ? words.Currencies.GetValueOrDefault(token.Folded) : null;
        return name is null ? null : new Unit(name, null, false, next.Is(".") ? first + 2 : first + 1);
    }

    private Unit? UnitAfter(int first)
    {
        var at = words.Joining.Contains(article.At(first).Folded) || article.Joins(first) ? first + 1 : first;
        var token = article.At(at);
        if (CurrencySigns.OfSign(token) is { } sign)
        {
            return CurrencySigns.OfDollarLetters(article.At(at + 1)) is { } named && token.Words == "$" ? new Unit(named, null, true, at + 2) : new Unit(sign, null, false, at + 1);
        }

        if (IsCode(token))
        {
            return new Unit(token.Words, null, true, at + 1);
        }

        if (CurrencySigns.OfDollarLetters(token) is { } letters && article.At(at + 1).Is("$"))
        {
            return new Unit(letters, null, true, at + 2);
        }

        var adjective = countries.At(article, at);
        var unitAt = adjective is null ? at : article.At(adjective.Value.End).Is("-") ? adjective.Value.End + 1 : adjective.Value.End;
        if (words.Currencies.GetValueOrDefault(article.At(unitAt).Folded) is not { } name)
        {
            return null;
        }

        var end = unitAt + 1;
        if (adjective is null && countries.At(article, end) is { } following)
        {
            (adjective, end) = (following, following.End);
        }
        else if (article.At(end).Folded is "sterling" or "esterlinas")
        {
            return new Unit("GBP", null, true, end + 1);
        }

        return new Unit(name, adjective?.Code, false, end);
    }

    private bool IsCode(Token token) => token.Words.Length == 3 && currencies.Contains(token.Words);

    private Draft? Range(Side low)
    {
        var between = IsBetween(low.First);
        var joint = article.At(low.End);
        var joins = words.RangeJoints.Contains(joint.Folded);
        if (!joins && !(between && words.Between.And.Contains(joint.Folded)))
        {
            return null;
        }

        // "drei- bis vierhundert": the dash stands for what both ends share.
        var shared = joint.Is("-") && words.RangeJoints.Contains(article.At(low.End + 1).Folded);
        if (SideAt(low.End + (shared ? 2 : 1)) is not { } high)
        {
            return null;
        }

        var isChange = !between && !joint.Is("-") && words.From.Contains(article.At(low.First - 1).Folded) && (low.Number.Scale > 1 || low.Unit is not null);
        var (start, end) = (low.Number.Value, high.Number.Value);
        if (shared && end / high.Number.Scale is >= 100 and < 1000 && start < 10)
        {
            start *= 100;
        }

        if (low.Number.Scale == 1 && start < end / high.Number.Scale)
        {
            start *= high.Number.Scale;
        }

        return isChange || start >= end || (low.Unit is not null && high.Unit is not null && low.Unit.Name != high.Unit.Name)
            ? null
            : new Draft(between ? low.First - 1 : low.First, high.End, start, end, true, low.Unit is { Country: null, IsCode: false } ? high.Unit ?? low.Unit : low.Unit ?? high.Unit);
    }

    private bool IsBetween(int first) => article.At(first - 1).Is(words.Between.Between);

    // "7 billion parameters" is no money; "1.3 billion was paid" is, in the currency of its sentence, or else of the amount before.
    private bool IsBareAmount(Side side, Draft draft)
    {
        var after = article.At(draft.End);
        return (side.Number.ScaleIsWord || draft.IsRange && draft.Low >= 1e6m) && !after.Is("%")
            && (after.Kind == TokenKind.Symbol && after.Words != "-" || words.AfterBareAmount.LengthAt(article.Tokens, draft.End) > 0
                || words.Annual.LengthAt(article.Tokens, draft.End) > 0);
    }

    private List<AmountMention> Finish(List<Draft> drafts)
    {
        var found = new List<AmountMention>();
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            if ((draft.Unit ?? UnitNear(drafts, i)) is not { } unit)
            {
                continue;
            }

            var (currency, sure) = CurrencyOf(unit, draft.First);
            var nature = draft.IsRange ? (Nature: Nature.Range, draft.First) : NatureOf(draft);
            var (from, until) = (i == 0 ? 0 : drafts[i - 1].End, i + 1 == drafts.Count ? article.Tokens.Count : drafts[i + 1].First);
            var annual = IsAnnual(draft, from, until) || (i + 1 < drafts.Count && draft.End + 1 == drafts[i + 1].First
                && words.RangeJoints.Contains(article.At(draft.End).Folded) && IsAnnual(drafts[i + 1], draft.End, drafts.Count > i + 2 ? drafts[i + 2].First : article.Tokens.Count));
            found.Add(new AmountMention(nature.First, draft.End, draft.Low, draft.High, currency, sure && draft.Unit is not null, nature.Nature, annual ? AmountBasis.Annual : AmountBasis.Total));
        }

        return found;
    }

    private Unit? UnitNear(List<Draft> drafts, int at)
    {
        var sentence = article.SentenceOf(drafts[at].First);
        bool IsHere(Draft draft) => draft.Unit is not null && article.SentenceOf(draft.First) == sentence;
        return drafts.Take(at).LastOrDefault(IsHere)?.Unit ?? drafts.Skip(at + 1).FirstOrDefault(IsHere)?.Unit
            ?? drafts.Take(at).LastOrDefault(draft => draft.Unit is not null)?.Unit;
    }

    /// <summary>Of the currencies that share a name, that of the country beside it, else of the one such country the text speaks of, else the usual.</summary>
    private (string Currency, bool Sure) CurrencyOf(Unit unit, int at)
    {
        var (usual, codes) = CurrencySigns.Meanings(unit.Name);
        if (codes.Count == 1)
        {
            return (codes[0], true);
        }

        if (unit.Country is not null && countries.CurrencyOf(unit.Country) is { } own && codes.Contains(own))
        {
            return (own, true);
        }

        var sentence = article.SentenceOf(at);
        var near = mentions.Where(mention => article.SentenceOf(mention.First) == sentence);
        foreach (var place in new[] { near, mentions })
        {
            var named = place.Select(mention => countries.CurrencyOf(mention.Code)).OfType<string>().Where(codes.Contains).Distinct().ToList();
            if (named.Count > 0)
            {
                return (usual is not null && named.Contains(usual) ? usual : named[0], named.Count == 1);
            }
        }

        return (usual ?? codes[0], false);
    }

    private (Nature Nature, int First) NatureOf(Draft draft)
    {
        var end = draft.First;
        for (var skipped = 0; skipped <= SkippedArticles; skipped++)
        {
            var (nature, length) = words.Before.Select(entry => (entry.Key, Length: entry.Value.LengthBefore(article.Tokens, end)))
                .OrderByDescending(entry => entry.Length).First();
            if (length > 0)
            {
                return (nature, end - length);
            }

            if (!words.Articles.Contains(article.At(end - 1).Folded))
            {
                break;
            }

            end--;
        }

        foreach (var (nature, phrases) in words.After)
        {
            if (phrases.LengthAt(article.Tokens, draft.End) > 0)
            {
                return (nature, draft.First);
            }
        }

        return (Nature.Exact, draft.First);
    }

    private bool IsAnnual(Draft draft, int from, int until)
    {
        for (var at = draft.End; at < Math.Min(until, draft.End + AnnualReach) && !IsBreak(at); at++)
        {
            if (IsAnnualAt(at))
            {
                return true;
            }
        }

        for (var at = draft.First - 1; at >= Math.Max(from, draft.First - AnnualReach) && !IsBreak(at); at--)
        {
            if (IsAnnualAt(at))
            {
                return true;
            }
        }

        return false;
    }

    // "im Jahr 2023" is a date, "im Jahr" alone is every year.
    private bool IsAnnualAt(int at) => words.Annual.LengthAt(article.Tokens, at) is > 0 and var length && article.At(at + length).Kind != TokenKind.Number
        || words.Annual.LengthAt(article.Tokens, at) is > 0 && article.At(at + 1).Folded is not ("jahr" or "jahre");

    private bool IsBreak(int at) => article.At(at).Folded is "," or ";" or ":" or "." or "(" or ")";
}
