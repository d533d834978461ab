using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Schemas;

namespace AiPolicyPortal.Tests.Interchange.GrantImports;

/// <summary>Real publications of 360Giving go in and come out again: valid, and with every field as it was.</summary>
public sealed class GrantPackageTests(PostgresFixture postgres, SchemaChecks schemas) : GrantImportTestBase(postgres), IClassFixture<SchemaChecks>
{
    private const string Package = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.3/schema/360-giving-package-schema.json";
    private const string GrantName = "https://raw.githubusercontent.com/ThreeSixtyGiving/standard/1.4.2/schema/360-giving-schema.json";

    [Theory]
    [InlineData("a001p00000zgyHZAAY.json", 783)]
    [InlineData("a003W000001B7PzQAK.json", 475)]
    public async Task Write_SampleImported_IsValidAndLosesNothing(string sample, int count)
    {
        await using (var file = File.OpenRead(Sample(sample)))
        {
            var import = await PublishAsync(file, sample);
            Assert.Equal((count, 0), (import.Result!.Created, import.Result.Faults));
        }

        var package = await PackageAsync();

        await AssertValidAsync(package);
        var stated = JsonNode.Parse(await File.ReadAllTextAsync(Sample(sample), Cancel))!["grants"]!.AsArray().ToDictionary(grant => (string)grant!["id"]!, grant => grant!);
        var given = package["grants"]!.AsArray();
        Assert.Equal(count, given.Count);
        foreach (var grant in given)
        {
            var before = stated[(string)grant!["id"]!];
            Assert.True(JsonNode.DeepEquals(before, grant), $"{before.ToJsonString()}\nis not\n{grant.ToJsonString()}");
        }
    }

    [Theory]
    [InlineData("a001p00000zgyHZAAY.xlsx", 783)]
    [InlineData("a003W000001B7PzQAK.xlsx", 475)]
    public async Task Write_WorkbookImported_IsValidAndKeepsEveryCell(string sample, int count)
    {
        await using (var file = File.OpenRead(Sample(sample)))
        {
            await using var context = Store.Open();
            var run = Run(context);
            var import = await run.CheckAsync(
                file, sample, "a source",
                mapping => mapping with { Constants = new Dictionary<string, string> { ["funder_type"] = "private", ["stage"] = "awarded", ["confidence"] = "high" } }, null, Cancel);
            Assert.Equal((count, 0), (import.Result!.Created, import.Result.Faults));
            await new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System).DecideAllAsync(import, OrganisationMatch.None, Tester, Cancel);
            await new GrantImportWorker(Store.ConnectionString, TimeProvider.System, "test").RunOneAsync(import.Id, null, Cancel);
            await context.Entry(import).ReloadAsync(Cancel);
            await run.PublishAsync(import, Cancel);
        }

        var package = await PackageAsync();

        await AssertValidAsync(package);
        Assert.Equal(count, package["grants"]!.AsArray().Count);
        Assert.All(package["grants"]!.AsArray(), grant => Assert.StartsWith("GB-", (string)grant!["fundingOrganization"]![0]!["id"]!, StringComparison.Ordinal));
        Assert.All(package["grants"]!.AsArray(), grant => Assert.NotNull(grant!["Data Source"] ?? grant["Description"]));
    }

    [Fact]
    public async Task Write_ValueChangedSince_IsSaidAnewAndNothingElse()
    {
        await using (var file = File.OpenRead(Sample("a003W000001B7PzQAK.json")))
        {
            await PublishAsync(file, "list.json");
        }

        await PublishAsync(Text("Identifier,Title,Amount Awarded,Award Date\r\n360G-ALWF-2092,Another title,77.5,2020-04-21\r\n"), "list.csv");

        var grant = (await PackageAsync())["grants"]!.AsArray().Single(grant => (string)grant!["id"]! == "360G-ALWF-2092")!;
        Assert.Equal(("Another title", 77.5m), ((string)grant["title"]!, (decimal)grant["amountAwarded"]!));
        Assert.NotNull(grant["grantProgramme"]);
    }

    private async Task<JsonNode> PackageAsync()
    {
        await using var context = Store.Open();
        using var stream = new MemoryStream();
        await new GrantPackage(context).WriteAsync(stream, "https://portal.example/grants", Cancel);
        return JsonNode.Parse(stream.ToArray())!;
    }

    private async Task AssertValidAsync(JsonNode package)
    {
        await schemas.LearnAsync(GrantName, () => Official("360giving/360-giving-schema.json", GrantName));
        await schemas.LearnAsync(Package, () => Official("360giving/360-giving-package-schema.json", Package));
        Assert.Empty(await schemas.FaultsAsync(Package, package));
        Assert.NotEmpty(await schemas.FaultsAsync(Package, new JsonObject { ["grants"] = new JsonArray(new JsonObject { ["id"] = "1" }) }));
    }

    // They name the schema of schemas by an address that is not its own.
    private static JsonNode Official(string file, string name)
    {
        var schema = JsonNode.Parse(SchemaChecks.Read(file))!;
        (schema["$id"], schema["$schema"]) = (name, SchemaChecks.OfSchemas);
        return schema;
    }
}
