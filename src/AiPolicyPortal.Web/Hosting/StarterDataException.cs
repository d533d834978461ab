using AiPolicyPortal.Core.Interchange;

namespace AiPolicyPortal.Web.Hosting;

/// <summary>The data folder of the first start has faults; nothing of it was loaded.</summary>
internal sealed class StarterDataException(string folder, IReadOnlyList<Fault> faults)
    : Exception($"The data folder {folder} was not loaded; {faults.Count} faults:\n{string.Join('\n', faults.Select(Line))}")
{
    private static string Line(Fault fault) => $"  {fault.File}:{fault.Row} {fault.Column} '{fault.Value}' {fault.Expectation}";
}
