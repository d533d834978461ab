using System.Text.Json;
using AiPolicyPortal.Core.Releases;

namespace AiPolicyPortal.Core.Interchange.Reference;

/// <summary>The SPDX list; a licence is open source when it, or the Open Source Initiative's own list, says so.</summary>
internal static class LicenceList
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IEnumerable<Licence> Read(string folder)
    {
        var approved = Load<List<OsiLicence>>(folder, "osi_licenses.json")
            .Where(licence => licence.Keywords.Contains("osi-approved"))
            .Select(licence => licence.Id)
            .ToHashSet(StringComparer.Ordinal);
        return Load<Dictionary<string, SpdxLicence>>(folder, "spdx.json").Select(licence => new Licence
        {
            Code = licence.Key,
            Name = licence.Value.Name,
            Url = licence.Value.Url,
            OsiApproved = licence.Value.OsiApproved || approved.Contains(licence.Key),
        });
    }

    private static T Load<T>(string folder, string file)
    {
        using var stream = File.OpenRead(Path.Combine(folder, file));
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidDataException($"{file} is empty.");
    }

    private sealed record SpdxLicence(string Name, string? Url, bool OsiApproved);

    private sealed record OsiLicence(string Id, string[] Keywords);
}
