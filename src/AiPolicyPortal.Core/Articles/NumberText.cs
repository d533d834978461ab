using System.Globalization;

namespace AiPolicyPortal.Core.Articles;

/// <summary>Reads numbers written with digits, in the manner of a language.</summary>
internal static class NumberText
{
    private const int GroupLength = 3;

    /// <summary>
    /// With two kinds of sign the last is the decimal sign; a sign that comes twice groups digits; a sign that comes once groups
    /// them when three digits follow and it is not the decimal sign of the language, and is the decimal sign otherwise.
    /// </summary>
    /// <returns>Null for what is no number, such as 03.05.2023.</returns>
    public static decimal? Read(string text, char decimalSign)
    {
        var digits = new string([.. text.Where(letter => letter is not (' ' or '\u00A0' or '\u2009' or '\u202F' or '\'' or '’'))]);
        var signs = digits.Where(letter => letter is '.' or ',').ToList();
        if (signs.Count > 0)
        {
            var last = signs[^1];
            var kinds = signs.Distinct().Count();
            var tail = digits.Length - digits.LastIndexOf(last) - 1;
            var isDecimal = kinds == 2 ? signs.Count(sign => sign == last) == 1
                : signs.Count == 1 && (tail != GroupLength || last == decimalSign);
            var groups = (isDecimal ? digits[..digits.LastIndexOf(last)] : digits).Split('.', ',').Skip(1);
            if (groups.Any(group => group.Length is not (GroupLength or 2)) || !isDecimal && tail != GroupLength)
            {
                return null;
            }

            var whole = (isDecimal ? digits[..digits.LastIndexOf(last)] : digits).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
            digits = isDecimal ? $"{whole}.{digits[^tail..]}" : whole;
        }

        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
