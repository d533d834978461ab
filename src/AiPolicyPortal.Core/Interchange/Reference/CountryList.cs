using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Countries;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>ISO 3166-1, and the two funders beside it.</summary>
internal static class CountryList
{
    public static IEnumerable<Country> Read(string folder) => ReferenceCsv
        .Rows(folder, "countries.csv", "alpha2", "alpha3", "name_en", "name_fr", "official_name_en", "currency", "region", "subregion",
            "capital")
        .Select(row => new Country
        {
            Code = row[0],
            Kind = CountryKind.Country,
            Alpha3 = row[1],
            NameEn = row[2],
            NameFr = row[3],
            OfficialNameEn = ReferenceCsv.OrNull(row[4]),
            CurrencyCode = row[5].Length == Currency.CodeLength ? row[5] : null,
            Region = ReferenceCsv.OrNull(row[6]),
            Subregion = ReferenceCsv.OrNull(row[7]),
            Capital = ReferenceCsv.OrNull(row[8]),
        })
        .Append(new Country
        {
            Code = Country.EuropeanUnion,
            Kind = CountryKind.Union,
            Alpha3 = "EUU",
            NameEn = "European Union",
            NameFr = "Union européenne",
            CurrencyCode = "EUR",
        })
        .Append(new Country
        {
            Code = Country.International,
            Kind = CountryKind.International,
            NameEn = "International",
            NameFr = "International",
        });
}
