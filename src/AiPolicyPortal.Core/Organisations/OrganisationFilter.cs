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
public sealed record OrganisationFilter
{
    public string? Words { get; init; }

    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<OrganisationType> Type { get; init; } = AnyOf<OrganisationType>.Everything;

    public AnyOf<OrganisationRole> Role { get; init; } = AnyOf<OrganisationRole>.Everything;

    /// <summary>The value of an identifier in any register, such as a ROR code.</summary>
    public string? Identifier { get; init; }

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
        Identifier = parameters.Text("identifier") is { } identifier ? WithoutRegister(identifier).ToLowerInvariant() : null,
        UpdatedSince = parameters.Since("updatedSince"),
    };

    // "https://ror.org/02kvxyf05" as much as "02KVXYF05".
    private static string WithoutRegister(string identifier) =>
        Uri.TryCreate(identifier, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address.AbsolutePath.Trim('/') : identifier;
}
