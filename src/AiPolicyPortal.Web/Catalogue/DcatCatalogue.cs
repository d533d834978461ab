using System.Globalization;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Web.Catalogue;

/// <summary>
/// The portal's data as data catalogues describe theirs: DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), a data set for
/// each table, a distribution for each file of the newest snapshot, and the API as a service.
/// </summary>
/// <param name="root">Absolute address of the portal, without a slash at the end.</param>
/// <param name="description">What the data are, in English.</param>
/// <param name="snapshot">Whose files are the distributions; null for the live lists.</param>
internal sealed class DcatCatalogue(string root, string description, SnapshotManifest? snapshot)
{
    private const string Authority = "http://publications.europa.eu/resource/authority/";
    private const string English = Authority + "language/ENG";
    private const string Licence = Authority + "licence/CC_BY_4_0";

    private static readonly Dictionary<string, string> Prefixes = new()
    {
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        ["dcat"] = "http://www.w3.org/ns/dcat#",
        ["dcatap"] = "http://data.europa.eu/r5r/",
        ["dct"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["spdx"] = "http://spdx.org/rdf/terms#",
        ["vcard"] = "http://www.w3.org/2006/vcard/ns#",
    };

    private static readonly string[] Themes = [Authority + "data-theme/TECH", Authority + "data-theme/GOVE", Authority + "data-theme/ECON"];
    private static readonly string[] Keywords = ["artificial intelligence", "public funding"];

    private readonly RdfGraph graph = new(Prefixes);
    private readonly HashSet<string> named = [];

    private string Catalogue => $"{root}/data#catalogue";

    private string Publisher => $"{root}/about#portal";

    private string Contact => $"{root}/about#contact";

    private string Service => $"{root}/api#service";

    // Parts of records are in snapshots alone.
    private IEnumerable<SnapshotTable> Tables =>
        SnapshotTables.All.Where(table => table.Table.PartsOf is null || snapshot?.Tables.Any(content => content.Name == table.Table.Name) == true);

    public RdfGraph Describe()
    {
        var catalogue = graph.About(Catalogue, "dcat:Catalog")
            .Says("dct:title", "AI Policy Portal").Says("dct:description", description)
            .Links("dct:publisher", Publisher).Links("foaf:homepage", root + "/").Links("dct:language", English, Authority + "language/FRA").Links("dct:license", Licence)
            .Links("dcat:themeTaxonomy", Authority + "data-theme").Links("dcat:service", Service).Links("dcat:dataset", Tables.Select(table => Address(table.Table)));
        Date(catalogue, "dct:modified", snapshot?.CreatedAt);
        graph.About(Publisher, "foaf:Agent").Says("foaf:name", "AI Policy Portal").Links("foaf:homepage", root + "/");
        graph.About(Contact, "vcard:Kind").Says("vcard:fn", "AI Policy Portal").Links("vcard:hasURL", root + "/about");
        graph.About(Service, "dcat:DataService")
            .Says("dct:title", "Public API of the AI Policy Portal").Links("dcat:endpointURL", root + "/api/v1").Links("dcat:endpointDescription", root + "/api/v1/openapi.json")
            .Links("dct:license", Licence).Links("dct:publisher", Publisher).Links("foaf:page", root + "/api")
            .Links("dcat:servesDataset", Tables.Select(table => Address(table.Table)));
        foreach (var table in Tables)
            Describe(table.Table);
        return graph;
    }

    private string Address(Table table) => $"{root}/data#{table.Name}";

    private void Describe(Table table)
    {
        var files = snapshot?.Tables.FirstOrDefault(content => content.Name == table.Name)?.Files;
        var dataset = graph.About(Address(table), "dcat:Dataset")
            .Says("dct:title", $"AI Policy Portal: {table.Title}").Says("dct:description", $"{table.Description}. {description}")
            .Has("dct:identifier", Address(table)).Links("dct:publisher", Publisher).Links("dcat:contactPoint", Contact).Links("dct:language", English)
            .Says("dcat:keyword", [.. Keywords, table.Name]).Links("dcat:theme", Themes).Links("dcat:landingPage", $"{root}/{table.List}").Links("foaf:page", $"{root}/data/dictionary")
            .Links("dct:accessRights", Authority + "access-right/PUBLIC").Links("dct:accrualPeriodicity", Authority + "frequency/IRREG")
            .Links("dcat:distribution", files is null ? [Live(table)] : files.Select(AddressOf));
        Date(dataset, "dct:modified", snapshot?.PublishedAt);
        if (snapshot is not null)
            dataset.Has("dcat:version", snapshot.Name);
        if (files is null)
            Describe(Live(table), table, TableFormat.Csv);
        foreach (var file in files ?? [])
            Describe(table, file);
    }

    private string Live(Table table) => $"{root}/{table.Name}.csv";

    private string AddressOf(SnapshotFile file) => $"{root}/data/{snapshot!.Name}/{file.Name}";

    private void Describe(Table table, SnapshotFile file)
    {
        var address = AddressOf(file);
        var checksum = $"{address}#checksum";
        var distribution = Describe(address, table, TableFormat.All.Single(format => format.Ending == file.Format))
            .Has("dcat:byteSize", file.Bytes.ToString(CultureInfo.InvariantCulture), "xsd:nonNegativeInteger").Links("spdx:checksum", checksum);
        Date(distribution, "dct:issued", snapshot!.CreatedAt);
        graph.About(checksum, "spdx:Checksum")
            .Links("spdx:algorithm", "spdx:checksumAlgorithm_sha256").Has("spdx:checksumValue", file.Sha256, "xsd:hexBinary");
    }

    private RdfThing Describe(string address, Table table, TableFormat format) => graph.About(address, "dcat:Distribution")
        .Says("dct:title", $"{table.Title} ({format.Title})")
        .Links("dcat:accessURL", address).Links("dcat:downloadURL", address).Links("dcat:mediaType", $"https://www.iana.org/assignments/media-types/{format.MediaType}")
        .Links("dct:format", FormatOf(format)).Links("dct:license", Licence).Links("dct:language", English)
        .Links("dcatap:availability", Authority + "planned-availability/AVAILABLE");

    // The European list of file types has no word for some.
    private string FormatOf(TableFormat format)
    {
        if (format == TableFormat.Csv || format == TableFormat.Xlsx)
            return $"{Authority}file-type/{format.Ending.ToUpperInvariant()}";
        var own = $"{root}/data#{format.Ending}";
        if (!named.Add(own))
            return own;
        graph.About(own, "dct:MediaTypeOrExtent").Says("rdfs:label", format.Title);
        return own;
    }

    private static void Date(RdfThing thing, string predicate, DateTimeOffset? at)
    {
        if (at is { } moment)
            thing.Has(predicate, moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), "xsd:dateTime");
    }
}
