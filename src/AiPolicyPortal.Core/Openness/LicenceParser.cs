using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Openness;

/// <summary>Reads one expression against a list; descends by precedence: OR, AND, WITH and <c>+</c>, parentheses.</summary>
internal sealed partial class LicenceParser
{
    private readonly LicenceBook book;
    private readonly List<string> tokens;
    private int at;

    private LicenceParser(LicenceBook book, string text) => (this.book, tokens) = (book, [.. Tokens().Matches(text).Select(match => match.Value)]);

    public static LicenceReading Read(LicenceBook book, string text)
    {
        try
        {
            if (text.Length == 0 || Strange().Match(text) is { Success: true })
            {
                throw new FormatException("Identifiers consist of letters, digits, hyphens and full stops and are joined by AND, OR or WITH.");
            }

            var parser = new LicenceParser(book, text);
            var expression = parser.Or(0);
            return parser.at == parser.tokens.Count
                ? new LicenceReading(expression, null)
                : throw new FormatException($"'{parser.tokens[parser.at]}' follows a complete expression; AND, OR or WITH is missing before it.");
        }
        catch (FormatException fault)
        {
            return new LicenceReading(null, fault.Message);
        }
    }

    // An expression nested deeper than anybody writes would only be there to exhaust the stack.
    private LicenceExpression Or(int depth)
    {
        if (depth > 20)
        {
            throw new FormatException("The parentheses are nested too deeply.");
        }

        var left = And(depth);
        while (Take("OR"))
        {
            left = new LicenceOr(left, And(depth));
        }

        return left;
    }

    private LicenceExpression And(int depth)
    {
        var left = Single(depth);
        while (Take("AND"))
        {
            left = new LicenceAnd(left, Single(depth));
        }

        return left;
    }

    private LicenceExpression Single(int depth)
    {
        if (Take("("))
        {
            var inner = Or(depth + 1);
            return Take(")") ? inner : throw new FormatException("A closing parenthesis is missing.");
        }

        var licence = Licence();
        if (!Take("WITH"))
        {
            return licence;
        }

        var name = Word("an exception");
        return licence is LicenceTerm { Exception: null } term
            ? term with { Exception = book.Exception(name) ?? throw new FormatException($"{name} is no exception of the SPDX list.{Nearest.Hint(name, book.Exceptions)}") }
            : throw new FormatException($"{licence} has an exception already.");
    }

    private LicenceExpression Licence()
    {
        var word = Word("a licence");
        var (name, orLater) = word.EndsWith('+') ? (word[..^1], true) : (word, false);
        if (LicenceBook.IsReference(name))
        {
            return orLater ? throw new FormatException($"{name} has no versions, so no + can follow.") : new LicenceTerm(book.Find(name)?.Identifier ?? name);
        }

        if (DeprecatedLicences.Replacement(name, orLater) is { } replacement)
        {
            return Read(book, replacement).Expression!;
        }

        if (book.Find(name) is not { } known)
        {
            throw new FormatException($"{name} is not on the SPDX list.{Nearest.Hint(name, book.Identifiers)} Otherwise write LicenseRef-{name}.");
        }

        return orLater && (known.Identifier.EndsWith("-only", StringComparison.Ordinal) || known.Identifier.EndsWith("-or-later", StringComparison.Ordinal))
            ? throw new FormatException($"{word} says twice which versions are meant; write {known.Identifier[..known.Identifier.LastIndexOf(known.Identifier.EndsWith("-only", StringComparison.Ordinal) ? "-only" : "-or-later", StringComparison.Ordinal)]}-or-later.")
            : new LicenceTerm(known.Identifier, orLater);
    }

    private string Word(string what) => at < tokens.Count && tokens[at] is not ("(" or ")") && !IsOperator(tokens[at])
        ? tokens[at++]
        : throw new FormatException(at < tokens.Count ? $"'{tokens[at]}' stands where {what} should." : $"{char.ToUpperInvariant(what[0])}{what[1..]} is missing at the end.");

    private bool Take(string token)
    {
        var isNext = at < tokens.Count && tokens[at].Equals(token, StringComparison.OrdinalIgnoreCase);
        at += isNext ? 1 : 0;
        return isNext;
    }

    private static bool IsOperator(string token) => token.ToUpperInvariant() is "AND" or "OR" or "WITH";

    [GeneratedRegex(@"[()]|[^\s()]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"[^A-Za-z0-9.+:() -]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Strange();
}
