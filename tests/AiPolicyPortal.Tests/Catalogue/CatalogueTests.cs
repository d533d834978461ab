using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Catalogue;

/// <summary>The catalogue says the same in both formats, and all that DCAT-AP 3 requires.</summary>
public sealed class CatalogueTests(SnapshotPortal portal) : IClassFixture<SnapshotPortal>
{
    private const string Dcat = "http://www.w3.org/ns/dcat#";
    private const string Terms = "http://purl.org/dc/terms/";
    private const string Spdx = "http://spdx.org/rdf/terms#";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_Catalogue_IsTheSameGraphAsTurtleAndAsJsonLd()
    {
        var (turtle, jsonLd) = await ReadAsync(portal.Client);

        Assert.True(turtle.Statements.Count > 500);
        Assert.Equal(turtle.Statements, jsonLd.Statements);
        Assert.Distinct(turtle.Statements);
    }

    [Fact]
    public async Task Get_Catalogue_HasWhatIsMandatory()
    {
        var (graph, _) = await ReadAsync(portal.Client);
        var catalogue = Assert.Single(graph.OfType(Dcat + "Catalog"));
        var service = Assert.Single(graph.OfType(Dcat + "DataService"));
        var datasets = graph.OfType(Dcat + "Dataset").ToList();
        var distributions = graph.OfType(Dcat + "Distribution").ToList();

        Required(graph, catalogue, Terms + "title", Terms + "description", Terms + "publisher");
        Required(graph, service, Terms + "title", Dcat + "endpointURL");
        Assert.All(datasets, dataset => Required(graph, dataset, Terms + "title", Terms + "description"));
        Assert.All(distributions, distribution => Required(graph, distribution, Dcat + "accessURL"));
        Assert.All(graph.OfType(Spdx + "Checksum"), checksum => Required(graph, checksum, Spdx + "algorithm", Spdx + "checksumValue"));
        Assert.Equal(datasets.Order(), graph.Objects(catalogue, Dcat + "dataset").Order());
        Assert.Equal(SnapshotTables.All.Count, datasets.Count);
        Assert.Equal(distributions.Order(), datasets.SelectMany(dataset => graph.Objects(dataset, Dcat + "distribution")).Order());
        var publisher = Assert.Single(graph.Objects(catalogue, Terms + "publisher"));
        Assert.Contains(publisher, graph.OfType("http://xmlns.com/foaf/0.1/Agent"));
        Required(graph, publisher, "http://xmlns.com/foaf/0.1/name");
    }

    [Fact]
    public async Task Get_Catalogue_LeadsToEveryFileOfTheNewestSnapshot()
    {
        var (graph, _) = await ReadAsync(portal.Client);

        Assert.Equal(portal.Latest.Files.Count(), graph.OfType(Dcat + "Distribution").Count());
        foreach (var file in portal.Latest.Files)
        {
            var distribution = $"<http://localhost/data/{portal.Latest.Name}/{file.Name}>";
            Assert.Equal([distribution], graph.Objects(distribution, Dcat + "downloadURL"));
            Assert.Equal([$"\"{file.Bytes}\"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>"], graph.Objects(distribution, Dcat + "byteSize"));
            var checksum = Assert.Single(graph.Objects(distribution, Spdx + "checksum"));
            Assert.Equal([$"\"{file.Sha256}\"^^<http://www.w3.org/2001/XMLSchema#hexBinary>"], graph.Objects(checksum, Spdx + "checksumValue"));
            Assert.Single(graph.Objects(distribution, Dcat + "mediaType"));
            Assert.Single(graph.Objects(distribution, Terms + "license"));
        }
    }

    [Fact]
    public async Task Get_CatalogueWithoutASnapshot_LeadsToTheLiveLists()
    {
        await using var live = new StarterPortal(portal.Postgres);
        await live.InitializeAsync();
        var (graph, other) = await ReadAsync(live.Client);

        Assert.Equal(graph.Statements, other.Statements);
        Assert.Equal(
            SnapshotTables.Lists.Select(table => $"<http://localhost/{table.Table.Name}.{TableFormat.Csv.Ending}>").Order(), graph.OfType(Dcat + "Distribution").Order());
    }

    private static async Task<(Graph Turtle, Graph JsonLd)> ReadAsync(HttpClient client)
    {
        using var turtle = await client.GetAsync("/data/catalogue.ttl", Cancel);
        using var jsonLd = await client.GetAsync("/data/catalogue.jsonld", Cancel);
        Assert.Equal("text/turtle", turtle.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/ld+json", jsonLd.Content.Headers.ContentType!.MediaType);
        return await Graph.ReadAsync(await turtle.Content.ReadAsStringAsync(Cancel), await jsonLd.Content.ReadAsStringAsync(Cancel), Cancel);
    }

    private static void Required(Graph graph, string thing, params IEnumerable<string> predicates) =>
        Assert.All(predicates, predicate => Assert.True(graph.Objects(thing, predicate).Count > 0, $"{thing} has no {predicate}"));
}
