using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>What an organisation does in the portal's records: it has at least one of these.</summary>
public enum OrganisationRole
{
    Funder,
    Recipient,
    Developer,
    Lead,
}

/// <summary>Which organisations are asked for; the same on the page and in the API.</summary>
public sealed partial record OrganisationFilter
{
    public string? Words { get; init; }

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<OrganisationType> Type { get; init; } = AnyOf<OrganisationType>.Everything;

    public AnyOf<OrganisationRole> Role { get; init; } = AnyOf<OrganisationRole>.Everything;

    /// <summary>What the identifier asked for may be in any register, such as a ROR code: in small letters, without spaces. Empty where none is asked for.</summary>
    public IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Organisation> SortKeys { get; } = new SortKeys<Organisation>(organisation => organisation.Id, "name")
        .Add("name", organisation => EF.Functions.Unaccent(organisation.Name.ToLower()))
        .Add("grantsReceived", organisation => organisation.GroupsReceived.Sum(received => received.Grants))
        .Add("grantsFunded", organisation => organisation.GroupsFunded.Sum(group => group.Grants))
        .Add("updatedAt", organisation => organisation.UpdatedAt)
        .Add("added", organisation => organisation.RecordedAt);

    public static OrganisationFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodes("country"),
        Type = parameters.Codes<OrganisationType>("type"),
        Role = parameters.Codes<OrganisationRole>("role"),
        Identifiers = parameters.Text("identifier") is { } identifier ? InRegisters(identifier.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()) : [],
        UpdatedSince = parameters.Since("updatedSince"),
    };

    // "https://ror.org/02kvxyf05", "ror.org/02kvxyf05" and "https://search.gleif.org/#/record/…" as much as "02kvxyf05"; an identifier may hold slashes itself.
    private static string[] InRegisters(string identifier)
    {
        if (!Uri.TryCreate(Host().IsMatch(identifier) ? $"https://{identifier}" : identifier, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            return [identifier];
        var path = (address.AbsolutePath + address.Fragment.TrimStart('#')).Trim('/');
        return [path, path[(path.LastIndexOf('/') + 1)..]];
    }

    [GeneratedRegex(@"^[a-z0-9.-]+\.[a-z]{2,}/")]
    private static partial Regex Host();
}
