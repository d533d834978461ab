namespace AiPolicyPortal.Web.Api;

/// <summary>What may be asked of a route besides what it is mapped for.</summary>
internal static class ApiMethods
{
    /// <summary>A route that answers GET answers HEAD too, with the same headers.</summary>
    public static HttpMethodMetadata Reading { get; } = new([HttpMethods.Get, HttpMethods.Head]);
}
