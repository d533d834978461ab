using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Web;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Cli;

public sealed partial class ImportGrantsCommandTests(PostgresFixture postgres)
{
    private const string Grant = "/api/v1/grants/360g-alwf-1978";

    private static readonly string Sample =
        Path.Combine(Checkout.Root, "tests", "AiPolicyPortal.Tests", "Interchange", "GrantImports", "Samples", "a003W000001B7PzQAK.json");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ImportAndUndo_360GivingFile_GrantsComeToTheApiAndGo()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        using var client = factory.CreateClient();
        Assert.Equal(0, await CountAsync(client));

        var checkedOnly = await PortalProcess.RunAsync(store.ConnectionString, "import-grants", Sample, "--set", "funder_type=private");
        Assert.True(checkedOnly.ExitCode == 0, checkedOnly.Errors);
        Assert.Contains("Nothing was changed.", checkedOnly.Output, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(client));

        var import = await PortalProcess.RunAsync(store.ConnectionString, "import-grants", Sample, "--set", "funder_type=private", "--publish");

        Assert.True(import.ExitCode == 0, import.Errors);
        Assert.Contains("new 475, changed 0, unchanged 0, reinstated 0", import.Output, StringComparison.Ordinal);
        var published = Published().Match(import.Output);
        Assert.True(published.Success, import.Output);
        await HeardAsync(factory.Services, published.Groups["number"].Value);
        Assert.Equal(475, await CountAsync(client));
        Assert.Contains("Grant to Royal Northern College of Music", await client.GetStringAsync(Grant, Cancel), StringComparison.Ordinal);

        var undo = await PortalProcess.RunAsync(store.ConnectionString, "undo-grants", published.Groups["import"].Value);

        Assert.True(undo.ExitCode == 0, undo.Errors);
        await HeardAsync(factory.Services, Undone().Match(undo.Output).Groups["number"].Value);
        Assert.Equal(0, await CountAsync(client));
        Assert.Equal(1, (await PortalProcess.RunAsync(store.ConnectionString, "undo-grants", published.Groups["import"].Value)).ExitCode);
    }

    [Fact]
    public async Task Import_FaultyFile_NamesRowColumnValueAndMendAndChangesNothing()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Location);
        await File.WriteAllTextAsync(folder.Below("bad.csv"), "id;title;recipient;amount;date\r\n1;ok;A;1,5;2024-01-01\r\n2;;B;x;2024-02-30\r\n", Cancel);
        string[] arguments = ["import-grants", folder.Below("bad.csv"), "--set", "funder_type=public", "--set", "currency=EUR", "--publish", "--faults"];

        var csv = await PortalProcess.RunAsync(store.ConnectionString, [.. arguments, folder.Below("faults.csv")]);
        var xlsx = await PortalProcess.RunAsync(store.ConnectionString, [.. arguments, folder.Below("faults.xlsx")]);

        Assert.Equal((1, 1), (csv.ExitCode, xlsx.ExitCode));
        Assert.Contains("bad.csv: 2 rows, utf-8, delimiter ;", csv.Output, StringComparison.Ordinal);
        Assert.Contains("row 3, date: 2024-02-30 (bad-date) A date that exists, written as it is set for this column: 2024-03-11.", csv.Errors, StringComparison.Ordinal);
        Assert.Contains("row 3, title:  (required)", csv.Errors, StringComparison.Ordinal);
        Assert.Contains("3,date,2024-02-30,", await File.ReadAllTextAsync(folder.Below("faults.csv"), Cancel), StringComparison.Ordinal);
        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(folder.Below("faults.xlsx"), Cancel))[..2]);
        await using var context = store.Open();
        Assert.Empty(context.Grants);
        Assert.Single(context.Publications);
    }

    [Fact]
    public async Task Import_ChangedFile_ShowsTheDifferenceDuplicatesAndOrganisations()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Location);
        const string head = "id,title,recipient,recipient identifier,amount,currency,date,funder type\r\n";
        await File.WriteAllTextAsync(folder.Below("one.csv"), head + "1,First,Alpha Trust,GB-CHC-1,10,EUR,2024-01-01,public\r\n", Cancel);
        await File.WriteAllTextAsync(folder.Below("two.csv"), head + "1,First,Alpha Trust,GB-CHC-1,12,EUR,2024-01-01,public\r\n2,Second,alpha trust,,12,EUR,2024-01-01,public\r\n", Cancel);
        var first = await PortalProcess.RunAsync(store.ConnectionString, "import-grants", folder.Below("one.csv"), "--new-organisations", "--publish");
        Assert.True(first.ExitCode == 0, first.Errors);

        var second = await PortalProcess.RunAsync(store.ConnectionString, "import-grants", folder.Below("two.csv"));

        Assert.True(second.ExitCode == 0, second.Errors);
        Assert.Contains("EUR: new 1 of 12; changed 1 from 10 to 12", second.Output, StringComparison.Ordinal);
        Assert.Contains("  amount: 10 → 12", second.Output, StringComparison.Ordinal);
        Assert.Contains("  row 3: as row 2", second.Output, StringComparison.Ordinal);
        Assert.Contains("alpha trust: alpha-trust by name, 1.00, undecided", second.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", second.Output, StringComparison.Ordinal);
        await using var context = store.Open();
        Assert.Single(context.Grants);
    }

    private static async Task<int> CountAsync(HttpClient client)
    {
        using var list = JsonDocument.Parse(await client.GetStringAsync("/api/v1/grants?limit=1", Cancel));
        return list.RootElement.GetProperty("meta").GetProperty("count").GetInt32();
    }

    private static Task HeardAsync(IServiceProvider services, string number) =>
        services.GetRequiredService<LatestPublication>().WaitForAsync(long.Parse(number, CultureInfo.InvariantCulture), Cancel);

    [GeneratedRegex(@"Published as number (?<number>\d+)\. To take it back whole: portal undo-grants (?<import>\d+)")]
    private static partial Regex Published();

    [GeneratedRegex(@"was taken back by publication (?<number>\d+)\.")]
    private static partial Regex Undone();
}
