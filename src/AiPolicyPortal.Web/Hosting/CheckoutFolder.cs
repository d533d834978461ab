namespace AiPolicyPortal.Web.Hosting;

/// <summary>Where a Development run keeps what is its own.</summary>
internal static class CheckoutFolder
{
    /// <summary><c>.portal</c> beside the solution, or in the content root where there is no solution.</summary>
    public static string For(string contentRoot)
    {
        for (var folder = new DirectoryInfo(contentRoot); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AiPolicyPortal.sln")))
            {
                return Path.Combine(folder.FullName, ".portal");
            }
        }

        return Path.Combine(contentRoot, ".portal");
    }
}
