namespace AiPolicyPortal.EmbeddedPostgres;

/// <summary>Where the runs of a checkout keep what is their own, the web application's and the command line's alike.</summary>
public static class CheckoutFolder
{
    public const string Name = ".portal";

    /// <summary><c>.portal</c> beside the solution that <paramref name="start"/> lies in; null outside any checkout.</summary>
    public static string? Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "AiPolicyPortal.sln")))
            {
                return Path.Combine(folder.FullName, Name);
            }
        }

        return null;
    }
}
