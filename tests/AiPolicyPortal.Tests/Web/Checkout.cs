namespace AiPolicyPortal.Tests.Web;

/// <summary>The folder of the solution this test run was built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AiPolicyPortal.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("AiPolicyPortal.sln is in no folder above the tests.");
        return folder.FullName;
    }
}
