namespace AiPolicyPortal.Benchmarks;

/// <summary>What a run measures, and how large.</summary>
/// <param name="Scenario"><c>pages</c>, <c>grants</c>, <c>rates</c>, <c>exports</c>, <c>totals</c> or <c>all</c>.</param>
internal sealed record Plan(string Scenario, int Grants, int Figures, int Rounds, int Requests)
{
    public bool Covers(string scenario) => Scenario == "all" || Scenario == scenario;
}
