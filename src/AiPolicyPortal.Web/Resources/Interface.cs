namespace AiPolicyPortal.Web.Resources;

/// <summary>Names the interface texts, <c>Interface.resx</c> (English) and <c>Interface.fr.resx</c>, for <c>IStringLocalizer&lt;Interface&gt;</c>.</summary>
public sealed class Interface;
