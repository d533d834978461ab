using System.Globalization;
using AiPolicyPortal.Core.Articles;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Tests.Totals;
using AiPolicyPortal.Tests.Web;
using CsvHelper;

namespace AiPolicyPortal.Tests.Articles;

/// <summary>The sentences with their amounts and dates, and the reader of articles on the reference countries alone.</summary>
internal static class Sentences
{
    private static readonly Lazy<ArticleReader> Shared = new(() => ReaderOf(KnownRecords.None));

    public static ArticleReader Reader => Shared.Value;

    /// <param name="half"><c>seen</c>, or <c>unseen</c>: what was kept out of sight while the rules were written.</param>
    public static IReadOnlyList<Sentence> Of(string half)
    {
        using var csv = new CsvReader(
            new StreamReader(Path.Combine(Checkout.Root, "tests", "AiPolicyPortal.Tests", "Articles", "Sentences", half + ".csv")), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var sentences = new List<Sentence>();
        while (csv.Read())
        {
            sentences.Add(new Sentence(
                csv.GetField("id")!, csv.GetField("language")!,
                csv.GetField("published") is { Length: > 0 } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
                csv.GetField("text")!, Parts(csv.GetField("amounts")!), Parts(csv.GetField("dates")!)));
        }

        return sentences;
    }

    public static ArticleReader ReaderOf(KnownRecords known) => new(
        new CountryWords([
            .. CsvRows.Of("data", "reference", "countries.csv").Select(row => new Country
            {
                Code = row["alpha2"], NameEn = row["name_en"], NameFr = row["name_fr"], CurrencyCode = row["currency"] is { Length: 3 } code ? code : null,
            }),
            new Country { Code = Country.EuropeanUnion, Kind = CountryKind.Union, NameEn = "European Union", NameFr = "Union européenne", CurrencyCode = "EUR" },
        ]),
        CsvRows.Of("data", "reference", "currency_codes.csv").Where(row => row["WithdrawalDate"].Length == 0 && row["AlphabeticCode"].Length == 3)
            .Select(row => row["AlphabeticCode"]).ToHashSet(StringComparer.Ordinal),
        known);

    /// <summary>Such as <c>EUR 30000000-50000000 range annual</c>.</summary>
    public static string Code(AmountProposal amount) => string.Create(
        CultureInfo.InvariantCulture,
        $"{amount.Currency} {amount.Low:0.##}{(amount.High == amount.Low ? "" : $"-{amount.High:0.##}")} {amount.Nature.Code()}{(amount.Basis == AmountBasis.Annual ? " annual" : "")}");

    private static string[] Parts(string cell) => cell.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

/// <param name="Amounts">As <see cref="Sentences.Code"/> writes them.</param>
internal sealed record Sentence(string Id, string Language, DateOnly? Published, string Text, IReadOnlyList<string> Amounts, IReadOnlyList<string> Dates);
