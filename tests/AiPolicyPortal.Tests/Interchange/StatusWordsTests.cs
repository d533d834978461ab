using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Programmes;

namespace AiPolicyPortal.Tests.Interchange;

public sealed class StatusWordsTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("active", GovernanceStatus.Active)]
    [InlineData("active (voluntary)", GovernanceStatus.Active)]
    [InlineData("in force", GovernanceStatus.InForce)]
    [InlineData("in force (promulgated 2025-06-04)", GovernanceStatus.InForce)]
    [InlineData("in force until 2022", GovernanceStatus.Closed)]
    [InlineData("in force until 2030", GovernanceStatus.InForce)]
    [InlineData("approved by Senate, in Chamber of Deputies", GovernanceStatus.Proposed)]
    [InlineData("bill reintroduced", GovernanceStatus.Proposed)]
    [InlineData("draft compiled, Cabinet approval expected", GovernanceStatus.Draft)]
    [InlineData("open for signature since 2024-09-05", GovernanceStatus.Adopted)]
    [InlineData("superseded by 2.0", GovernanceStatus.Superseded)]
    [InlineData("rescinded 2025-01-20", GovernanceStatus.Rescinded)]
    [InlineData("closed 2023-10-24", GovernanceStatus.Closed)]
    [InlineData("bill died on the order paper", GovernanceStatus.Lapsed)]
    [InlineData("lapsed 2025-01-06", GovernanceStatus.Lapsed)]
    [InlineData("recommendations", GovernanceStatus.Published)]
    [InlineData("inactive", GovernanceStatus.Unknown)]
    [InlineData("who knows", GovernanceStatus.Unknown)]
    public void Governance_Words_MeanAStatus(string words, GovernanceStatus status) =>
        Assert.Equal(status, StatusWords.Governance(words, Today));

    [Fact]
    public void Governance_WordsOfTheStarterData_AllMeanSomething()
    {
        var words = File.ReadAllLines(Path.Combine(DataPaths.Starter, "governance.csv"));

        Assert.True(words.Length > 100);
        Assert.All(Statuses("governance.csv"), status => Assert.NotEqual(GovernanceStatus.Unknown, StatusWords.Governance(status, Today)));
    }

    [Theory]
    [InlineData("closed", ProgrammeStatus.Closed, null)]
    [InlineData("planned for 2027", ProgrammeStatus.Announced, "planned for 2027")]
    [InlineData("unknown", ProgrammeStatus.Unknown, null)]
    public void Programme_Words_AreKeptWhenTheySayMore(string words, ProgrammeStatus status, string? note)
    {
        Assert.Equal(status, StatusWords.Programme(words));
        Assert.Equal(note, StatusWords.Note(words, status));
    }

    private static IEnumerable<string> Statuses(string file)
    {
        using var csv = new CsvHelper.CsvReader(new StreamReader(Path.Combine(DataPaths.Starter, file)),
            System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            yield return csv.GetField("status")!;
        }
    }
}
