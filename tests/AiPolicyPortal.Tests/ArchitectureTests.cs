using System.Reflection;

namespace AiPolicyPortal.Tests;

/// <summary>Dependencies run one way: Web and Cli know Core, nobody knows Web; Core never knows EmbeddedPostgres or HTTP.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string, string[]> Forbidden => new()
    {
        { "AiPolicyPortal.Core", ["AiPolicyPortal.", "Microsoft.AspNetCore", "Serilog", "Swashbuckle", "System.CommandLine"] },
        { "AiPolicyPortal.EmbeddedPostgres", ["AiPolicyPortal.", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore"] },
        { "portal", ["AiPolicyPortal.Web", "Microsoft.AspNetCore"] },
        { "AiPolicyPortal.Web", ["portal", "AiPolicyPortal.Cli"] },
    };

    // The stores of accounts and keys, which know the database and no HTTP.
    private static readonly string[] Stores =
    [
        "Microsoft.AspNetCore.DataProtection.EntityFrameworkCore", "Microsoft.AspNetCore.Identity.EntityFrameworkCore",
    ];

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void Assembly_DoesNotReferenceWhatItMustNotKnow(string assembly, string[] forbidden)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!).Except(Stores);

        Assert.DoesNotContain(references, name => forbidden.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)));
    }
}
