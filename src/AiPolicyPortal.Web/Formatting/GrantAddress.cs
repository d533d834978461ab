namespace AiPolicyPortal.Web.Formatting;

/// <summary>Addresses of lists of grants that a sum is made of.</summary>
public static class GrantAddress
{
    /// <summary>The grants that a country awarded from public money, whoever received them.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</param>
    /// <param name="currency">ISO 4217; null for all.</param>
    public static string Paid(string country, string? currency = null) =>
        $"/grants?payingCountry={country}&stage=awarded&funderType=public{(currency is null ? "" : $"&statedCurrency={currency}")}";
}
