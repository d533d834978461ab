using System.Text.Json;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Openness;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>
/// The SPDX list with what the portal adds by hand; a licence is open source when the list, or the Open Source Initiative's own, says so.
/// </summary>
internal static class LicenceList
{
    private const string ByHand = "licence_refs.csv";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IEnumerable<Licence> Read(string folder) => Book(folder).All.Select(licence => new Licence
    {
        Code = licence.Identifier,
        Name = licence.Name,
        Url = licence.Url,
        OsiApproved = licence.Class == LicenceClass.OpenSource,
    });

    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    public static LicenceBook Book(string folder)
    {
        var rows = ReferenceCsv.Rows(folder, ByHand, "expression", "name", "url", "stated", "restricts", "derivatives", "reason").ToList();
        return new LicenceBook(
            Spdx(folder).Concat(rows.Where(row => row[1].Length > 0).Select(Reference)),
            Load<List<string>>(folder, "spdx_exceptions.json"),
            rows.SelectMany(row => CellText.List(ReferenceCsv.OrNull(row[3])), (row, stated) => (stated, row[0])).ToDictionary(StringComparer.Ordinal));
    }

    private static IEnumerable<LicenceFacts> Spdx(string folder)
    {
        var approved = Load<List<OsiLicence>>(folder, "osi_licenses.json")
            .Where(licence => licence.Keywords.Contains("osi-approved"))
            .Select(licence => licence.Id)
            .ToHashSet(StringComparer.Ordinal);
        return Load<Dictionary<string, SpdxLicence>>(folder, "spdx.json").Select(licence =>
        {
            var restrictions = OpenContentLicences.Restrictions(licence.Key);
            var kind = licence.Value.OsiApproved || approved.Contains(licence.Key) ? LicenceClass.OpenSource
                : OpenContentLicences.IsOpen(licence.Key) ? LicenceClass.OpenContent
                : restrictions.Count > 0 ? LicenceClass.Restricted
                : LicenceClass.Unclear;
            return new LicenceFacts(
                licence.Key, licence.Value.Name, licence.Value.Url, kind, restrictions, OpenContentLicences.Derivatives(licence.Key), null);
        });
    }

    private static LicenceFacts Reference(string[] row)
    {
        LicenceRestriction[] restrictions = [.. CellText.List(row[4]).Select(Codes<LicenceRestriction>.Parse)];
        return new LicenceFacts(
            row[0],
            row[1],
            ReferenceCsv.OrNull(row[2]),
            restrictions is [LicenceRestriction.Unknown] ? LicenceClass.Unclear : LicenceClass.Restricted,
            restrictions,
            Codes<DerivativeTerms>.Parse(row[5]),
            row[6]);
    }

    private static T Load<T>(string folder, string file)
    {
        using var stream = File.OpenRead(Path.Combine(folder, file));
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidDataException($"{file} is empty.");
    }

    private sealed record SpdxLicence(string Name, string? Url, bool OsiApproved);

    private sealed record OsiLicence(string Id, string[] Keywords);
}
