using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Tests.Web;

namespace AiPolicyPortal.Tests.Openness;

public sealed class OpennessExamplesTests
{
    private static readonly string File = Path.Combine(Checkout.Root, "docs", "openness-examples.md");

    [Fact]
    public async Task Examples_File_IsWhatTheDataAndTheRulesGive()
    {
        var written = OpennessExamples.Write();
        if (Environment.GetEnvironmentVariable("PORTAL_EXAMPLES") == "write")
        {
            await System.IO.File.WriteAllTextAsync(File, written, TestContext.Current.CancellationToken);
        }

        Assert.Equal(20, OpennessExamples.Releases.Distinct().Count());
        Assert.Equal((await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"), written);
    }

    [Fact]
    public void Grok_WhatWasAndWasNotReleased_GivesWhatEachFrameworkSays()
    {
        var grok = StarterRelease.Openness("grok-1");
        var code = grok.Osaid.Elements.Single(element => element.Element == OsaidElement.Code);

        Assert.Equal((MofClass.Unknown, MofClass.ClassIII), (grok.Mof.Class, grok.Mof.AtMost));
        Assert.Equal(
            [MofComponent.TechnicalReport, MofComponent.EvaluationResults, MofComponent.ModelCard, MofComponent.DataCard],
            grok.Mof.MissingForNext.Select(finding => finding.Component));
        Assert.All(grok.Mof.MissingForNext, finding => Assert.Equal(FindingReason.NotJudged, finding.Reason));
        Assert.Equal(OsaidVerdict.No, grok.Osaid.Verdict);
        Assert.Equal(OsaidVerdict.No, code.Verdict);
        Assert.Contains(code.Findings, finding => finding is { Component: MofComponent.TrainingCode, Reason: FindingReason.Closed }
            && finding.Basis.Any(judged => judged is { Assessor: Assessor.Portal, Component: Component.TrainingCode }));
        Assert.Equal(OsaidVerdict.Yes, grok.Osaid.Elements.Single(element => element.Element == OsaidElement.Parameters).Verdict);
        Assert.Equal((2, 0, 2, 10), (grok.Grid.Open, grok.Grid.Partial, grok.Grid.Closed, grok.Grid.Unknown));
    }

    [Theory]
    [InlineData("olmo", OsaidVerdict.CannotTell)]
    [InlineData("llama-3-1", OsaidVerdict.No)]
    [InlineData("llama-4", OsaidVerdict.No)]
    [InlineData("bloomz", OsaidVerdict.No)]
    [InlineData("gemma", OsaidVerdict.No)]
    public void Osaid_WellKnownReleases_SayOpenSourceOnlyOfWhatIs(string slug, OsaidVerdict verdict) =>
        Assert.Equal(verdict, StarterRelease.Openness(slug).Osaid.Verdict);

    [Fact]
    public void Starter_NoRelease_HasAResultThatAnUnknownComponentMakes() => Assert.All(StarterRelease.Rows.Keys, slug =>
    {
        var openness = StarterRelease.Openness(slug);
        Assert.All(
            openness.Findings.Where(finding => finding.Fulfilment == Fulfilment.Fulfilled),
            finding => Assert.Contains(finding.Basis, judged => judged.Availability == Availability.Open));
        Assert.Equal(14, openness.Grid.Open + openness.Grid.Partial + openness.Grid.Closed + openness.Grid.Unknown);
    });
}
