using AiPolicyPortal.Core.Search;

namespace AiPolicyPortal.Web.Pages.Shared;

public static class SearchKinds
{
    /// <summary>The noun of a kind of record as the keys of the interface texts name it (<c>Nav.</c>, <c>Count.</c>); its lower case is the collection's path.</summary>
    public static string Noun(this SearchKind kind) => kind switch
    {
        SearchKind.Governance => "Governance",
        SearchKind.Country => "Countries",
        _ => kind + "s",
    };

    public static string Path(this SearchKind kind) => $"/{kind.Noun().ToLowerInvariant()}";
}
