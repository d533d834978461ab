using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Releases;
using CsCheck;

namespace AiPolicyPortal.Tests.Openness;

/// <summary>What has to hold whatever is known of a release.</summary>
public sealed class OpennessInvariantTests
{
    private const int Releases = 3_000;

    private static readonly LicenceBook Book = LicenceBook.Shipped;

    [Fact]
    public void Of_OpenComponentAdded_NeverLowersAnything() => Gen.Select(RandomRelease.Any, RandomRelease.OpenComponent).Sample((release, added) =>
    {
        if (release.Judgements.Any(judged => judged.Component == added.Component && judged.Assessor == added.Assessor))
        {
            return;
        }

        AssertNotLower(Of(release), Of(release with { Judgements = [.. release.Judgements, added] }));
    }, iter: Releases);

    [Fact]
    public void Of_OpenComponentRemoved_NeverRaisesAnything() => Gen.Select(RandomRelease.Any, Gen.Int[0, 100]).Sample((release, which) =>
    {
        var open = release.Judgements.Where(judged => judged is { Availability: Availability.Open, Licence: "Apache-2.0" }).ToList();
        if (open.Count == 0)
        {
            return;
        }

        AssertNotLower(Of(release with { Judgements = [.. release.Judgements.Where(judged => judged != open[which % open.Count])] }), Of(release));
    }, iter: Releases);

    [Fact]
    public void Of_UnknownJudgement_IsTheSameAsNone() => RandomRelease.Any.Sample(release =>
    {
        var known = release with { Judgements = [.. release.Judgements.Where(judged => judged.Availability != Availability.Unknown)] };

        Assert.Equal(Write(Of(known)), Write(Of(release)));
    }, iter: Releases);

    [Fact]
    public void Of_EverythingOpenMadeUnknown_FulfilsNothing() => RandomRelease.Any.Sample(release =>
    {
        var unknown = Of(release with
        {
            Judgements = [.. release.Judgements.Select(judged => judged.Availability == Availability.Open ? judged with { Availability = Availability.Unknown } : judged)],
        });

        Assert.DoesNotContain(unknown.Findings, finding => finding.Fulfilment == Fulfilment.Fulfilled);
        Assert.True(unknown.Mof.Class is MofClass.None or MofClass.Unknown);
        Assert.NotEqual(OsaidVerdict.Yes, unknown.Osaid.Verdict);
        Assert.Equal(0, unknown.Grid.Open);
    }, iter: Releases);

    [Fact]
    public void Of_AnyOrder_IsTheSame() => Gen.Select(RandomRelease.Any, Gen.Int).Sample((release, seed) =>
    {
        var judgements = release.Judgements.ToArray();
        new Random(seed).Shuffle(judgements);

        Assert.Equal(Write(Of(release)), Write(Of(release with { Judgements = judgements })));
    }, iter: Releases);

    [Fact]
    public void Of_AnyRelease_ReachesItsClassOnlyWithEverythingThatTheClassNeedsAndNamesWhatIsMissing() => RandomRelease.Any.Sample(release =>
    {
        var mof = Of(release).Mof;
        var reached = mof.Requirements.Where(requirement => requirement.Class >= mof.Class).ToList();

        Assert.True(mof.Class is MofClass.None or MofClass.Unknown || reached.All(requirement => requirement.Finding.Fulfilment == Fulfilment.Fulfilled));
        Assert.Equal(mof.Class == MofClass.ClassI, mof.MissingForNext.Count == 0);
        Assert.True(mof.AtMost <= mof.Class || mof.Class == MofClass.Unknown);
        Assert.Equal(mof.Class == MofClass.None, mof.AtMost == MofClass.None);
    }, iter: Releases);

    // What the index's judgement of the whole adds must not take back what was possible: another assessor gives the code a licence that will not do.
    [Fact]
    public void Of_TrainingCodeUnderARestrictedLicence_SaysNothingOfTheArchitectureInIt()
    {
        var closed = new Judged(Component.TrainingCode, Assessor.Portal, Availability.Open, "LicenseRef-Llama-3", null);
        var open = new Judged(Component.TrainingCode, Assessor.OsaiIndex, Availability.Open, "Apache-2.0", null);

        var architecture = Of(new KnownRelease("Apache-2.0", [closed, open])).Findings.Single(finding => finding.Component == MofComponent.Architecture);

        Assert.Equal((Fulfilment.Unknown, FindingReason.NotJudged), (architecture.Fulfilment, architecture.Reason));
    }

    [Fact]
    public void Of_OnlyTheDataOfTheEndModelOpen_DoesNotKnowTheDataSets()
    {
        var openness = Of(new KnownRelease("Apache-2.0", [new Judged(Component.EndData, Assessor.Portal, Availability.Open, "CC-BY-4.0", null)]));

        Assert.Equal(Fulfilment.Unknown, openness.Findings.Single(finding => finding.Component == MofComponent.Datasets).Fulfilment);
        Assert.Equal(OsaidVerdict.CannotTell, openness.Osaid.Elements.Single(element => element.Element == OsaidElement.DataInformation).Verdict);
    }

    [Fact]
    public void Any_Releases_ReachEveryResultSoThatTheOtherTestsSaySomething()
    {
        var results = new HashSet<object>();
        var many = new Random(1);
        RandomRelease.Any.Sample(
            release =>
            {
                var openness = Of(release);
                lock (many)
                {
                    results.UnionWith([openness.Mof.Class, openness.Osaid.Verdict, openness.Grid.Share]);
                }
            },
            iter: 20_000);

        Assert.Superset(Enum.GetValues<MofClass>().Cast<object>().ToHashSet(), results);
        Assert.Superset(Enum.GetValues<OsaidVerdict>().Cast<object>().ToHashSet(), results);
        Assert.Superset(Enum.GetValues<OpenShare>().Cast<object>().ToHashSet(), results);
    }

    private static ReleaseOpenness Of(KnownRelease release) => ReleaseOpenness.Of(release, Book);

    private static void AssertNotLower(ReleaseOpenness less, ReleaseOpenness more)
    {
        Assert.True(Rank(more.Mof.Class) >= Rank(less.Mof.Class), $"{less.Mof.Class} became {more.Mof.Class}");
        Assert.True(more.Mof.AtMost <= less.Mof.AtMost, $"at most {less.Mof.AtMost} became {more.Mof.AtMost}");
        Assert.True(Rank(more.Osaid.Verdict) >= Rank(less.Osaid.Verdict), $"{less.Osaid.Verdict} became {more.Osaid.Verdict}");
        Assert.True((2 * more.Grid.Open) + more.Grid.Partial >= (2 * less.Grid.Open) + less.Grid.Partial);
    }

    // Neither "none" nor "unknown" is a class.
    private static int Rank(MofClass mof) => mof switch
    {
        MofClass.ClassI => 3,
        MofClass.ClassII => 2,
        MofClass.ClassIII => 1,
        _ => 0,
    };

    private static int Rank(OsaidVerdict verdict) => verdict switch
    {
        OsaidVerdict.Yes => 2,
        OsaidVerdict.CannotTell => 1,
        _ => 0,
    };

    private static string Write(ReleaseOpenness openness) => System.Text.Json.JsonSerializer.Serialize(openness);
}
