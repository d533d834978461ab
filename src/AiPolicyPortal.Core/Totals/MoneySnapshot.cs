using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Totals;

/// <summary>Everything totals rest on, as one publication left it.</summary>
public sealed class MoneySnapshot
{
    private readonly Lazy<KnownMoney> settled;

    public MoneySnapshot() => settled = new Lazy<KnownMoney>(Settle);

    /// <summary>The publication's number; zero when nothing was ever published.</summary>
    public required long Publication { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>From this instant on the facts stay as they are; it is later than the publication only where a record names a later instant.</summary>
    public required DateTimeOffset SettledAt { get; init; }

    public required MoneyFacts Facts { get; init; }

    public required IReadOnlyDictionary<string, CountryLabel> Countries { get; init; }

    /// <summary>Present names by slug.</summary>
    public required IReadOnlyDictionary<string, string> ProgrammeNames { get; init; }

    /// <summary>Present titles by reference.</summary>
    public required IReadOnlyDictionary<string, string> AnnouncementTitles { get; init; }

    /// <summary>
    /// What was known at an instant. All instants from <see cref="SettledAt"/> on share one answer, which is made once;
    /// questions must be about its <see cref="KnownMoney.AsOf"/>.
    /// </summary>
    public KnownMoney Known(DateTimeOffset asOf, PartialDate? statedTo = null) =>
        asOf < SettledAt ? new KnownMoney(Facts, asOf, statedTo)
        : statedTo is null ? settled.Value
        : new KnownMoney(Facts, SettledAt, statedTo);

    private KnownMoney Settle() => new(Facts, SettledAt);
}
