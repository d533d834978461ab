namespace AiPolicyPortal.Web.Formats;

/// <summary>Says which selection of a list something is of.</summary>
internal static class SelectionWords
{
    /// <summary>What is asked for, as it stands behind a title; empty for everything.</summary>
    /// <param name="unsaid">Parameters that are no part of it.</param>
    public static string Of(IQueryCollection query, params IReadOnlyCollection<string> unsaid)
    {
        var asked = query.Where(pair => !unsaid.Contains(pair.Key))
            .SelectMany(pair => pair.Value.Where(value => !string.IsNullOrEmpty(value)).Select(value => $"{pair.Key}={value}")).ToList();
        return asked.Count == 0 ? "" : $" ({OnOneLine(string.Join(", ", asked))})";
    }

    /// <summary>A line of the reader's own would pass for the portal's words.</summary>
    public static string OnOneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
}
