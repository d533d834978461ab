using AiPolicyPortal.Core.Publishing.Drafts;

namespace AiPolicyPortal.Web.Pages.Admin.Changes;

/// <summary>One field of a draft's form.</summary>
/// <param name="Stays">A published value that cannot change.</param>
public sealed record FieldView(
    FormField Field, string Id, string Name, string? Value, bool Stays, IReadOnlyList<string> Faults,
    IReadOnlyList<(string Code, string Name)> Countries, IReadOnlyList<(string Code, string Name)> Currencies);
