using System.Globalization;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Programmes;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>
/// Maps the free words sources use for where something stands to the portal's short lists. The first rule one of whose
/// words is there decides, so that "approved by Senate, in Chamber of Deputies" is still a proposal; words that fit none
/// are unknown.
/// </summary>
internal static partial class StatusWords
{
    private static readonly (GovernanceStatus Status, string[] Words)[] GovernanceRules =
    [
        (GovernanceStatus.Rescinded, ["rescinded", "repealed", "revoked", "withdrawn"]),
        (GovernanceStatus.Lapsed, ["lapsed", "died"]),
        (GovernanceStatus.Superseded, ["superseded", "replaced"]),
        (GovernanceStatus.Closed, ["closed", "ended", "expired", "dissolved"]),
        (GovernanceStatus.Completed, ["completed"]),
        (GovernanceStatus.Proposed, ["bill", "introduced", "in committee", "in chamber", "proposed", "proposal"]),
        (GovernanceStatus.Draft, ["draft", "consultation"]),
        (GovernanceStatus.InForce, ["in force", "in-force", "promulgated", "in effect"]),
        (GovernanceStatus.Active, ["active", "renewed", "updated", "revised", "created", "operational"]),
        (GovernanceStatus.Adopted, ["adopted", "approved", "passed", "signed", "signature", "selected"]),
        (GovernanceStatus.Published, ["published", "recommendation", "recommendations"]),
        (GovernanceStatus.Announced, ["announced", "planned"]),
    ];

    private static readonly (ProgrammeStatus Status, string[] Words)[] ProgrammeRules =
    [
        (ProgrammeStatus.Cancelled, ["cancelled", "canceled", "abandoned", "dropped"]),
        (ProgrammeStatus.Closed, ["closed", "completed", "ended", "finished", "expired"]),
        (ProgrammeStatus.Announced, ["announced", "planned", "proposed"]),
        (ProgrammeStatus.Active, ["active", "ongoing", "running", "open", "operational", "launched"]),
    ];

    /// <summary>Where a measure stands on a day; <c>in force until 2022</c> is closed from 2023 on.</summary>
    public static GovernanceStatus Governance(string words, DateOnly today)
    {
        if (Until().Match(words) is { Success: true } until)
        {
            var lastYear = int.Parse(until.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            return lastYear < today.Year ? GovernanceStatus.Closed : GovernanceStatus.InForce;
        }

        return First(GovernanceRules, words, GovernanceStatus.Unknown);
    }

    public static ProgrammeStatus Programme(string words) => First(ProgrammeRules, words, ProgrammeStatus.Unknown);

    /// <summary>The words of a code alone, such as <c>in force</c>.</summary>
    public static string Plain<TStatus>(TStatus status)
        where TStatus : struct, Enum => status.Code().Replace('-', ' ');

    /// <summary>The words worth keeping beside a status: null when they say no more than its code.</summary>
    public static string? Note<TStatus>(string words, TStatus status)
        where TStatus : struct, Enum => words == Plain(status) ? null : words;

    private static TStatus First<TStatus>((TStatus Status, string[] Words)[] rules, string words, TStatus otherwise)
    {
        foreach (var rule in rules)
        {
            if (Array.Exists(rule.Words, word => Says(words, word)))
            {
                return rule.Status;
            }
        }

        return otherwise;
    }

    private static bool Says(string words, string word)
    {
        var at = words.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0
            && (at == 0 || !char.IsLetter(words[at - 1]))
            && (at + word.Length == words.Length || !char.IsLetter(words[at + word.Length]));
    }

    [GeneratedRegex(@"\b(?:in force|in effect|valid) until (\d{4})\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Until();
}
