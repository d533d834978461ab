using System.Globalization;
using System.Text;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Says what the columns of a file probably are: what was said of this source's files before, else by their headings in English, French or 360Giving.</summary>
public static class GrantSuggestions
{
    // Of 360Giving the titles and the paths of its schema; of the rest what lists of grants call their columns.
    private static readonly (string Target, string[] Names)[] Known =
    [
        ("id", ["id", "identifier", "grant id", "grant identifier", "award id", "award number", "grant number", "grant reference", "project code", "project reference", "reference",
            "identifiant", "numero", "code projet", "reference du projet", "code decision", "reference decision"]),
        ("title", ["title", "grant title", "project title", "award title", "titre", "intitule", "titre du projet", "intitule du projet", "objet"]),
        ("recipient", ["recipient", "recipient name", "recipient org name", "beneficiary", "grantee", "awardee", "organisation", "organization", "recipientorganization 0 name",
            "recipient individual name", "recipientindividual name", "recipient ind name", "beneficiaire", "nom du beneficiaire", "nombeneficiaire", "laureat", "attributaire", "coordinateur"]),
        ("recipient_country", ["recipient country", "recipient org country", "country", "country code", "recipientorganization 0 addresscountry", "pays", "pays du beneficiaire"]),
        ("recipient_identifier", ["recipient identifier", "recipient org identifier", "recipient id", "recipientorganization 0 id", "identifiant du beneficiaire", "idbeneficiaire"]),
        ("amount", ["amount", "amount awarded", "amountawarded", "award amount", "awarded amount", "grant amount", "funding", "value", "montant", "montant attribue", "montant accorde", "aide allouee", "aide"]),
        ("currency", ["currency", "currency code", "devise", "monnaie"]),
        ("awarded", ["awarded", "award date", "awarddate", "date awarded", "decision date", "date", "date d attribution", "date de decision", "dateconvention", "date convention", "date de convention"]),
        ("start", ["start", "start date", "project start", "planned dates start date", "planneddates 0 startdate", "date de debut", "debut", "date de demarrage"]),
        ("end", ["end", "end date", "project end", "planned dates end date", "planneddates 0 enddate", "date de fin", "fin"]),
        ("funder_name", ["funder", "funder name", "funding org name", "fundingorganization 0 name", "financeur", "nom du financeur", "nomattribuant", "agency"]),
        ("funder_identifier", ["funder identifier", "funding org identifier", "fundingorganization 0 id", "idattribuant"]),
        ("programme", ["programme", "program", "scheme", "dispositif"]),
        ("url", ["url", "web address", "link", "lien", "page"]),
        ("note", ["note", "notes", "remarque", "remarques"]),
        ("themes", ["themes", "theme"]),
        ("funder_type", ["funder type", "type de financeur"]),
        ("stage", ["stage", "etape"]),
        ("recipient_role", ["recipient role", "role"]),
        ("payment_1_date", ["disbursementtransaction 0 transactiondate", "payment date", "paid on", "date de versement"]),
        ("payment_1_amount", ["disbursementtransaction 0 value", "payment amount", "amount paid", "montant verse"]),
        ("recipient_2", ["recipientorganization 1 name", "recipient 2"]),
        ("recipient_2_identifier", ["recipientorganization 1 id"]),
        ("recipient_2_country", ["recipientorganization 1 addresscountry"]),
    ];

    private static readonly Dictionary<string, string> ByName = Known
        .SelectMany(known => known.Names.Select(name => (name, known.Target)))
        .Concat(GrantTargets.All.Select(target => (name: Plain(target.Code), Target: target.Code)))
        .DistinctBy(pair => pair.name)
        .ToDictionary(pair => pair.name, pair => pair.Target, StringComparer.Ordinal);

    private static readonly string[] Of360Giving = ["Identifier", "Amount Awarded", "Award Date", "Funding Org:Name"];

    // Too short to be told from another word by a letter.
    private static readonly List<string> Alike = [.. ByName.Keys.Where(name => name.Length > 5)];

    /// <param name="layout">Of the file.</param>
    /// <param name="remembered">What was said of the source's last file; null where there was none.</param>
    /// <param name="keepsRest">Whether columns without a meaning are kept as stated, as of 360Giving files.</param>
    public static GrantMapping Suggest(GrantFileLayout layout, GrantMapping? remembered, bool keepsRest)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var columns = new ColumnMapping[layout.Headings.Count];
        // The headings of 360Giving are never others misspelt.
        for (var round = 0; round < (keepsRest ? 1 : 2); round++)
        {
            for (var index = 0; index < columns.Length; index++)
            {
                columns[index] = columns[index] is { Target: not null } known ? known : Suggest(layout, index, remembered, fuzzy: round > 0, taken);
            }
        }

        var rest = keepsRest ? GrantTargets.Keep : null;
        return new GrantMapping(
            [.. columns.Select(column => column.Target is null && remembered?.Columns.Any(known => known.Heading == column.Heading) != true ? column with { Target = rest } : column)],
            (remembered?.Constants ?? new Dictionary<string, string> { ["stage"] = "awarded", ["confidence"] = "high" })
                .Where(constant => columns.All(column => column.Target != constant.Key)).ToDictionary(constant => constant.Key, constant => constant.Value, StringComparer.Ordinal));
    }

    /// <summary>Whether most of a file's columns are those of 360Giving.</summary>
    public static bool Is360Giving(GrantFileLayout layout) =>
        Of360Giving.All(name => layout.Headings.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static ColumnMapping Suggest(GrantFileLayout layout, int index, GrantMapping? remembered, bool fuzzy, HashSet<string> taken)
    {
        var heading = layout.Headings[index];
        if (remembered?.Columns.FirstOrDefault(column => column.Heading == heading) is { } before)
        {
            return before.Target is null or GrantTargets.Keep || taken.Add(before.Target) ? Fitting(before, layout.SamplesOf(index)) : new ColumnMapping(heading, null);
        }

        var plain = Plain(heading);
        var target = ByName.GetValueOrDefault(plain) ?? (fuzzy && Misspelt(plain) is { } name ? ByName[name] : null);
        if (target is null || !taken.Add(target))
        {
            return new ColumnMapping(heading, null);
        }

        var samples = layout.SamplesOf(index);
        return GrantTargets.Find(target)!.Kind switch
        {
            TargetKind.Date => new ColumnMapping(heading, target, Dates: CellFormats.DetectDates(samples).Format),
            TargetKind.Amount => new ColumnMapping(heading, target, Numbers: CellFormats.DetectNumbers(samples).Format),
            _ => new ColumnMapping(heading, target),
        };
    }

    // What was said of the last file holds, unless the rows of this one say otherwise.
    private static ColumnMapping Fitting(ColumnMapping before, IReadOnlyList<string> samples) => before with
    {
        Dates = before.Dates is { } dates && samples.Any(text => CellFormats.Date(text, dates) is null) && CellFormats.DetectDates(samples).Format is { } seen ? seen : before.Dates,
        Numbers = before.Numbers is { } numbers && samples.Any(text => CellFormats.Number(text, numbers) is null) && CellFormats.DetectNumbers(samples).Format is { } read
            ? read : before.Numbers,
    };

    private static string? Misspelt(string plain) =>
        plain.Length > 5 && Nearest.To(plain, Alike) is { } name && Nearest.Distance(plain, name) <= Math.Max(1, plain.Length / 8) ? name : null;

    /// <summary>Small letters and digits without accents, with one blank between words.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character))
            {
                plain.Append(char.ToLowerInvariant(character));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != ' ')
            {
                plain.Append(' ');
            }
        }

        return plain.ToString().TrimEnd();
    }
}
