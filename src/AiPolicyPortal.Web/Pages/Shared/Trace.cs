using AiPolicyPortal.Core.Traces;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>From promise to releases, programme by programme.</summary>
/// <param name="IsOne">It stands on the page of its one programme, which need not be named again.</param>
public sealed record Trace(IReadOnlyList<OpenProgramme> Programmes, bool IsOne);
