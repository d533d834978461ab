using System.Globalization;
using System.Reflection;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Totals;
using CsCheck;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>What must hold of any data folder whatever, on random ones.</summary>
public sealed class InvariantTests
{
    // Every run tries ten thousand; the nightly one more.
    private static readonly long Folders = long.Parse(Environment.GetEnvironmentVariable("PORTAL_RANDOM_FOLDERS") ?? "10000", CultureInfo.InvariantCulture);
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<TotalQuestion> Question =
        Gen.Select(
            Gen.Enum<Stage>().Where(stage => stage <= Stage.Announced),
            Gen.OneOfConst<FunderType[]>([FunderType.Public], [FunderType.Public, FunderType.Mixed]),
            Gen.OneOfConst(
                ProgrammeSet.All,
                new ProgrammeSet { Countries = ["FR"] },
                new ProgrammeSet { Programmes = ["p1"] },
                new ProgrammeSet { Themes = [Theme.Data] }),
            Gen.OneOfConst("EUR", "USD", "AED"),
            Gen.Enum<TotalGrouping>(),
            Gen.OneOfConst<PartialDate?>(null, PartialDate.Parse("2021-06")),
            (stage, funders, set, currency, grouping, statedTo) => new TotalQuestion
            {
                Stage = stage,
                FunderTypes = funders,
                Programmes = set,
                Target = new ConversionTarget(currency),
                GroupBy = grouping,
                StatedTo = statedTo,
                AsOf = Now,
            });

    [Fact]
    public void Answer_WhateverTheOrderOfRowsAndLinks_IsTheSame() =>
        Gen.Select(RandomFolder.Facts, Question, Gen.Int).Sample(
            (facts, question, seed) =>
            {
                var shuffled = RandomFolder.Shuffle(facts, new Random(seed));
                return Text(Total.Answer(facts, question)) == Text(Total.Answer(shuffled, question))
                    && Text(NewMoney.Answer(facts, question with { GroupBy = TotalGrouping.Year }))
                        == Text(NewMoney.Answer(shuffled, question with { GroupBy = TotalGrouping.Year }));
            },
            iter: Folders);

    [Fact]
    public void Explanation_PartsAndGroups_AddUpToTheCent() =>
        Gen.Select(RandomFolder.Facts, Question).Sample(
            (facts, question) =>
            {
                var answer = Total.Answer(facts, question);
                var sums = answer.Groups.Select(group => group.Sum).Append(answer.Total);
                return sums.All(sum => sum.Low == SumOf(sum.Counted.Select(figure => figure.ConvertedLow)))
                    && sums.All(sum => sum.High == SumOf(sum.Counted.Select(figure => figure.ConvertedHigh)))
                    && (answer.Total.Low ?? 0) == answer.Groups.Sum(group => group.Sum.Low ?? 0) + (answer.Overlap!.Low ?? 0)
                    && (answer.Total.High ?? 0) == answer.Groups.Sum(group => group.Sum.High ?? 0) + (answer.Overlap.High ?? 0);
            },
            iter: Folders);

    [Fact]
    public void Answer_OfAGroup_IsWhatAskingForItAloneGives() =>
        Gen.Select(RandomFolder.Facts, Question).Sample(
            (facts, question) => Total.Answer(facts, question with { Programmes = ProgrammeSet.All, GroupBy = TotalGrouping.Country }).Groups
                .Where(group => group.Key != TotalGroup.Unknown)
                .All(group => Folder.LineOf(group.Sum) == Folder.LineOf(
                    Total.Answer(facts, question with { Programmes = new ProgrammeSet { Countries = [group.Key] }, GroupBy = null }).Total)),
            iter: Folders);

    [Fact]
    public void Answer_WithARestatementOfWhatStands_IsTheSameInItsCurrency() =>
        Gen.Select(RandomFolder.Facts, Question, Gen.Int[0, 999], RandomFolder.Saying).Sample(
            (facts, question, pick, saying) =>
            {
                var plain = question with { StatedTo = null, GroupBy = null };
                if (Pick(Total.Answer(facts, plain).Total.Counted, pick) is not { } counted)
                    return true;
                var own = plain with { Target = new ConversionTarget(counted.Figure.Currency) };
                var restated = saying.Add(facts, counted.Figure with { Reference = "f-new", Announcement = "a-new", Confidence = saying.Confidence })
                    .With(new TotalLink("f-new", FigureLinkKind.Restates, counted.Figure.Reference, new Timeline(Folder.Start)));
                // Where it does not stand in its own currency, because more can be converted into it, nothing is promised.
                return Total.Answer(facts, own).Total is var before && before.Counted.All(figure => figure.Figure != counted.Figure)
                    || (before.Low, before.High) == (Total.Answer(restated, own).Total.Low, Total.Answer(restated, own).Total.High);
            },
            iter: Folders);

    [Fact]
    public void Answer_WithAPartOfACountedWhole_IsTheSame() =>
        Gen.Select(RandomFolder.Facts, Question, Gen.Int[0, 999], RandomFolder.Saying).Sample(
            (facts, question, pick, saying) =>
            {
                var plain = question with { StatedTo = null, GroupBy = null };
                var before = Total.Answer(facts, plain).Total;
                var parents = facts.Programmes.Select(programme => programme.Parent).ToHashSet();
                var wholes = before.Counted.Where(figure => figure.ConvertedLow is not null && !parents.Contains(figure.Figure.Programme));
                if (Pick([.. wholes], pick) is not { } whole)
                    return true;
                var three = whole.Figure with { Reference = "f-new", Announcement = "a-new", AmountLow = 3, AmountHigh = 3, Nature = Nature.Exact };
                var part = saying.Add(facts, three)
                    .With(new TotalLink("f-new", FigureLinkKind.PartOf, whole.Figure.Reference, new Timeline(Folder.Start)));
                var after = Total.Answer(part, plain).Total;
                return (before.Low, before.High) == (after.Low, after.High) && after.LeftOut.Any(left => left.Figure.Reference == "f-new");
            },
            iter: Folders);

    [Fact]
    public void Answer_OfAPastInstant_NeverChangesWhateverIsPublishedLater() =>
        Gen.Select(RandomFolder.Facts, RandomFolder.Facts, Question, Gen.Int).Sample(
            (facts, more, question, seed) =>
            {
                var past = question with { AsOf = RandomFolder.Middle };
                var later = RandomFolder.PublishLater(facts, more, new Random(seed));
                return Text(Total.Answer(facts, past)) == Text(Total.Answer(later, past));
            },
            iter: Folders);

    [Fact]
    public void Answer_AsOfNow_IsThePlainAnswer() =>
        Gen.Select(RandomFolder.Facts, Question).Sample(
            (facts, question) => Text(Total.Answer(facts, question)) == Text(Total.Answer(facts, question with { AsOf = RandomFolder.Last })),
            iter: Folders);

    /// <summary>Fields, parameters, results and local variables, private ones included.</summary>
    [Fact]
    public void Money_IsNeverBinaryFloatingPoint()
    {
        const BindingFlags Everything =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var types = typeof(Total).Assembly.GetTypes()
            .Where(type => type.Namespace is "AiPolicyPortal.Core.Totals" or "AiPolicyPortal.Core.Conversion").ToList();

        Assert.True(types.Count > 30);
        Assert.DoesNotContain(types, type => type.GetFields(Everything).Any(field => IsBinary(field.FieldType)));
        Assert.DoesNotContain(
            types.SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything))),
            method => method.GetParameters().Any(parameter => IsBinary(parameter.ParameterType))
                || (method is MethodInfo { ReturnType: var result } && IsBinary(result))
                || (method.GetMethodBody()?.LocalVariables.Any(variable => IsBinary(variable.LocalType)) ?? false));
    }

    private static bool IsBinary(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half) || (type.IsGenericType && type.GetGenericArguments().Any(IsBinary));

    private static CountedFigure? Pick(IReadOnlyList<CountedFigure> figures, int pick) => figures.Count == 0 ? null : figures[pick % figures.Count];

    private static decimal? SumOf(IEnumerable<decimal?> amounts) =>
        amounts.OfType<decimal>().ToList() is { Count: > 0 } known ? known.Sum() : null;

    private static string Text(TotalAnswer answer) =>
        $"{Folder.LineOf(answer.Total)} / {string.Join(" / ", answer.Groups.Select(group => group.Key + " " + Folder.LineOf(group.Sum)))} / {answer.Overlap}";

    private static string Text(NewMoneyAnswer answer) =>
        string.Join(" / ", answer.Groups.Select(group =>
            $"{group.Key} {group.Sum.Headline} {string.Join(", ", group.Sum.Announcements.SelectMany(said => said.Figures))}"));
}
