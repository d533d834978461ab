using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Caching;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Snapshots;

/// <summary>The data dictionary as data: every column of every table, in English.</summary>
public static class DictionaryRoutes
{
    /// <param name="Label">The code in words.</param>
    public sealed record DictionaryCode(string Code, string Label);

    /// <param name="RefersTo">The table of which it names a row by its key; null where it names none.</param>
    public sealed record DictionaryColumn(
        string Table, string Name, string Type, bool Required, string Description, IReadOnlyList<DictionaryCode> Codes, string? RefersTo);

    private static readonly Table<DictionaryColumn> Columns = new Table<DictionaryColumn>("dictionary", "Data dictionary", "One column of one table")
        .Text("table", "The table that the column is in", column => column.Table)
        .Text("name", "The column", column => column.Name)
        .Text("type", "What its values are", column => column.Type)
        .Flag("required", "Whether no row is without it", column => column.Required)
        .Text("description", "What it says", column => column.Description)
        .Texts("codes", "All values that a code can have", column => [.. column.Codes.Select(code => code.Code)])
        .Text("refers_to", "The table of which it names a row by its first column", column => column.RefersTo);

    public static IEndpointRouteBuilder MapDictionary(this IEndpointRouteBuilder routes)
    {
        var data = routes.MapGroup("/data").WithMetadata(ApiMethods.Reading, PublicAnswer.Data).TakesNoParameters(Localization.Parameter).ExcludeFromDescription();
        data.MapGet("dictionary.json", (IStringLocalizer<Interface> texts) => Results.Ok(SnapshotTables.All.Select(table => new
        {
            table.Table.Name,
            table.Table.Title,
            table.Table.Description,
            Columns = Of(table.Table, texts).Select(column => new { column.Name, column.Type, column.Required, column.Description, column.Codes, column.RefersTo }),
        })));
        data.MapGet("dictionary.csv", (IStringLocalizer<Interface> texts, CancellationToken cancellationToken) => Results.Stream(
            stream => CsvTable.WriteAsync(Columns, SnapshotTables.All.SelectMany(table => Of(table.Table, texts)).ToAsyncEnumerable(), stream, cancellationToken),
            "text/csv; charset=utf-8",
            "ai-policy-portal-dictionary.csv"));
        return routes;
    }

    private static IEnumerable<DictionaryColumn> Of(Table table, IStringLocalizer<Interface> texts) => table.Columns.Select(column => new DictionaryColumn(
        table.Name, column.Name, column.Type.Code(), column.Required, column.Description,
        [.. column.Codes.Select(code => new DictionaryCode(code, texts.Label(column.CodeType!.Name, code)))], column.RefersTo));
}
