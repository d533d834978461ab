namespace AiPolicyPortal.Web.Pages.About;

/// <summary>Where this installation's readers reach its maintainers, from configuration.</summary>
public static class Contact
{
    /// <summary><c>Portal:RepositoryUrl</c>, an http or https address; null when it is not set or not one.</summary>
    public static Uri? Repository(IConfiguration configuration) =>
        Uri.TryCreate(configuration["Portal:RepositoryUrl"], UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? url : null;
}
