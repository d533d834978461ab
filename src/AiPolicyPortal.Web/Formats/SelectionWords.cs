using System.Globalization;

namespace AiPolicyPortal.Web.Formats;

/// <summary>Says which selection of a list something is of.</summary>
internal static class SelectionWords
{
    /// <summary>What is asked for, as it stands behind a title; empty for everything.</summary>
    /// <param name="unsaid">Parameters that are no part of it.</param>
    public static string Of(IQueryCollection query, params IReadOnlyCollection<string> unsaid) => Of(
        query.Where(pair => !unsaid.Contains(pair.Key)).SelectMany(pair => pair.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => $"{pair.Key}={value}")));

    /// <inheritdoc cref="Of(IQueryCollection, IReadOnlyCollection{string})"/>
    /// <param name="filters">What is asked for, each in words.</param>
    public static string Of(IEnumerable<string> filters) => string.Join(", ", filters) is { Length: > 0 } asked ? $" ({OnOneLine(asked)})" : "";

    /// <summary>A line of the reader's own would pass for the portal's words, and a sign that turns the direction of writing would turn what follows.</summary>
    public static string OnOneLine(string text) => string.Concat(text.Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)
        .Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
}
