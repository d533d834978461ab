using System.Text.Json;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Traces;
using CsCheck;

namespace AiPolicyPortal.Tests.Traces;

/// <summary>What has to hold whatever is known of releases and programmes.</summary>
public sealed class OpenReportTests
{
    private const int Reports = 2_000;

    [Fact]
    public void Of_Anything_CountsEachReleaseOnceAndLeavesNoneOut() => RandomTrace.Any.Sample(facts =>
    {
        var report = Of(facts);

        Assert.All(report.Countries.Select(country => country.Releases).Append(report.Unknown!).Append(report.Total), counts =>
        {
            Assert.Equal(counts.Releases, counts.PubliclyFunded + counts.OtherPayer + counts.PayerUnknown);
            Assert.Equal(counts.PubliclyFunded, counts.Mof.Sum(result => result.Releases));
            Assert.Equal(counts.PubliclyFunded, counts.Osaid.Sum(result => result.Releases));
            Assert.Equal(counts.PubliclyFunded, counts.Grid.Sum(result => result.Releases));
            Assert.Equal(counts.PubliclyFunded == 0, counts.Osaid.All(result => result.Share is null));
        });
        Assert.Equal(facts.Releases.Count, report.Total.Releases);
        Assert.All(report.Countries, country => Assert.Equal(
            facts.Releases.Count(release => release.Countries.Contains(country.Country.Code)), country.Releases.Releases));
        Assert.Equal(facts.Releases.Count(release => release.Countries.Count == 0), report.Unknown!.Releases);
    }, iter: Reports);

    [Fact]
    public void Of_CountryLeftOut_KeepsWhatIsOfNoKnownCountry() => Gen.Select(RandomTrace.Any, Gen.OneOfConst("AA", "BB", "CC")).Sample((facts, left) =>
    {
        var report = OpenReport.Of(facts, new OpenFilter { Country = new AnyOf<string>([], [left]) });

        Assert.DoesNotContain(left, report.Countries.Select(country => country.Country.Code));
        Assert.Equal(facts.Releases.Count(release => release.Countries.Count == 0), report.Unknown!.Releases);
        Assert.Equal(
            facts.Releases.Count(release => !release.Countries.Contains(left)), report.Total.Releases);
        Assert.All(report.Countries, row => Assert.Equal(
            facts.Releases.Count(release => release.Countries.Contains(row.Country.Code) && !release.Countries.Contains(left)), row.Releases.Releases));
    }, iter: Reports);

    [Fact]
    public void Of_ResultForgotten_CountsAsUnknownAndNeverAsOpen() => Gen.Select(RandomTrace.Any, Gen.Int[0, 1000]).Sample((facts, which) =>
    {
        if (facts.Releases.Count == 0)
            return;
        var index = which % facts.Releases.Count;
        var known = Of(facts);
        var forgotten = Of(facts with
        {
            Releases = [.. facts.Releases.Select((release, number) => number == index ? release with { Openness = null } : release)],
        });

        Assert.True(Number(forgotten.Total.Osaid, OsaidVerdict.Yes) <= Number(known.Total.Osaid, OsaidVerdict.Yes));
        Assert.True(Number(forgotten.Total.Osaid, OsaidVerdict.CannotTell) >= Number(known.Total.Osaid, OsaidVerdict.CannotTell));
        Assert.True(Number(forgotten.Total.Mof, MofClass.Unknown) >= Number(known.Total.Mof, MofClass.Unknown));
        Assert.True(Number(forgotten.Total.Grid, OpenShare.Unknown) >= Number(known.Total.Grid, OpenShare.Unknown));
        Assert.Equal(known.Total.PubliclyFunded, forgotten.Total.PubliclyFunded);
        Assert.All(forgotten.Programmes.Zip(known.Programmes), pair => Assert.True(pair.First.OpenSourceReleases <= pair.Second.OpenSourceReleases));
    }, iter: Reports);

    [Fact]
    public void Of_AnyOrder_IsTheSame() => Gen.Select(RandomTrace.Any, Gen.Int).Sample((facts, seed) =>
    {
        var dice = new Random(seed);
        var shuffled = facts with
        {
            Countries = Shuffled(facts.Countries, dice),
            Releases = Shuffled([.. facts.Releases.Select(release => release with { Payments = Shuffled(release.Payments, dice) })], dice),
            Programmes = Shuffled(facts.Programmes, dice),
            Grants = Shuffled(facts.Grants, dice),
        };

        Assert.Equal(JsonSerializer.Serialize(Of(facts)), JsonSerializer.Serialize(Of(shuffled)));
    }, iter: Reports);

    [Fact]
    public void Of_Programmes_AreThoseThatPromisedWithWhatTheyAndTheirPartsPaidFor() => RandomTrace.Any.Sample(facts =>
    {
        var report = Of(facts);

        Assert.Equal(
            facts.Programmes.Where(programme => programme.Commitment != OpenSourceCommitment.None).Select(programme => programme.Ref).Order(StringComparer.Ordinal),
            report.Programmes.Select(programme => programme.Programme.Ref).Order(StringComparer.Ordinal));
        Assert.All(report.Programmes, programme =>
        {
            var whole = facts.Programmes.Where(one => IsWithin(one, programme.Programme.Ref, facts)).ToList();
            var ids = whole.Select(one => one.Id).ToHashSet();
            Assert.Equal(whole.Sum(one => one.GrantCount), programme.GrantCount);
            Assert.Equal(Math.Min(programme.GrantCount, OpenProgramme.GrantsNamed), programme.Grants.Count);
            Assert.Equal(
                facts.Releases.Where(release => release.Payments.Any(payment => payment.Programmes.Any(ids.Contains))).Select(release => release.Ref).Order(StringComparer.Ordinal),
                programme.Releases.Select(release => release.Ref).Order(StringComparer.Ordinal));
        });
    }, iter: Reports);

    [Fact]
    public void Of_Programme_HasNothingOutstandingOnlyWhenAllThatCameIsOpenSource() => RandomTrace.Any.Sample(facts => Assert.All(Of(facts).Programmes, programme =>
    {
        Assert.Equal(
            programme.GrantCount > 0 && programme.Releases.Count > 0 && programme.OpenSourceReleases == programme.Releases.Count,
            programme.Outstanding.Count == 0);
        Assert.Equal(
            programme.Releases.Count,
            programme.OpenSourceReleases + programme.Outstanding.Sum(outstanding => outstanding.Releases.Count));
    }), iter: Reports);

    [Fact]
    public void Of_OneCountry_IsItsRowAndItsProgrammes() => RandomTrace.Any.Sample(facts =>
    {
        var all = Of(facts);
        var one = OpenReport.Of(facts, new OpenFilter { Country = new(["BB"], []) });

        Assert.Equal(
            JsonSerializer.Serialize(all.Countries.Where(country => country.Country.Code == "BB")), JsonSerializer.Serialize(one.Countries));
        Assert.Equal(facts.Releases.Count(release => release.Countries.Contains("BB")), one.Total.Releases);
        Assert.Equal(
            all.Programmes.Where(programme => programme.Country.Code == "BB").Select(programme => programme.Programme.Ref),
            one.Programmes.Select(programme => programme.Programme.Ref));
        Assert.Null(one.Unknown);
    }, iter: Reports);

    private static OpenReport Of(OpenFacts facts) => OpenReport.Of(facts, new OpenFilter());

    private static int Number<T>(IReadOnlyList<ResultCount<T>> counts, T result)
        where T : struct, Enum => counts.Single(count => count.Result.Equals(result)).Releases;

    private static bool IsWithin(OpenFacts.Programme programme, string whole, OpenFacts facts) =>
        programme.Ref == whole || (programme.Parent is { } parent && IsWithin(facts.Programmes.Single(one => one.Id == parent), whole, facts));

    private static T[] Shuffled<T>(IReadOnlyList<T> items, Random dice)
    {
        var shuffled = items.ToArray();
        dice.Shuffle(shuffled);
        return shuffled;
    }
}
