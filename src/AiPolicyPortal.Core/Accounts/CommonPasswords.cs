using System.Collections.Frozen;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>
/// Tells passwords that are tried first, by a rule instead of a list: what is left once the parts everybody uses (common words, in any case
/// and with the usual digits for letters; years and other runs of digits; neighbours on the keyboard or in the alphabet; repetitions)
/// are taken out, is too little to be a secret.
/// </summary>
public static class CommonPasswords
{
    /// <summary>Characters that must be left.</summary>
    private const int LeastLeft = 5;

    private const int ShortestPart = 3;
    private const int LeastDistinct = 5;
    private const string Resource = "AiPolicyPortal.Core.Accounts.common-words.txt";

    private static readonly string[] Rows =
    [
        "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "a1b2c3d4e5f6g7h8i9j0",
    ];

    private static readonly FrozenDictionary<char, char> Leet = new Dictionary<char, char>
    {
        ['0'] = 'o',
        ['1'] = 'i',
        ['3'] = 'e',
        ['4'] = 'a',
        ['5'] = 's',
        ['7'] = 't',
        ['8'] = 'b',
        ['@'] = 'a',
        ['$'] = 's',
        ['!'] = 'i',
    }.ToFrozenDictionary();

    // Longest first, so that a word goes whole.
    private static readonly string[] Words = ReadWords();

    /// <param name="password">As it would be used.</param>
    /// <param name="about">What is known of its owner: address, name.</param>
    public static bool IsCommon(string password, params IReadOnlyCollection<string?> about)
    {
        var text = password.ToLowerInvariant();
        var known = about.OfType<string>().SelectMany(value => value.ToLowerInvariant().Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries))
            .Where(part => part.Length >= ShortestPart).OrderByDescending(part => part.Length).ToArray();
        return text.Distinct().Count() < LeastDistinct || Left(text, known) < LeastLeft || Left(Unleet(text), known) < LeastLeft;
    }

    private static int Left(string text, string[] known)
    {
        foreach (var word in known.Concat(Words))
        {
            text = text.Replace(word, "\n", StringComparison.Ordinal);
        }

        text = WithoutRuns(text);
        var left = new string([.. text.Where(letter => letter != '\n' && !char.IsAsciiDigit(letter) && !char.IsPunctuation(letter) && !char.IsWhiteSpace(letter))]);
        return Distinct(left);
    }

    // A repeated block counts once.
    private static int Distinct(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && Enumerable.Range(0, text.Length).All(place => text[place] == text[place % length]))
            {
                return length;
            }
        }

        return text.Length;
    }

    // Takes out neighbours of three and more, forwards and backwards.
    private static string WithoutRuns(string text)
    {
        for (var start = 0; start + ShortestPart <= text.Length; start++)
        {
            var length = Rows.Max(row => Math.Max(RunLength(text, start, row, 1), RunLength(text, start, row, -1)));
            if (length >= ShortestPart)
            {
                text = string.Concat(text.AsSpan(0, start), "\n", text.AsSpan(start + length));
            }
        }

        return text;
    }

    private static int RunLength(string text, int start, string row, int step)
    {
        var place = row.IndexOf(text[start], StringComparison.Ordinal);
        var length = 0;
        while (place >= 0 && place < row.Length && start + length < text.Length && text[start + length] == row[place])
        {
            length++;
            place += step;
        }

        return length;
    }

    private static string Unleet(string text) => new([.. text.Select(letter => Leet.GetValueOrDefault(letter, letter))]);

    private static string[] ReadWords()
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)!);
        return [.. reader.ReadToEnd().Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).OrderByDescending(word => word.Length)];
    }
}
