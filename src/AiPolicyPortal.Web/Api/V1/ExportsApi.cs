using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Web.Api.OpenApi;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Snapshots;

namespace AiPolicyPortal.Web.Api.V1;

/// <summary>A snapshot of everything, in files that never change.</summary>
/// <param name="Name">In its addresses: the day it was made (UTC), with the publication behind it where the day has another one.</param>
/// <param name="Publication">Number of the newest publication in it.</param>
/// <param name="DataPackageUrl">Its Frictionless data package: each column of each CSV with its type, and which name rows of other tables.</param>
/// <param name="ManifestUrl">Everything said here, beside the files, with their columns.</param>
/// <param name="ChecksumsUrl">SHA-256 of every file, as <c>sha256sum --check</c> reads it.</param>
public sealed record ExportItem(
    string Name, DateTimeOffset CreatedAt, long Publication, DateTimeOffset PublishedAt, string Licence, string LicenceUrl, IReadOnlyList<ExportTable> Tables,
    string DataPackageUrl, string ManifestUrl, string ChecksumsUrl);

/// <param name="Name">The noun's collection, or what parts of its records are called.</param>
/// <param name="Description">What one row is, in English.</param>
/// <param name="Rows">The same in every file.</param>
public sealed record ExportTable(string Name, string Title, string Description, long Rows, IReadOnlyList<ExportFile> Files);

/// <param name="Sha256">Of its bytes, in lower-case hexadecimal.</param>
public sealed record ExportFile(string Name, string Format, string MediaType, long Bytes, string Sha256, string Url);

/// <summary>The files of <c>/data</c> as data.</summary>
internal static class ExportsApi
{
    private static readonly Noun Snapshots = new("exports", "snapshot", "");
    private static readonly Noun Files = new("exports", "file of a snapshot", "");

    public static RouteGroupBuilder MapExports(this RouteGroupBuilder api)
    {
        api.MapAnswer<SnapshotFolder>("exports", (context, folder) =>
            {
                var (answers, fields) = Read(context);
                List<ExportItem> exports = [.. folder.All.Select(snapshot => ItemOf(snapshot, PageAddress.Root(context)))];
                return Task.FromResult(answers.List(context, new Page<ExportItem>(exports, exports.Count, null, null), fields));
            })
            .WithName("list-exports").WithTags("exports")
            .WithSummary("Snapshots of everything, the newest first: each noun as CSV, JSON Lines, Parquet and XLSX, with rows, size and checksum.")
            .WithDescription(OperationTexts.Exports)
            .WithMetadata(Describe(), new OtherAnswer(typeof(ListAnswer<SelectedFields>)), new OfSnapshotsAttribute())
            .Produces<ListAnswer<ExportItem>>().ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapAnswer<SnapshotFolder>("exports/{snapshot}", (context, folder) =>
            {
                var (answers, fields) = Read(context);
                var name = context.RoutePart("snapshot");
                return Task.FromResult(Find(folder, name) is { } snapshot
                    ? answers.Record(context, ItemOf(snapshot, PageAddress.Root(context)), $"/data/{snapshot.Name}", fields)
                    : folder.WasRemoved(name) ? ApiProblems.SnapshotRemoved(name) : ApiProblems.NotFound(Snapshots, name, "snapshot"));
            })
            .WithName("get-exports").WithTags("exports").WithSummary("One snapshot of everything, with its files.").WithDescription(OperationTexts.Exports)
            .WithMetadata(Describe(), new OtherAnswer(typeof(RecordAnswer<SelectedFields>)), new OfSnapshotsAttribute())
            .Produces<RecordAnswer<ExportItem>>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status410Gone);
        api.MapAnswer<SnapshotFolder>("exports/{snapshot}/{file}", (context, folder) =>
            {
                context.Request.Query.ToParameters().ThrowIfInvalid();
                var (name, file) = (context.RoutePart("snapshot"), context.RoutePart("file"));
                var snapshot = Find(folder, name);
                if (snapshot is null && folder.WasRemoved(name))
                    return Task.FromResult(ApiProblems.SnapshotRemoved(name));
                return Task.FromResult(snapshot is null || folder.PathOf(snapshot, file) is null
                    ? ApiProblems.NotFound(Files, $"{name}/{file}", snapshot is null ? "snapshot" : "file")
                    : Results.Redirect($"{context.Request.PathBase}/data/{snapshot.Name}/{file}", preserveMethod: true));
            })
            .WithMetadata(new OfSnapshotsAttribute()).ExcludeFromDescription();
        return api;
    }

    private static (ApiAnswers Answers, FieldSelection? Fields) Read(HttpContext context)
    {
        var answers = context.Need<ApiAnswers>();
        var parameters = context.Request.Query.ToParameters();
        var fields = answers.Fields<ExportItem>(parameters);
        parameters.ThrowIfInvalid();
        return (answers, fields);
    }

    private static SnapshotManifest? Find(SnapshotFolder folder, string name) => name == SnapshotRoutes.Latest ? folder.Latest : folder.Find(name);

    private static ExportItem ItemOf(SnapshotManifest snapshot, string root) => new(
        snapshot.Name, snapshot.CreatedAt, snapshot.Publication, snapshot.PublishedAt, snapshot.Licence, snapshot.LicenceUrl,
        [
            .. snapshot.Tables.Select(table => new ExportTable(
                table.Name, table.Title, table.Description, table.Rows,
                [.. table.Files.Select(file => new ExportFile(file.Name, file.Format, file.MediaType, file.Bytes, file.Sha256, Url(snapshot, root, file.Name)))])),
        ],
        Url(snapshot, root, SnapshotManifest.DataPackageName), Url(snapshot, root, SnapshotManifest.FileName), Url(snapshot, root, SnapshotManifest.ChecksumsName));

    private static string Url(SnapshotManifest snapshot, string root, string file) => $"{root}/data/{snapshot.Name}/{file}";

    private static QueryDescription Describe()
    {
        var parameters = new QueryParameters([]);
        parameters.List(FieldSelection.Parameter);
        return new QueryDescription(parameters.Known, []) { Examples = { [FieldSelection.Parameter] = "name,createdAt" } };
    }
}
