namespace AiPolicyPortal.Web.Caching;

/// <summary>
/// Marks an endpoint whose answer to GET and HEAD is a function of what is published, its address, the language and theme of
/// pages, the asked media type of data, and the day. Such an answer gets validators and is kept in memory.
/// </summary>
public sealed class PublicAnswer
{
    private PublicAnswer(bool isPage) => IsPage = isPage;

    public static PublicAnswer Page { get; } = new(isPage: true);

    public static PublicAnswer Data { get; } = new(isPage: false);

    public bool IsPage { get; }
}
