namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// The tags of the index: a letter for the filter, a colon and the value, such as <c>c:FR</c> or <c>y:2021</c>; a grant without the value has
/// <see cref="Unknown"/> in its place. The database function <c>grant_entries</c> writes them.
/// </summary>
internal static class GrantTags
{
    public const string Unknown = "unknown";

    public const string Country = "c";
    public const string PayingCountry = "pc";

    /// <summary>The grant's programme and every programme above it.</summary>
    public const string Programme = "p";

    public const string Funder = "f";
    public const string Recipient = "r";
    public const string Theme = "t";
    public const string Year = "y";
    public const string Band = "b";
    public const string FunderType = "ft";
    public const string Stage = "s";
    public const string Confidence = "cf";
    public const string StatedCurrency = "cu";

    /// <param name="organisation">Of no digit but zero for grants with no organisation among their recipients.</param>
    public static string OfRecipient(Guid organisation) => $"{Recipient}:{(organisation == Guid.Empty ? Unknown : organisation)}";
}
