using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AiPolicyPortal.Tests.Web;

public sealed partial class InterfaceTextTests
{
    private static readonly string Web = Path.Combine(Checkout.Root, "src", "AiPolicyPortal.Web");
    private static readonly Dictionary<string, string> English = Read("Interface.resx");
    private static readonly Dictionary<string, string> French = Read("Interface.fr.resx");

    [Fact]
    public void Texts_BothLanguages_HaveTheSameKeys()
    {
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), French.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(English.Concat(French), text => string.IsNullOrWhiteSpace(text.Value));
    }

    [Fact]
    public void Texts_BothLanguages_TakeTheSameArguments() =>
        Assert.DoesNotContain(English.Keys, key => !Arguments(English[key]).SetEquals(Arguments(French[key])));

    [Fact]
    public void Texts_EveryKeyInPagesAndCode_Exists()
    {
        var used = Directory.EnumerateFiles(Web, "*.cs*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Used().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();

        Assert.True(used.Count > 30);
        Assert.Empty(used.Except(English.Keys));
    }

    [Theory]
    [InlineData("Stage", "recommended announced appropriated committed awarded disbursed")]
    [InlineData("Standing", "stands target request bid withdrawn error aggregate wider-scope not-spending")]
    [InlineData("Nature", "exact about at-least up-to range undisclosed")]
    [InlineData("AmountBasis", "total annual")]
    [InlineData("FunderType", "public private mixed unknown")]
    [InlineData("Instrument", "grant loan equity guarantee tax in-kind mixed unknown")]
    [InlineData("Confidence", "high medium low")]
    [InlineData("FigureLinkKind", "restates revises contradicts part-of")]
    [InlineData("FigureLinkKindInverse", "restates revises contradicts part-of")]
    [InlineData("ProgrammeStatus", "active announced closed cancelled unknown")]
    [InlineData("OpenSourceCommitment", "none stated funded required")]
    [InlineData("GovernanceStatus", "proposed draft adopted in-force completed superseded closed rescinded published unknown")]
    [InlineData("Tier", "1 2 3 4")]
    [InlineData("TierMeaning", "1 2 3 4")]
    [InlineData("AnnouncementRelation", "restates revises contradicts part-of")]
    [InlineData("AnnouncementRelationInverse", "restates revises contradicts part-of")]
    [InlineData("CountryKind", "country union international")]
    [InlineData("Region", "Africa Americas Asia Europe Oceania")]
    [InlineData("Theme", "research compute adoption infrastructure startups talent safety-governance skills language-technology data open-source defence")]
    [InlineData("Availability", "open partial closed unknown")]
    [InlineData("OrganisationType", "government agency university research-institute company nonprofit fund international")]
    [InlineData("OrganisationRole", "funder recipient developer lead")]
    [InlineData("IdentifierScheme", "ror isni wikidata lei org-id duns other")]
    [InlineData("RecipientRole", "recipient coordinator partner")]
    public void Texts_EveryCodeOfAList_HasItsWord(string list, string codes) =>
        Assert.DoesNotContain(codes.Split(' '), code => !English.ContainsKey($"{list}.{code}"));

    [Fact]
    public void Texts_OpenWeights_AreNeverCalledOpenSource()
    {
        // The texts that have both say that the one does not make the other.
        Assert.Equal(["Open.Lede", "Releases.Lede"], English.Where(text => OpenWeights().IsMatch(text.Value) && OpenSource().IsMatch(text.Value)).Select(text => text.Key).Order());
        Assert.Equal(["Open.Lede"], French.Where(text => OpenWeights().IsMatch(text.Value) && OpenSource().IsMatch(text.Value)).Select(text => text.Key));
        Assert.Contains("do not make a model open source", English["Releases.Lede"], StringComparison.Ordinal);
        Assert.Contains("ne suffisent pas", French["Releases.Lede"], StringComparison.Ordinal);
        Assert.Contains("alone are not open source", English["Open.Lede"], StringComparison.Ordinal);
        Assert.Contains("ne font pas à eux seuls l’open source", French["Open.Lede"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MofClass", "class-i class-ii class-iii none unknown")]
    [InlineData("MofClassMeaning", "class-i class-ii class-iii none unknown")]
    [InlineData("OsaidVerdict", "yes no cannot-tell")]
    [InlineData("OsaidVerdictMeaning", "yes no cannot-tell")]
    [InlineData("MofShort", "class-i class-ii class-iii none unknown")]
    [InlineData("OsaidShort", "yes no cannot-tell")]
    [InlineData("OsaidElement", "data-information code parameters")]
    [InlineData("OpenShare", "three-quarters half quarter less unknown")]
    [InlineData("GridDimension", "availability documentation access")]
    [InlineData("LicenceFamily", "open-source open-content restricted unclear not-stated")]
    [InlineData("LicenceMeaning", "open-source open-content restricted unclear")]
    [InlineData("LicenceRestriction", "field-of-use non-commercial size territory no-derivatives unknown")]
    [InlineData("DerivativeTerms", "same-terms forbidden")]
    [InlineData("ConflictReason", "terms-dropped no-derivatives")]
    [InlineData("Fulfilment", "fulfilled lacking unknown")]
    [InlineData("FindingReason", "open open-on-any-terms open-by-licence-finding contained stands-in partial closed restricted-licence licence-not-for-code unclear-licence licence-not-recorded not-judged")]
    [InlineData("MofComponent", "architecture preprocessing-code training-code inference-code evaluation-code evaluation-data libraries final-parameters intermediate-parameters datasets sample-outputs model-card data-card technical-report research-paper evaluation-results metadata")]
    public void Texts_EveryCodeOfOpenness_HasItsWord(string list, string codes) =>
        Assert.DoesNotContain(codes.Split(' '), code => !English.ContainsKey($"{list}.{code}"));

    [Fact]
    public void Texts_French_KeepsPunctuationOnItsLine() =>
        Assert.DoesNotContain(French.Values, text => PlainSpaceBeforePunctuation().IsMatch(text));

    private static HashSet<string> Arguments(string text) => [.. Argument().Matches(text).Select(match => match.Value)];

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Web, "Resources", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex("""(?:\bL|\btexts)\["([A-Za-z0-9.-]+)"[\],]""")]
    private static partial Regex Used();

    [GeneratedRegex(@"open[- ]weights?|weights?\b.*\bopen\b|poids ouverts|paramètres ouverts", RegexOptions.IgnoreCase)]
    private static partial Regex OpenWeights();

    [GeneratedRegex(@"open[- ]source", RegexOptions.IgnoreCase)]
    private static partial Regex OpenSource();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Argument();

    [GeneratedRegex("[ ][:;!?»]|«[ ]")]
    private static partial Regex PlainSpaceBeforePunctuation();
}
