using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Releases;
using CsCheck;

namespace AiPolicyPortal.Tests.Openness;

/// <summary>Made-up releases with any judgements and licences.</summary>
internal static class RandomRelease
{
    private static readonly string?[] Licences = [null, "Apache-2.0", "MIT", "CC-BY-4.0", "CC-BY-NC-4.0", "LicenseRef-Llama-3", "LicenseRef-Not-Known", "MIT OR LicenseRef-Gemma"];

    private static readonly Gen<Judged> AnyJudgement =
        from component in Gen.Enum<Component>()
        from assessor in Gen.Enum<Assessor>()
        from availability in Gen.Enum<Availability>()
        from licence in Gen.OneOfConst(Licences)
        from year in Gen.Int[2020, 2026]
        select new Judged(component, assessor, availability, licence, PartialDate.Parse($"{year}"));

    // Half of the judgements open, so that classes are reached at all.
    private static readonly Gen<KnownRelease> MostlyOpen =
        from components in Gen.Enum<Component>().HashSet[8, 26]
        from closed in Gen.Enum<Component>().HashSet[0, 2]
        select new KnownRelease("Apache-2.0", [.. components.Select(component => Open(component, closed.Contains(component) ? Availability.Partial : Availability.Open))]);

    private static readonly Gen<KnownRelease> Mixed =
        from judgements in AnyJudgement.List[0, 40]
        from licence in Gen.OneOfConst(Licences)
        select new KnownRelease(licence, [.. judgements.DistinctBy(judged => (judged.Component, judged.Assessor))]);

    public static Gen<KnownRelease> Any { get; } = Gen.OneOf(Mixed, MostlyOpen);

    /// <summary>A component that is there, under a licence that any framework takes.</summary>
    public static Gen<Judged> OpenComponent { get; } =
        from component in Gen.Enum<Component>()
        from assessor in Gen.Enum<Assessor>()
        select new Judged(component, assessor, Availability.Open, "Apache-2.0", PartialDate.Parse("2026"));

    private static Judged Open(Component component, Availability availability) =>
        new(component, Assessor.OsaiIndex, availability, component == Component.Licences ? null : "Apache-2.0", PartialDate.Parse("2026-06"));
}
