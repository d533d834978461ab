using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Traces;

/// <summary>How open what public money paid for is, and what came of programmes that promised open source.</summary>
/// <param name="Countries">Countries with a developer of a release, those with the most publicly funded releases first.</param>
/// <param name="Unknown">Releases whose country is not known; null when countries were asked for by name, and not only left out.</param>
/// <param name="Total">Every release asked for once, as their list has them: one with a developer in a country that is left out is in no row. The rows can add up to more: a release with developers in two countries is in both.</param>
/// <param name="Programmes">Programmes with an open-source commitment, the firmest commitment first.</param>
public sealed record OpenReport(
    IReadOnlyList<OpenCountry> Countries, OpenCounts? Unknown, OpenCounts Total, IReadOnlyList<OpenProgramme> Programmes)
{
    /// <summary>The countries that were asked for or left out by name, as people call them.</summary>
    [JsonIgnore]
    public IReadOnlyList<CountryLabel> Named { get; init; } = [];

    /// <summary>Works it out from what is known of all releases and programmes.</summary>
    internal static OpenReport Of(OpenFacts facts, OpenFilter filter)
    {
        var named = facts.Countries.Where(country => filter.Country.IsMetBy(country.Code)).ToList();
        var codes = named.Select(country => country.Code).ToHashSet();
        List<OpenFacts.Release> releases = [.. facts.Releases.Where(release => filter.Country.IsMetBy(release.Countries))];
        var byCountry = releases.SelectMany(release => release.Countries.Distinct(), (release, code) => (code, release))
            .ToLookup(pair => pair.code, pair => pair.release);
        return new OpenReport(
            [.. named.Where(country => byCountry.Contains(country.Code))
                .Select(country => new OpenCountry(country, OpenCounts.Of(byCountry[country.Code])))
                .OrderByDescending(country => country.Releases.PubliclyFunded).ThenByDescending(country => country.Releases.Releases)
                .ThenBy(country => country.Country.Code, StringComparer.Ordinal)],
            filter.Country.Included.Count == 0 ? OpenCounts.Of(releases.Where(release => release.Countries.Count == 0)) : null,
            OpenCounts.Of(releases),
            OpenProgramme.Of(facts, programme => codes.Contains(programme.Country.Code)
                && filter.Programme.IsMetBy(programme.Ref) && filter.Commitment.IsMetBy(programme.Commitment)))
        {
            Named = [.. facts.Countries.Where(country => filter.Country.Named.Contains(country.Code))],
        };
    }
}

public sealed record OpenCountry(CountryLabel Country, OpenCounts Releases);

/// <summary>Releases by who paid, and those that public money paid for by what each framework says. Counts, never amounts.</summary>
public sealed record OpenCounts
{
    public required int Releases { get; init; }

    /// <summary>A source says that public money paid, in whole or in part.</summary>
    public required int PubliclyFunded { get; init; }

    /// <summary>A source names a payer, but does not show that the money was public.</summary>
    public required int OtherPayer { get; init; }

    /// <summary>No source on record says who paid, which does not mean that nobody did.</summary>
    public required int PayerUnknown { get; init; }

    /// <summary>Of the publicly funded: the class in the Model Openness Framework; what is unknown is a class of its own.</summary>
    public required IReadOnlyList<ResultCount<MofClass>> Mof { get; init; }

    /// <summary>Of the publicly funded: the verdict of the Open Source AI Definition.</summary>
    public required IReadOnlyList<ResultCount<OsaidVerdict>> Osaid { get; init; }

    /// <summary>Of the publicly funded: how much is open of the criteria of the European Open Source AI Index.</summary>
    public required IReadOnlyList<ResultCount<OpenShare>> Grid { get; init; }

    internal static OpenCounts Of(IEnumerable<OpenFacts.Release> releases)
    {
        var all = releases.ToList();
        var funded = all.Where(release => release.IsPublic).ToList();
        return new OpenCounts
        {
            Releases = all.Count,
            PubliclyFunded = funded.Count,
            OtherPayer = all.Count(release => !release.IsPublic && release.HasPayer),
            PayerUnknown = all.Count(release => !release.IsPublic && !release.HasPayer),
            Mof = Count(funded, release => release.Openness?.Mof ?? MofClass.Unknown),
            Osaid = Count(funded, release => release.Openness?.Osaid ?? OsaidVerdict.CannotTell),
            Grid = Count(funded, release => release.Openness?.Grid ?? OpenShare.Unknown),
        };
    }

    private static IReadOnlyList<ResultCount<T>> Count<T>(List<OpenFacts.Release> releases, Func<OpenFacts.Release, T> result)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value =>
        {
            var count = releases.Count(release => result(release).Equals(value));
            return new ResultCount<T>(value, count, releases.Count == 0 ? null : Math.Round((double)count / releases.Count, 4));
        })];
}

/// <summary>How many releases have one result.</summary>
/// <param name="Share">Of the publicly funded ones, from 0 to 1, to four places; null when there is none.</param>
public sealed record ResultCount<T>(T Result, int Releases, double? Share)
    where T : struct, Enum;

/// <summary>What keeps a promise of open source from being seen kept in the records.</summary>
public enum OpenGap
{
    /// <summary>No grant of the programme is on record.</summary>
    NoGrant,

    /// <summary>No release that came of it is on record.</summary>
    NoRelease,

    /// <summary>Releases that are not open source AI.</summary>
    NotOpenSource,

    /// <summary>Releases of which too little is known to tell.</summary>
    CannotTell,
}

/// <summary>Something outstanding, with the releases it is about.</summary>
public sealed record OpenOutstanding(OpenGap Gap, IReadOnlyList<RecordLabel> Releases);

/// <summary>A grant of a programme in a few words.</summary>
/// <param name="FunderType">Whose money it is: grants of a programme can be of private money too.</param>
/// <param name="Part">The part of the programme that it is of; null when it is of the programme itself.</param>
public sealed record OpenGrant(string Ref, string Title, Money Money, PartialDate? Awarded, FunderType FunderType, RecordLabel? Part);

/// <summary>A release that came of a programme.</summary>
/// <param name="Kinds">In what forms the programme paid.</param>
/// <param name="Part">The part of the programme that paid, of several the first by reference; null when it was the programme itself.</param>
public sealed record OpenRelease(
    string Ref, string Name, PartialDate? Released, IReadOnlyList<FundingKind> Kinds, RecordLabel? Part, OpennessSummary? Openness);

/// <summary>A programme with an open-source commitment: what it promised, its grants, what came of it and what is outstanding.</summary>
public sealed record OpenProgramme
{
    /// <summary>The most grants named of a programme.</summary>
    public const int GrantsNamed = 3;

    public required RecordLabel Programme { get; init; }

    public required CountryLabel Country { get; init; }

    public required OpenSourceCommitment Commitment { get; init; }

    public required ProgrammeStatus Status { get; init; }

    public required PartialDate? Start { get; init; }

    public required PartialDate? End { get; init; }

    /// <summary>What it is, in the portal's words.</summary>
    public required string? Description { get; init; }

    /// <summary>The words of a source that bind it to open source; null where none are on record.</summary>
    public required CommitmentWords? Words { get; init; }

    /// <summary>Measures that put an open-licence duty on it or on a part of it, which each names.</summary>
    public required IReadOnlyList<GovernanceLinkItem> Duties { get; init; }

    /// <summary>Grants of the programme and its parts.</summary>
    public required int GrantCount { get; init; }

    /// <summary>At most three of them, awarded last first.</summary>
    public required IReadOnlyList<OpenGrant> Grants { get; init; }

    /// <summary>Releases that the programme or its parts paid for as a source states it, newest first.</summary>
    public required IReadOnlyList<OpenRelease> Releases { get; init; }

    /// <summary>How many of them are open source AI by the Open Source AI Definition.</summary>
    public int OpenSourceReleases => Releases.Count(release => release.Openness?.Osaid == OsaidVerdict.Yes);

    /// <summary>In the order of the steps; none when a grant and releases are on record and all of them are open source AI.</summary>
    public required IReadOnlyList<OpenOutstanding> Outstanding { get; init; }

    internal static IReadOnlyList<OpenProgramme> Of(OpenFacts facts, Func<OpenFacts.Programme, bool> isAsked)
    {
        var parts = facts.Programmes.Where(programme => programme.Parent is not null).ToLookup(programme => programme.Parent!.Value);
        return [.. facts.Programmes.Where(programme => programme.Commitment != OpenSourceCommitment.None && isAsked(programme))
            .OrderByDescending(programme => programme.Commitment)
            .ThenBy(programme => programme.Country.Name, StringComparer.Ordinal)
            .ThenBy(programme => programme.Ref, StringComparer.Ordinal)
            .Select(programme => Of(facts, programme, [programme, .. Below(programme.Id, parts)]))];
    }

    private static IEnumerable<OpenFacts.Programme> Below(Guid programme, ILookup<Guid, OpenFacts.Programme> parts) =>
        parts[programme].SelectMany(part => Below(part.Id, parts).Prepend(part));

    private static OpenProgramme Of(OpenFacts facts, OpenFacts.Programme programme, IReadOnlyList<OpenFacts.Programme> whole)
    {
        var ids = whole.Select(part => part.Id).ToHashSet();
        var references = whole.Select(part => part.Ref).ToHashSet(StringComparer.Ordinal);
        var grants = whole.Sum(part => part.GrantCount);
        IReadOnlyList<OpenRelease> releases =
        [
            .. facts.Releases.Select(release => (release, Paid: release.Payments.Where(payment => payment.Programmes.Any(ids.Contains)).ToList()))
                .Where(pair => pair.Paid.Count > 0)
                .OrderByDescending(pair => pair.release.Released?.LastDay ?? DateOnly.MinValue)
                .ThenBy(pair => pair.release.Ref, StringComparer.Ordinal)
                .Select(pair => new OpenRelease(
                    pair.release.Ref, pair.release.Name, pair.release.Released, [.. pair.Paid.Select(payment => payment.Kind).Distinct().Order()],
                    PartOf(pair.Paid, programme, whole), pair.release.Openness)),
        ];
        return new OpenProgramme
        {
            Programme = new RecordLabel(programme.Ref, programme.Name),
            Country = programme.Country,
            Commitment = programme.Commitment,
            Status = programme.Status,
            Start = programme.Start,
            End = programme.End,
            Description = programme.Description,
            Words = programme.Words,
            Duties = [.. facts.Duties.Where(duty => references.Contains(duty.Programme!.Ref))],
            GrantCount = grants,
            Grants =
            [
                .. facts.Grants.Where(pair => ids.Contains(pair.Programme))
                    .Select(pair => pair.Programme == programme.Id
                        ? pair.Grant
                        : pair.Grant with { Part = whole.Where(part => part.Id == pair.Programme).Select(part => new RecordLabel(part.Ref, part.Name)).Single() })
                    .OrderByDescending(grant => grant.Awarded?.LastDay ?? DateOnly.MinValue).ThenBy(grant => grant.Ref, StringComparer.Ordinal)
                    .Take(GrantsNamed),
            ],
            Releases = releases,
            Outstanding = [.. Gaps(grants, releases)],
        };
    }

    private static RecordLabel? PartOf(
        List<OpenFacts.Payment> paid, OpenFacts.Programme programme, IReadOnlyList<OpenFacts.Programme> whole)
    {
        var payers = paid.SelectMany(payment => payment.Programmes).ToHashSet();
        return payers.Contains(programme.Id)
            ? null
            : whole.Where(part => payers.Contains(part.Id)).OrderBy(part => part.Ref, StringComparer.Ordinal)
                .Select(part => new RecordLabel(part.Ref, part.Name)).First();
    }

    private static IEnumerable<OpenOutstanding> Gaps(int grants, IReadOnlyList<OpenRelease> releases)
    {
        if (grants == 0)
            yield return new OpenOutstanding(OpenGap.NoGrant, []);
        if (releases.Count == 0)
            yield return new OpenOutstanding(OpenGap.NoRelease, []);
        foreach (var (gap, verdict) in new[] { (OpenGap.NotOpenSource, OsaidVerdict.No), (OpenGap.CannotTell, OsaidVerdict.CannotTell) })
        {
            var such = releases.Where(release => (release.Openness?.Osaid ?? OsaidVerdict.CannotTell) == verdict).ToList();
            if (such.Count > 0)
                yield return new OpenOutstanding(gap, [.. such.Select(release => new RecordLabel(release.Ref, release.Name))]);
        }
    }
}
