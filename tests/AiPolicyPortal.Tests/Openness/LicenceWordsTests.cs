using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Interchange.Reference;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Openness;

/// <summary>Every licence string of the European Open Source AI Index, and the one file in which some are read by hand.</summary>
public sealed class LicenceWordsTests
{
    private static readonly LicenceBook Book = LicenceBook.Shipped;

    private static readonly List<string[]> ByHand =
        [.. ReferenceCsv.Rows(DataPaths.Reference, "licence_refs.csv", "expression", "name", "url", "stated", "restricts", "derivatives", "reason")];

    [Fact]
    public void Understand_EveryStringOfTheIndex_IsAnSpdxExpressionWhoseReferencesHaveAReason()
    {
        var rows = StarterFile.Read("releases.csv").Where(row => row["origin"] == "osai-index").ToList();
        var stated = rows.Where(row => row["licence_as_stated"].Length > 0).ToList();

        Assert.Equal(193, rows.Count);
        Assert.Equal(192, stated.Count);
        Assert.All(stated, row =>
        {
            var expression = Book.Understand(row["licence_as_stated"]);
            Assert.Equal(row["licence"], expression);
            Assert.All(Book.Read(expression!).Expression!.Identifiers, identifier =>
            {
                var facts = Book.Find(identifier);
                Assert.NotNull(facts);
                Assert.Equal(LicenceBook.IsReference(identifier), facts.Reason is { Length: > 0 });
            });
        });
    }

    [Fact]
    public void ByHand_EveryRow_IsAnExpressionWithAReasonThatTheIndexNeeds()
    {
        var words = StarterFile.Read("releases.csv").Select(row => row["licence_as_stated"]).ToHashSet();
        var named = ByHand.Where(row => row[1].Length > 0).Select(row => row[0]).ToList();
        var used = ByHand.Where(row => row[1].Length == 0).SelectMany(row => Book.Read(row[0]).Expression!.Identifiers).ToHashSet();

        Assert.InRange(ByHand.Count, 1, 65);
        Assert.Equal(named.Distinct(), named);
        Assert.All(ByHand, row =>
        {
            Assert.Equal(row[0], Book.Read(row[0]).Expression?.ToString());
            Assert.NotEmpty(row[6]);
            Assert.Equal(row[1].Length > 0, LicenceBook.IsReference(row[0]) && !row[0].Contains(' ', StringComparison.Ordinal));
            Assert.All(row[3].Split(';', StringSplitOptions.RemoveEmptyEntries), stated =>
            {
                Assert.Contains(stated, words);
                Assert.Null(Book.Read(stated).Expression);
            });
            Assert.True(row[3].Length > 0 || used.Contains(row[0]), $"{row[0]} is not needed.");
        });
    }

    [Fact]
    public void EndWeights_OfTheIndex_HaveTheLicenceOfTheRelease()
    {
        var licences = StarterFile.Read("releases.csv").ToDictionary(row => row["slug"], row => row["licence"]);

        Assert.All(
            StarterFile.Read("release_components.csv").Where(row => row["assessor"] == "osai-index" && row["component"] == "end-weights"),
            row => Assert.Equal(licences[row["release"]], row["licence"]));
    }
}
