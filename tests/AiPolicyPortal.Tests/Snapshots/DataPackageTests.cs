using System.IO.Compression;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Tests.Infrastructure;
using NJsonSchema;

namespace AiPolicyPortal.Tests.Snapshots;

/// <summary>Every data package the portal gives keeps to the profile of Frictionless, and describes the files beside it.</summary>
public sealed class DataPackageTests(SnapshotPortal portal) : IClassFixture<SnapshotPortal>
{
    private static readonly string Profile = Path.Combine(AppContext.BaseDirectory, "Schemas", "frictionless", "datapackage.json");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_PackageOfASnapshot_IsValidAndNamesEveryCsvWithItsChecksum()
    {
        var address = $"/data/{portal.Latest.Name}/datapackage.json";
        var package = await ValidAsync(await portal.Client.GetStringAsync(address, Cancel));
        var resources = package["resources"]!.AsArray().Select(resource => resource!.AsObject()).ToList();

        Assert.Equal(SnapshotTables.All.Select(table => table.Table.Name), resources.Select(resource => (string)resource["name"]!));
        Assert.All(resources, resource =>
        {
            var file = portal.Latest.Files.Single(file => file.Name == (string)resource["path"]!);
            Assert.Equal((file.Bytes, $"sha256:{file.Sha256}"), ((long)resource["bytes"]!, (string)resource["hash"]!));
        });
    }

    [Fact]
    public async Task Get_PackageOfTheNewest_LeadsToItsDatedFiles()
    {
        var package = await ValidAsync(await portal.Client.GetStringAsync("/data/datapackage.json", Cancel));

        Assert.Equal("http://localhost/data", (string)package["homepage"]!);
        foreach (var resource in package["resources"]!.AsArray())
        {
            using var answer = await portal.Client.GetAsync($"/data/{resource!["path"]}", Cancel);
            Assert.Equal((long)resource["bytes"]!, answer.Content.Headers.ContentLength);
            var header = (await answer.Content.ReadAsStringAsync(Cancel)).TrimStart('\uFEFF').Split("\r\n")[0].Split(',');
            Assert.Equal(resource["schema"]!["fields"]!.AsArray().Select(field => (string)field!["name"]!), header);
        }
    }

    [Fact]
    public async Task Get_PackageOfASnapshot_HasForeignKeysThatEveryRowKeepsTo()
    {
        var package = await ValidAsync(await portal.Client.GetStringAsync("/data/datapackage.json", Cancel));
        var schemas = package["resources"]!.AsArray().ToDictionary(resource => (string)resource!["name"]!, resource => resource!["schema"]!);
        var rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();
        foreach (var resource in package["resources"]!.AsArray())
        {
            rows.Add((string)resource!["name"]!, CsvText.Rows((await portal.Client.GetStringAsync($"/data/{resource["path"]}", Cancel)).TrimStart('\uFEFF')));
        }

        var keys = 0;
        foreach (var (name, schema) in schemas)
        {
            foreach (var key in schema["foreignKeys"]?.AsArray() ?? [])
            {
                var (column, other) = ((string)key!["fields"]![0]!, (string?)key["reference"]!["resource"] ?? name);
                var there = rows[other].Select(row => row[(string)key["reference"]!["fields"]![0]!]).ToHashSet();
                var named = rows[name].Select(row => row[column]).Where(value => value.Length > 0).ToList();
                Assert.True(named.Count > 0 || rows[name].Count == 0, $"No row of {name} has a {column}.");
                Assert.All(named, value => Assert.Contains(value, there));
                keys++;
            }
        }

        Assert.Equal(SnapshotTables.All.Sum(table => table.Table.Columns.Count(column => column.RefersTo is not null)), keys);
        Assert.Equal(["programme_ref", "country", "funder_ref", "recipient_ref", "recipient_country", "source_ref", "paying_country"], schemas["grants"]["foreignKeys"]!.AsArray().Select(key => (string)key!["fields"]![0]!));
    }

    [Theory]
    [InlineData("grants")]
    [InlineData("figures")]
    [InlineData("promises")]
    [InlineData("countries")]
    public async Task Get_PackageOfAZip_IsValid(string list)
    {
        await using var zip = new ZipArchive(await portal.Client.GetStreamAsync($"/{list}.zip", Cancel), ZipArchiveMode.Read);
        using var text = new StreamReader(await zip.GetEntry("datapackage.json")!.OpenAsync(Cancel));
        var package = await ValidAsync(await text.ReadToEndAsync(Cancel));

        Assert.NotNull(zip.GetEntry((string)package["resources"]![0]!["path"]!));
        Assert.Null(package["resources"]![0]!["schema"]!["foreignKeys"]);
    }

    [Theory]
    [InlineData("path", "../grants.csv")]
    [InlineData("hash", "sha256:no-hexadecimal")]
    [InlineData("schema", null)]
    public async Task Profile_BrokenPackage_IsRefused(string property, string? value)
    {
        var package = JsonNode.Parse(await portal.Client.GetStringAsync($"/data/{portal.Latest.Name}/datapackage.json", Cancel))!;
        package["resources"]![0]![property] = property == "schema" ? new JsonObject { ["fields"] = new JsonArray() } : value;

        Assert.NotEmpty((await JsonSchema.FromFileAsync(Profile, Cancel)).Validate(package.ToJsonString()));
    }

    private static async Task<JsonObject> ValidAsync(string json)
    {
        Assert.Empty((await JsonSchema.FromFileAsync(Profile, Cancel)).Validate(json));
        return JsonNode.Parse(json)!.AsObject();
    }
}
