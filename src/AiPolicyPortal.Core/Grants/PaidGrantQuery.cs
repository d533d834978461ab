using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>What is asked of the grants that a country awarded.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</param>
/// <param name="Currency">ISO 4217; null for the one of most grants.</param>
/// <param name="AsOf">Null for now, UTC.</param>
public sealed record PaidGrantQuery(string Country, string? Currency = null, DateTimeOffset? AsOf = null)
{
    public static PaidGrantQuery Read(QueryParameters parameters)
    {
        var country = parameters.CountryCodes("country");
        if (country is not { Included: [_], Excluded: [] })
            parameters.Fault(new ParameterError("country", "missing", "'country' is needed, once: a country code such as FR, EU or INT.") { Form = ParameterKind.Country });
        return new PaidGrantQuery(country.Included is [var one, ..] ? one : "", parameters.CurrencyCode("currency"), parameters.InstantOrDay("asOf"));
    }
}
