using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Programmes;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// What was held of a record from <see cref="RecordedAt"/> until its next version. Before its first version the first one stands in,
/// since a figure may be recorded as known earlier than what surrounds it.
/// </summary>
public interface IVersion
{
    DateTimeOffset RecordedAt { get; }
}

/// <summary>A version of an announcement's date.</summary>
public sealed record TotalAnnouncement(string Reference, PartialDate Date, DateTimeOffset RecordedAt) : IVersion;

/// <summary>A version of a source's tier, 1 (official) to 4 (aggregator).</summary>
public sealed record TotalSource(string Reference, int Tier, DateTimeOffset RecordedAt) : IVersion;

/// <summary>That a source shows an announcement.</summary>
public sealed record TotalCitation(string Announcement, string Source, Timeline Known);

/// <summary>A version of where a programme stands.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>; null when unknown.</param>
/// <param name="Parent">The slug of the programme it is part of.</param>
public sealed record TotalProgramme(string Slug, string? Parent, string? Country, IReadOnlyList<Theme> Themes, DateTimeOffset RecordedAt) : IVersion;

internal static class Versions
{
    /// <summary>The version that stood at an instant, by reference.</summary>
    public static Dictionary<string, T> At<T>(IEnumerable<T> versions, Func<T, string> reference, DateTimeOffset asOf)
        where T : IVersion
    {
        var standing = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            if (!standing.TryGetValue(reference(version), out var other) || Supersedes(version.RecordedAt, other.RecordedAt, asOf))
                standing[reference(version)] = version;
        }

        return standing;
    }

    private static bool Supersedes(DateTimeOffset version, DateTimeOffset other, DateTimeOffset asOf) =>
        version <= asOf ? other > asOf || version > other : other > asOf && version < other;
}
