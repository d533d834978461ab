using System.Globalization;
using System.Web;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Tests.Conversion;

namespace AiPolicyPortal.Tests.Totals;

/// <summary>The worked examples: small data folders with the answers they must give.</summary>
public sealed class CaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Asks()
    {
        var asks = new TheoryData<string, string>();
        foreach (var folder in Cases.Folders)
        {
            foreach (var total in Cases.Expected(folder).GetProperty("totals").EnumerateArray())
                asks.Add(folder, total.GetProperty("ask").GetString()!);
        }

        return asks;
    }

    [Theory]
    [MemberData(nameof(Asks))]
    public void Total_OfACase_IsAsWorkedOut(string folder, string ask)
    {
        var expected = Cases.Expected(folder).GetProperty("totals").EnumerateArray().Single(total => total.GetProperty("ask").GetString() == ask);

        var answer = Total.Answer(Facts(folder), Question(ask));

        Assert.Equal(expected.GetProperty("low").GetString(), Text(answer.Total.Low, answer));
        Assert.Equal(expected.GetProperty("high").GetString(), Text(answer.Total.High, answer));
        Assert.Equal(
            expected.GetProperty("counted").EnumerateArray().Select(figure => figure.GetString()!),
            answer.Total.Counted.Select(counted => counted.Figure.Reference));
        Assert.Equal(
            expected.GetProperty("leftOut").EnumerateObject().ToDictionary(figure => figure.Name, figure => figure.Value.GetString()!),
            answer.Total.LeftOut.ToDictionary(left => left.Figure.Reference, left => left.Reason.Code()));
        if (expected.TryGetProperty("undisclosedCount", out var undisclosed))
            Assert.Equal(undisclosed.GetInt32(), answer.Total.UndisclosedCount);
    }

    [Fact]
    public void Total_OfACaseInGroups_LeavesTheirOverlap()
    {
        const string Folder = "03-inside";
        var expected = Cases.Expected(Folder).GetProperty("groups");

        var answer = Total.Answer(Facts(Folder), Question(expected.GetProperty("ask").GetString()!));

        Assert.Equal(expected.GetProperty("total").GetString(), Text(answer.Total.Low, answer));
        Assert.Equal(expected.GetProperty("overlap").GetString(), Text(answer.Overlap!.Low, answer));
        Assert.Equal(
            expected.GetProperty("groups").EnumerateObject().Select(group => (group.Name, group.Value.GetString())).Append(("unknown", null)),
            answer.Groups.Select(group => (group.Key, Text(group.Sum.Low, answer))));
    }

    private static MoneyFacts Facts(string folder) => DataFolder.Read(ReferenceData.Tables, "Totals", "cases", folder);

    private static string? Text(decimal? amount, TotalAnswer answer) =>
        amount?.ToString("F" + answer.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static TotalQuestion Question(string ask)
    {
        var query = HttpUtility.ParseQueryString(ask);
        return new TotalQuestion
        {
            Stage = Codes<Stage>.Parse(query["stage"]!),
            FunderTypes = query.GetValues("funderType") is { } funders ? [.. funders.Select(Codes<FunderType>.Parse)] : [FunderType.Public],
            Programmes = new ProgrammeSet { Countries = query.GetValues("country") ?? [], Programmes = query.GetValues("programme") ?? [] },
            Target = new ConversionTarget(query["currency"]!),
            AsOf = Now,
            StatedTo = query["statedTo"] is { } day ? PartialDate.Parse(day) : null,
            GroupBy = query["groupBy"] is { } grouping ? Codes<TotalGrouping>.Parse(grouping) : null,
        };
    }
}
