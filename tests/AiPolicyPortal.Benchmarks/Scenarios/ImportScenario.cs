using System.Diagnostics;
using System.Globalization;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Benchmarks.Scenarios;

/// <summary>
/// A CSV of grants imported with every check by the web process, beside bare COPY of what it left into the same tables with the same indexes;
/// the process's memory, and how soon it stops when it is told to.
/// </summary>
internal sealed class ImportScenario(Databases databases, Plan plan, Results results)
{
    private const string Imported = "imported";
    private const string Copied = "copied";
    private const long MemoryGoal = 512L << 20;

    // All that an import leaves: the grants, what is said of them in public, and what they are found and grouped by.
    private static readonly string[] Tables = ["publications", "grants", "grant_recipients", "grant_originals", "revisions", "grant_groups", "grant_index"];
    private static readonly string[] Words = ["quantum", "learning", "climate", "robotics", "language", "travel", "health", "data", "vision", "energy", "ethics", "speech"];
    private static readonly string[] Countries = ["FR", "DE", "GB", "US", "ES", "IT", "SE", "CA"];

    private static readonly Actor Uploader = new(Guid.CreateVersion7(), "Uploader", null, null);
    private static readonly Actor Approver = new(Guid.CreateVersion7(), "Approver", null, null);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"portal-import-{Environment.ProcessId}.csv");
        try
        {
            await WriteAsync(file, cancellationToken);
            var database = await databases.StarterCopyAsync(Imported, cancellationToken);
            await using (var portal = await Portal.StartAsync(database, keepAnswers: true, cancellationToken))
            {
                await ImportAsync(portal, database, file, cancellationToken);
                await StopAsync(database, file, cancellationToken);
            }
        }
        finally
        {
            File.Delete(file);
            await databases.DropAsync(Imported, cancellationToken);
            await databases.DropAsync(Copied, cancellationToken);
        }
    }

    private async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        var random = new Random(5);
        await using var file = new StreamWriter(path);
        await file.WriteAsync("Identifier,Title,Recipient,Recipient Country,Amount Awarded,Award Date,URL\r\n");
        for (var row = 0; row < plan.Grants; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var title = string.Join(' ', Enumerable.Range(0, 9).Select(_ => Words[random.Next(Words.Length)]));
            await file.WriteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"BENCH-{row},\"{title}, part {row}\",University {random.Next(1 + (plan.Grants / 20))},{Countries[random.Next(Countries.Length)]},\"{random.Next(5_000, 5_000_000):N0}.00\",{random.Next(2012, 2026)}-{random.Next(1, 13):00}-{random.Next(1, 29):00},https://grants.example/{row}\r\n"));
        }
    }

    private async Task ImportAsync(Portal portal, string database, string file, CancellationToken cancellationToken)
    {
        using var watched = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var memory = PeakAsync(portal, watched.Token);
        await using var context = PersistenceServices.Open(database);
        var before = await context.Publications.MaxAsync(publication => publication.Number, cancellationToken);
        var imports = new GrantImports(context, TimeProvider.System);
        var start = Stopwatch.GetTimestamp();
        var import = await UploadAsync(imports, context, file, cancellationToken);
        var uploaded = Stopwatch.GetElapsedTime(start);
        await MapAsync(imports, import, cancellationToken);
        await UntilAsync(context, import, GrantImportState.Checked, cancellationToken);
        var done = Stopwatch.GetElapsedTime(start);
        if (import.Result is not { Faults: 0 } result || result.Created != plan.Grants)
        {
            throw new InvalidOperationException($"{import.Result?.Faults} faults.");
        }

        await imports.SubmitAsync(import, Uploader, cancellationToken);
        var approved = Stopwatch.GetTimestamp();
        await imports.ApproveAsync(import, Approver, cancellationToken);
        await UntilAsync(context, import, GrantImportState.Published, cancellationToken);
        var published = Stopwatch.GetElapsedTime(approved);
        await watched.CancelAsync();
        var peak = await memory;
        var copied = await CopyAsync(database, before, cancellationToken);
        var (own, bare) = ((done + published).TotalSeconds, copied.Values.Sum());
        Console.Error.WriteLine(string.Join(", ", copied.Select(table => $"{table.Key} {Seconds(table.Value)}")));
        Add("uploaded and looked at", Seconds(uploaded.TotalSeconds), "", "–", null);
        Add("checked and compared, from the upload on", Seconds(done.TotalSeconds), "", "–", null);
        Add("published, with its index", Seconds(published.TotalSeconds), "", "–", null);
        Add("import with every check, against bare COPY", $"{Seconds(own)}, {Seconds(bare)}", string.Create(CultureInfo.InvariantCulture, $"{own / bare:0.00}"), "ratio ≤ 3", own / bare <= 3);
        Add("import: the web process at most", $"{peak >> 20} MiB", "", $"< {MemoryGoal >> 20} MiB", peak < MemoryGoal);
    }

    private async Task StopAsync(string database, string file, CancellationToken cancellationToken)
    {
        await using var context = PersistenceServices.Open(database);
        var imports = new GrantImports(context, TimeProvider.System);
        var import = await UploadAsync(imports, context, file, cancellationToken);
        await MapAsync(imports, import, cancellationToken);
        while (import.RowsDone == 0 && import.State == GrantImportState.Checking)
        {
            await Task.Delay(50, cancellationToken);
            await context.Entry(import).ReloadAsync(cancellationToken);
        }

        var asked = Stopwatch.GetTimestamp();
        await imports.StopAsync(import, Uploader, cancellationToken);
        await UntilAsync(context, import, GrantImportState.Mapping, cancellationToken);
        var took = Stopwatch.GetElapsedTime(asked);
        var left = await context.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from grant_import_rows where import_id = {import.Id}").SingleAsync(cancellationToken);
        Add("import stopped while it is read: until it has stopped", Seconds(took.TotalSeconds), $"{left} rows left", "nothing left", left == 0);
    }

    private static async Task<GrantImport> UploadAsync(GrantImports imports, PortalDbContext context, string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var import = await imports.UploadAsync(stream, "list.csv", "benchmark", Uploader, cancellationToken);
        await UntilAsync(context, import, GrantImportState.Mapping, cancellationToken);
        return import;
    }

    private static async Task MapAsync(GrantImports imports, GrantImport import, CancellationToken cancellationToken)
    {
        var mapping = await imports.SuggestAsync(import, cancellationToken);
        var constants = new Dictionary<string, string>(mapping.Constants) { ["currency"] = "EUR", ["funder_type"] = "public" };
        await imports.MapAsync(import, mapping with { Constants = constants }, Uploader, cancellationToken);
    }

    private static async Task UntilAsync(PortalDbContext context, GrantImport import, GrantImportState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            await context.Entry(import).ReloadAsync(cancellationToken);
            if (import.State == state)
            {
                return;
            }

            if (import.Problem is { } problem)
            {
                throw new InvalidOperationException(problem.Message);
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private static async Task<long> PeakAsync(Portal portal, CancellationToken watched)
    {
        var peak = portal.ResidentBytes;
        while (!watched.IsCancellationRequested)
        {
            await Task.Delay(200, watched).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            peak = Math.Max(peak, portal.ResidentBytes);
        }

        return peak;
    }

    /// <summary>What the import added, copied into a database as it was before; in seconds for each table.</summary>
    private async Task<Dictionary<string, double>> CopyAsync(string database, long last, CancellationToken cancellationToken)
    {
        var target = await databases.StarterCopyAsync(Copied, cancellationToken);
        var added = $"(select record_id from revisions where publication_number > {last})";
        var groups = await NewestGroupAsync(target, cancellationToken);
        var times = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var table in Tables)
        {
            var condition = table switch
            {
                "publications" => $"number > {last}",
                "revisions" => $"publication_number > {last}",
                "grants" => $"id in {added}",
                "grant_groups" => $"id > {groups}",
                _ => $"grant_id in {added}",
            };
            var file = Path.GetTempFileName();
            try
            {
                var columns = await ColumnsAsync(database, table, cancellationToken);
                await using (var from = new NpgsqlConnection(database))
                {
                    await from.OpenAsync(cancellationToken);
                    await using var copy = await from.BeginRawBinaryCopyAsync($"copy (select {columns} from {table} where {condition}) to stdout (format binary)", cancellationToken);
                    await using var written = File.Create(file);
                    await copy.CopyToAsync(written, cancellationToken);
                }

                await using var to = new NpgsqlConnection(target);
                await to.OpenAsync(cancellationToken);
                var start = Stopwatch.GetTimestamp();
                await using (var copy = await to.BeginRawBinaryCopyAsync($"copy {table} ({columns}) from stdin (format binary)", cancellationToken))
                {
                    await using var read = File.OpenRead(file);
                    await read.CopyToAsync(copy, cancellationToken);
                }

                times[table] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
            finally
            {
                File.Delete(file);
            }
        }

        return times;
    }

    private static async Task<int> NewestGroupAsync(string database, CancellationToken cancellationToken)
    {
        await using var context = PersistenceServices.Open(database);
        return await context.GrantGroups.MaxAsync(group => group.Id, cancellationToken);
    }

    private static async Task<string> ColumnsAsync(string database, string table, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "public." + table });
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    private void Add(string what, string value, string tail, string goal, bool? met) => results.Add($"grants: {what}", $"{plan.Grants} rows", value, tail, goal, met);
}
