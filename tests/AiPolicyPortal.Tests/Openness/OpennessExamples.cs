using System.Globalization;
using System.Text;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Openness;

/// <summary>Writes <c>docs/openness-examples.md</c> from the starter data and the rules.</summary>
internal static class OpennessExamples
{
    private static readonly Dictionary<string, string> Sources = StarterFile.Read("sources.csv").ToDictionary(row => row["id"], row => row["url"]);

    public static IReadOnlyList<string> Releases { get; } =
    [
        "grok-1", "olmo", "apertus", "bloom-176b", "bloomz", "lucie", "teuken", "eurollm", "salamandra", "pythia", "yulan", "smollm", "falcon", "llama-3-1",
        "llama-4", "gemma", "deepseek-r1", "qwen", "phi", "whisper",
    ];

    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Openness of twenty well-known releases

            What the three frameworks say of twenty releases of the starter data, and why. Written from the data by the rules of `Core/Openness`
            (decisions [40](decisions/0040-openness-worked-out-from-components.md), [41](decisions/0041-what-the-index-says-of-the-frameworks.md) and
            [42](decisions/0042-licence-expressions.md)); a test holds this page to them, and
            `PORTAL_EXAMPLES=write dotnet test --project tests/AiPolicyPortal.Tests -- --filter-class "*OpennessExamplesTests"` writes it anew.

            Each reason names the judgement that it rests on, as component and assessor, and the evidence that the assessor gives. *Unknown* never
            counts as open. The grid counts an open criterion as one and a partly open one as a half, of fourteen. The index publishes its judgement of
            each criterion but no class or verdict of the other two frameworks, so agreement can be shown for the grid alone.

            | release | licence | Model Openness Framework 1.0 | Open Source AI Definition 1.0 | grid: open, partly, closed, unknown |
            |---|---|---|---|---|

            """);
        foreach (var slug in Releases)
        {
            var (row, openness) = (StarterRelease.Rows[slug], StarterRelease.Openness(slug));
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| [{row["name"]}](#{slug}) | {Or(row["licence"], "not stated")} | {Name(openness.Mof.Class)}{AtMost(openness.Mof)} | {Words(openness.Osaid.Verdict.Code())} | {Counts(openness.Grid)} |");
        }

        foreach (var slug in Releases)
        {
            Append(text, slug);
        }

        return text.ToString().ReplaceLineEndings("\n");
    }

    private static void Append(StringBuilder text, string slug)
    {
        var (row, openness) = (StarterRelease.Rows[slug], StarterRelease.Openness(slug));
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"<a id=\"{slug}\"></a>").AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {row["name"]}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{row["developer_names"].Replace(";", ", ", StringComparison.Ordinal)}; {(row["announced"].Length > 0 ? $"announced {row["announced"]}, " : "")}released {row["released"]}. Newest judgement: {openness.Assessed}. {Licences(row["licence"], row["licence_as_stated"])}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"**Model Openness Framework: {Name(openness.Mof.Class)}{AtMost(openness.Mof)}.** Missing for {Name(openness.Mof.Next ?? MofClass.ClassI)}:").AppendLine();
        Append(text, slug, openness.Mof.MissingForNext);
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"**Open Source AI Definition: {Words(openness.Osaid.Verdict.Code())}.**").AppendLine();
        foreach (var element in openness.Osaid.Elements)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {Words(element.Element.Code())}: {Words(element.Verdict.Code())}");
            Append(text, slug, element.Findings, "  ");
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"**Grid: {Counts(openness.Grid)}.** {Agreement(slug, openness.Grid)}");
    }

    private static void Append(StringBuilder text, string slug, IReadOnlyList<Finding> findings, string indent = "")
    {
        foreach (var finding in findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"{indent}- {Words(finding.Component.Code())}: {finding.Fulfilment.Code()}, {Words(finding.Reason.Code())}{(finding.Licence is { } licence ? $" (`{licence}`)" : "")}{Basis(slug, finding.Basis)}");
        }

        if (findings.Count == 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{indent}- nothing");
        }
    }

    private static string Basis(string slug, IReadOnlyList<Judged> basis) => basis.Count == 0
        ? ""
        : "; " + string.Join(", ", basis.Select(judged => $"`{judged.Component.Code()}` by {judged.Assessor.Code()} ({Evidence(slug, judged)})"));

    // The page that the assessor points to, or where its judgement was taken from.
    private static string Evidence(string slug, Judged judged)
    {
        var row = StarterRelease.Components[slug].Single(one => one["component"] == judged.Component.Code() && one["assessor"] == judged.Assessor.Code());
        var url = row["evidence_urls"].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? Sources[row["source"]];
        return $"[{row["availability"]}]({url})";
    }

    // The index's own judgement of each criterion, where it has one.
    private static string Agreement(string slug, OpennessGrid grid)
    {
        var own = StarterRelease.Components[slug].Where(row => row["assessor"] == "osai-index").ToDictionary(row => row["component"], row => row["availability"]);
        if (own.Count == 0)
        {
            return "The index does not judge this release; the grid is that of the other assessors.";
        }

        var differing = grid.Criteria.Where(criterion => own.TryGetValue(criterion.Component.Code(), out var judged) && judged != criterion.Availability.Code()).ToList();
        return differing.Count == 0
            ? $"Agrees with the index in all {own.Count} criteria that its data gives; package and API are not in it."
            : $"Agrees with the index in {own.Count - differing.Count} of {own.Count} criteria. " + string.Join(" ", differing.Select(criterion =>
                $"`{criterion.Component.Code()}`: the index says {own[criterion.Component.Code()]}, {string.Join(" and ", criterion.Basis.Select(judged => judged.Assessor.Code()))} {criterion.Availability.Code()}, and the less open judgement holds."));
    }

    private static string Licences(string licence, string stated) => licence.Length == 0
        ? "Licence not stated."
        : $"Licence `{licence}`{(stated.Length > 0 && stated != licence ? $" (“{stated}”)" : "")}: {Words(LicenceBook.Shipped.Judge(licence).Code())}"
            + string.Concat(LicenceBook.Shipped.Facts(licence).Where(facts => facts.Restrictions.Count > 0)
                .Select(facts => $", {string.Join(" and ", facts.Restrictions.Select(restriction => Words(restriction.Code())))}")) + ".";

    private static string Counts(OpennessGrid grid) => $"{grid.Open}, {grid.Partial}, {grid.Closed}, {grid.Unknown}";

    private static string AtMost(MofAssessment mof) => mof.Class == MofClass.Unknown ? $", at most {Name(mof.AtMost)}" : "";

    private static string Name(MofClass mof) => mof switch
    {
        MofClass.ClassI => "class I",
        MofClass.ClassII => "class II",
        MofClass.ClassIII => "class III",
        MofClass.None => "no class",
        _ => "cannot be told",
    };

    private static string Words(string code) => code.Replace('-', ' ');

    private static string Or(string text, string otherwise) => text.Length == 0 ? otherwise : $"`{text}`";
}
