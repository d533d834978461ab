namespace AiPolicyPortal.Web.Api;

/// <summary>A record of which <c>fields</c> names what is wanted; it has those fields and no other.</summary>
public sealed record SelectedFields;
