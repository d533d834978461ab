using System.IO.Compression;
using System.Text.RegularExpressions;

namespace AiPolicyPortal.Tests.Web;

public sealed partial class AssetTests
{
    private static readonly string Web = Path.Combine(Checkout.Root, "src", "AiPolicyPortal.Web");

    [Theory]
    [InlineData("Pages/Shared/_Layout.cshtml")]
    [InlineData("wwwroot/dist/site.css")]
    public void Fonts_EveryOneNamed_WasBuilt(string file)
    {
        var named = Font().Matches(File.ReadAllText(Path.Combine(Web, file))).Select(match => match.Value).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, font => !File.Exists(Path.Combine(Web, "wwwroot", "dist", font)));
    }

    [Fact]
    public void StyleSheet_Compressed_IsUnderThirtyKibibytes()
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(File.ReadAllBytes(Path.Combine(Web, "wwwroot", "dist", "site.css")));

        Assert.InRange(compressed.Length, 1, 30 * 1024);
    }

    [GeneratedRegex(@"fonts/[a-z0-9.-]+\.woff2")]
    private static partial Regex Font();
}
