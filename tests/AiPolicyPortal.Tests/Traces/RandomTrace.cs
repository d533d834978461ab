using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Traces;
using CsCheck;

namespace AiPolicyPortal.Tests.Traces;

/// <summary>Made-up releases and programmes, who paid for what and how open it is.</summary>
internal static class RandomTrace
{
    public static readonly IReadOnlyList<CountryLabel> Countries = [new("AA", "Alpha", "Alpha"), new("BB", "Beta", "Bêta"), new("CC", "Gamma", "Gamma")];

    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 6).Select(number => new Guid(number, 0, 0, new byte[8]))];

    private static readonly Gen<OpennessSummary?> AnyOpenness =
        from mof in Gen.Enum<MofClass>()
        from osaid in Gen.Enum<OsaidVerdict>()
        from grid in Gen.Enum<OpenShare>()
        from isJudged in Gen.Int[0, 9]
        select isJudged == 0 ? null : Judged(mof, osaid, grid);

    private static readonly Gen<OpenFacts.Payment> AnyPayment =
        from kind in Gen.Enum<FundingKind>()
        from programmes in Gen.OneOfConst(Ids).HashSet[0, 2]
        select new OpenFacts.Payment(kind, [.. programmes.Order()]);

    private static readonly Gen<OpenFacts.Release> AnyRelease =
        from number in Gen.Int[0, 1_000_000]
        from year in Gen.Int[2019, 2026]
        from countries in Gen.OneOfConst("AA", "BB", "CC").HashSet[0, 3]
        from openness in AnyOpenness
        from isPublic in Gen.Bool
        from payments in AnyPayment.List[0, 3]
        select new OpenFacts.Release(
            $"r-{number}", $"Release {number}", PartialDate.Parse($"{year}"), [.. countries.Order(StringComparer.Ordinal)], openness,
            isPublic && payments.Count > 0, payments);

    public static Gen<OpenFacts> Any { get; } =
        from releases in AnyRelease.List[0, 30]
        from commitments in Gen.Enum<OpenSourceCommitment>().Array[Ids.Length]
        from parents in Gen.Int[-1, Ids.Length - 1].Array[Ids.Length]
        from grants in Gen.Int[0, 3].Array[Ids.Length]
        from countries in Gen.Int[0, 2].Array[Ids.Length]
        select new OpenFacts(
            Countries,
            [.. releases.DistinctBy(release => release.Ref)],
            // A parent stands before its parts, so that nothing is a part of itself.
            [.. Ids.Select((id, index) => new OpenFacts.Programme(
                id, parents[index] >= 0 && parents[index] < index ? Ids[parents[index]] : null, $"p-{index}", $"Programme {index}", Countries[countries[index]],
                commitments[index], ProgrammeStatus.Active, null, null, null, grants[index], null))],
            [.. Ids.SelectMany((id, index) => Enumerable.Range(0, grants[index]).Select(number => (id, Grant(index, number))))],
            []);

    public static OpennessSummary Judged(MofClass mof, OsaidVerdict osaid, OpenShare grid) => new(mof, mof, osaid, grid, 0, 0, 0, 14, LicenceFamily.NotStated, null);

    private static OpenGrant Grant(int programme, int number) => new(
        $"g-{programme}-{number}", $"Grant {number}", new Money(null, null, "EUR", 2, Nature.Undisclosed), PartialDate.Parse($"{2020 + number}"), FunderType.Public, null);
}
