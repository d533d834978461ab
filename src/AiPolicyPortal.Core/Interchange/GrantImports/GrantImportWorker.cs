using AiPolicyPortal.Core.Interchange.GrantImports.Reading;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>
/// Does what takes long with imports, on whichever node comes first. A node takes an import for half a minute and says again and again that it
/// is still at it; where one falls silent, another goes on. Rows that were read stay read; matching, comparing, publishing and undoing are each
/// one transaction, done whole or not at all.
/// </summary>
/// <param name="connectionString">Of the portal's database.</param>
/// <param name="time">For publications.</param>
/// <param name="node">Tells this process from every other.</param>
public sealed class GrantImportWorker(string connectionString, TimeProvider time, string node)
{
    private const int BatchRows = 20_000;

    // Rows of a stranger's file may be long; what is held of it at a time is not.
    private const int BatchCharacters = 16 << 20;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Takes one import that waits and does what is to be done with it.</summary>
    /// <param name="only">Where given, no other.</param>
    /// <param name="progress">Told how many rows were read; null when nobody watches.</param>
    /// <param name="cancellationToken">Leaves the import to whoever comes next.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RunOneAsync(Guid? only, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await using var context = PersistenceServices.Open(connectionString);
        if (await ClaimAsync(context, only, cancellationToken) is not { } id)
        {
            return false;
        }

        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beat = BeatAsync(id, lost);
        try
        {
            var import = await context.GrantImports.AsNoTracking().SingleAsync(import => import.Id == id, lost.Token);
            await (import.State switch
            {
                // Its reading may have failed before it heard of that.
                GrantImportState.Inspecting or GrantImportState.Checking when import.StopRequested => StoppedAsync(id),
                GrantImportState.Inspecting => InspectAsync(context, import, lost.Token),
                GrantImportState.Checking => CheckAsync(context, import, progress, lost.Token),
                GrantImportState.Publishing => PublishAsync(context, import, lost.Token),
                _ => UndoAsync(context, import, lost.Token),
            });
        }
        catch (ImportRefusedException refused)
        {
            await RefuseAsync(id, refused.Problem);
        }
        catch (Exception exception) when ((exception is DbUpdateException ? exception.InnerException : exception) is Npgsql.PostgresException { SqlState: ['2', '2' or '3', ..] } unexpected)
        {
            // Data that passed every check and that the database does not take would fail again and again.
            await RefuseAsync(id, new ImportProblem(ImportProblems.NotTaken, unexpected.MessageText, unexpected.MessageText));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await StoppedAsync(id);
        }
        finally
        {
            await lost.CancelAsync();
            await beat;
            await ReleaseAsync(id);
        }

        return true;
    }

    private static async Task InspectAsync(PortalDbContext context, GrantImport import, CancellationToken cancellationToken)
    {
        using var copy = await GrantFileStore.CopyAsync(context, import.Id, cancellationToken);
        var layout = GrantFileReader.Inspect(copy.Path, import.Format, import.Layout);
        await MoveAsync(context, import, GrantImportState.Mapping, set => set.Layout = layout, cancellationToken);
    }

    private async Task CheckAsync(PortalDbContext context, GrantImport import, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (!import.IsRead || !await AllStagedAsync(context, import, cancellationToken))
        {
            import = await ReadAsync(context, import, progress, cancellationToken);
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var sql = new ImportSql(context, import.Id);
        // What is published while rows are compared may not have been seen.
        var latest = await sql.ScalarAsync<long>("select coalesce(max(number), 0) from publications", cancellationToken);
        var counts = new Dictionary<string, int>(import.Result!.FaultCodes, StringComparer.Ordinal);
        if (!import.IsRead)
        {
            Add(counts, await GrantImportChecks.RunAsync(sql, cancellationToken));
            await GrantMatching.RunAsync(sql, cancellationToken);
            await GrantComparison.FindDuplicatesAsync(sql, cancellationToken);
        }
        else if (counts.Remove(FaultCodes.EditedInPortal))
        {
            await sql.ExecuteAsync($"delete from grant_import_faults where import_id = @import and code = '{FaultCodes.EditedInPortal}'", cancellationToken);
        }

        await GrantComparison.RunAsync(sql, import.Mapping!, cancellationToken);
        await sql.ExecuteAsync("analyze grant_import_effects", cancellationToken);
        Add(counts, await GrantImportChecks.RunEditedAsync(sql, cancellationToken));
        var result = await GrantComparison.SummariseAsync(sql, latest, cancellationToken) with { Rows = import.RowsDone, Faults = counts.Values.Sum(), FaultCodes = counts };
        if (import.IsRead && import.Result is { } before)
        {
            result = result with { SameInFile = before.SameInFile, SameInPortal = before.SameInPortal };
        }

        await GrantComparison.KeepFewDuplicatesAsync(sql, cancellationToken);
        await MoveAsync(context, import, GrantImportState.Checked, held => (held.Result, held.IsRead) = (result, true), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Reads and checks the rows of the file that were not read yet, and brings them to the server.</summary>
    private async Task<GrantImport> ReadAsync(PortalDbContext context, GrantImport import, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (import.IsRead || import.RowsDone == 0 || !await AllStagedAsync(context, import, cancellationToken))
        {
            await ResetAsync(context, import, cancellationToken);
            import = await context.GrantImports.AsNoTracking().SingleAsync(held => held.Id == import.Id, cancellationToken);
        }

        using var copy = await GrantFileStore.CopyAsync(context, import.Id, cancellationToken);
        var faults = new FaultList();
        var check = new GrantRowCheck(
            import.Mapping!, await CheckContext.LoadAsync(context, faults, NoFolder.Instance, time.GetUtcNow(), cancellationToken), faults, import.Source);
        var (done, counts) = (import.RowsDone, new Dictionary<string, int>(import.Result?.FaultCodes ?? new Dictionary<string, int>(), StringComparer.Ordinal));
        foreach (var batch in Batches(GrantFileReader.Rows(copy.Path, import.Format, import.Layout!).Skip(done)))
        {
            if (done + batch.Count > FileLimits.Rows)
            {
                throw ImportProblems.TooMany(ImportProblems.TooManyRows, FileLimits.Rows, "rows");
            }

            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var found = new List<GrantImportFault>();
            var kept = Math.Min(counts.Values.Sum(), GrantImportChecks.MostKept);
            await GrantStaging.CopyAsync(context, import.Id, Checked(batch, check, import, counts, found, kept), cancellationToken);
            if (found.Count > 0)
            {
                await BulkCopy.ToTableAsync(context, found, cancellationToken);
            }

            done += batch.Count;
            var result = new GrantImportResult(done, counts.Values.Sum(), counts, 0, 0, 0, 0, [], 0, 0, 0, 0);
            await UpdateAsync(context, import, held => (held.RowsDone, held.Result) = (done, result), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            progress?.Report(done);
        }

        if (done == 0)
        {
            throw ImportProblems.Refuse(ImportProblems.Empty, "There is no row below the heading.");
        }

        await context.Database.ExecuteSqlRawAsync("analyze grant_import_rows", cancellationToken);
        return await context.GrantImports.AsNoTracking().SingleAsync(held => held.Id == import.Id, cancellationToken);
    }

    private static IEnumerable<List<SourceRow>> Batches(IEnumerable<SourceRow> rows)
    {
        var (batch, characters) = (new List<SourceRow>(), 0L);
        foreach (var row in rows)
        {
            batch.Add(row);
            characters += (row.Statement?.Length ?? 0) + row.Cells.Sum(cell => (long)(cell?.Length ?? 0));
            if (batch.Count == BatchRows || characters >= BatchCharacters)
            {
                yield return batch;
                (batch, characters) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static IEnumerable<StagedGrant> Checked(
        List<SourceRow> batch, GrantRowCheck check, GrantImport import, Dictionary<string, int> counts, List<GrantImportFault> found, int kept)
    {
        foreach (var source in batch)
        {
            var (row, faults) = check.Check(source);
            if (row is not null)
            {
                var (reference, identifier) = check.Name(row);
                yield return new StagedGrant(row, reference, identifier, GrantRowCheck.More(row, reference), check.Original(source));
                continue;
            }

            foreach (var fault in faults)
            {
                counts[fault.Code] = counts.GetValueOrDefault(fault.Code) + 1;
                if (kept + found.Count < GrantImportChecks.MostKept)
                {
                    found.Add(new GrantImportFault
                    {
                        ImportId = import.Id,
                        Number = kept + found.Count + 1,
                        Row = fault.Row,
                        Column = fault.Column,
                        Heading = check.HeadingOf(fault.Column),
                        Value = fault.Value?.Replace('\0', ' '),
                        Code = fault.Code,
                        Expectation = fault.Expectation,
                    });
                }
            }
        }
    }

    private async Task PublishAsync(PortalDbContext context, GrantImport import, CancellationToken cancellationToken)
    {
        if (!await AllStagedAsync(context, import, cancellationToken))
        {
            throw ImportProblems.Refuse(ImportProblems.PortalChanged, "The rows are to be read again; have it checked once more.");
        }

        var sql = new ImportSql(context, import.Id);
        var publication = await new Publisher(context, time).PublishAsync(
            new PublicationRequest(PublicationKind.Import, import.Approver!, $"Grants imported from {import.FileName} ({import.Source})."),
            async (scope, token) =>
            {
                await LockAsync(context, import, token);
                var latest = await sql.ScalarAsync<long>("select coalesce(max(number), 0) from publications", token);
                if (latest != import.Result!.Latest && (await GrantComparison.DiffersAsync(sql, import.Mapping!, token) || await GrantImportChecks.FailsAsync(sql, token)))
                {
                    throw ImportProblems.Refuse(ImportProblems.PortalChanged, "The portal has changed since the import was checked, and it would do something else now.");
                }

                scope.ChangedGrants.AddRange(await GrantPublishing.WriteAsync(sql, scope.Moment, token));
                scope.CopiedGrants = true;
                scope.WhenNumbered = async (numbered, then) =>
                {
                    await GrantPublishing.ReviseAsync(sql, numbered, then);
                    await MoveAsync(context, import, GrantImportState.Published, held => held.PublicationNumber = numbered.Number, then);
                };
            },
            cancellationToken);
        if (publication is not null && import.Result!.Created > BatchRows)
        {
            await context.Database.ExecuteSqlRawAsync("analyze revisions", cancellationToken);
        }

        await sql.ExecuteAsync(
            "delete from grant_import_rows where import_id = @import; delete from grant_import_effects where import_id = @import", cancellationToken);
    }

    private async Task UndoAsync(PortalDbContext context, GrantImport import, CancellationToken cancellationToken)
    {
        var sql = new ImportSql(context, import.Id);
        var reason = $"Import {import.Number} was taken back.";
        await new Publisher(context, time).PublishAsync(
            new PublicationRequest(PublicationKind.Import, import.Undoer!, $"{reason} It had brought grants from {import.FileName} ({import.Source})."),
            async (scope, token) =>
            {
                await LockAsync(context, import, token);
                await GrantImports.RefuseEditedAsync(context, import, token);
                scope.ChangedGrants.AddRange(await GrantPublishing.UndoAsync(sql, import.PublicationNumber!.Value, scope.Moment, reason, token));
                scope.WhenNumbered = async (numbered, then) =>
                {
                    await GrantPublishing.ReviseUndoneAsync(sql, import.PublicationNumber!.Value, numbered, then);
                    await MoveAsync(context, import, GrantImportState.Undone, held => held.UndoNumber = numbered.Number, then);
                };
            },
            cancellationToken);
    }

    // Who was taken for silent may come back while another has finished.
    private async Task LockAsync(PortalDbContext context, GrantImport import, CancellationToken cancellationToken)
    {
        var state = import.State;
        if (!await context.GrantImports.AnyAsync(held => held.Id == import.Id && held.State == state && held.LeaseOwner == node, cancellationToken))
        {
            throw new OperationCanceledException("Another node does this.");
        }
    }

    private static async Task<bool> AllStagedAsync(PortalDbContext context, GrantImport import, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var faulty = await new ImportSql(context, import.Id).ScalarAsync<long>(
            "select count(*) from grant_import_rows where import_id = @import", cancellationToken);
        return import.RowsDone > 0 && (faulty == import.RowsDone || (import.Result?.Faults > 0 && faulty > 0));
    }

    private static async Task ResetAsync(PortalDbContext context, GrantImport import, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await GrantImports.ClearAsync(context, import.Id, cancellationToken);
        await UpdateAsync(context, import, held => (held.RowsDone, held.IsRead, held.Result) = (0, false, null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static void Add(Dictionary<string, int> counts, Dictionary<string, int> more)
    {
        foreach (var (code, count) in more)
        {
            counts[code] = counts.GetValueOrDefault(code) + count;
        }
    }

    private static async Task UpdateAsync(PortalDbContext context, GrantImport import, Action<GrantImport> change, CancellationToken cancellationToken)
    {
        var held = await context.GrantImports.SingleAsync(held => held.Id == import.Id, cancellationToken);
        await context.Entry(held).ReloadAsync(cancellationToken);
        change(held);
        await context.SaveChangesAsync(cancellationToken);
        context.Entry(held).State = EntityState.Detached;
    }

    private static Task MoveAsync(PortalDbContext context, GrantImport import, GrantImportState state, Action<GrantImport> change, CancellationToken cancellationToken) =>
        UpdateAsync(
            context,
            import,
            held =>
            {
                (held.State, held.StopRequested, held.Problem) = (state, false, null);
                change(held);
                held.Version++;
            },
            cancellationToken);

    private async Task<Guid?> ClaimAsync(PortalDbContext context, Guid? only, CancellationToken cancellationToken) => (await context.Database.SqlQuery<Guid>(
        $"""
        update grant_imports set lease_owner = {node}, lease_until = now() + interval '30 seconds' where id = (
          select id from grant_imports
          where state in ('inspecting', 'checking', 'publishing', 'undoing') and (lease_until is null or lease_until < now()) and ({only}::uuid is null or id = {only})
          order by number for update skip locked limit 1)
        returning id as "Value"
        """).ToListAsync(cancellationToken)).Select(id => (Guid?)id).FirstOrDefault();

    /// <summary>Says that this node is still at it, and learns whether it is to stop or another has taken over.</summary>
    private async Task BeatAsync(Guid id, CancellationTokenSource lost)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Heartbeat, lost.Token);
                await using var context = PersistenceServices.Open(connectionString);
                var held = await context.Database.SqlQuery<bool>(
                    $"""
                    update grant_imports set lease_until = now() + interval '30 seconds' where id = {id} and lease_owner = {node} returning not stop_requested as "Value"
                    """).ToListAsync(lost.Token);
                if (held is not [true])
                {
                    await lost.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is done, or given up.
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or InvalidOperationException)
        {
            // Without the database nobody can go on; the work fails by itself.
            await lost.CancelAsync();
        }
    }

    private async Task RefuseAsync(Guid id, ImportProblem problem)
    {
        await using var context = PersistenceServices.Open(connectionString);
        var import = await context.GrantImports.AsNoTracking().SingleAsync(import => import.Id == id);
        // Another node has taken it meanwhile, and may have done with it.
        if (import.LeaseOwner != node)
        {
            return;
        }

        var state = import.State switch
        {
            GrantImportState.Publishing => GrantImportState.Checked,
            GrantImportState.Undoing => GrantImportState.Published,
            _ => GrantImportState.Refused,
        };
        if (state == GrantImportState.Refused)
        {
            await GrantImports.ClearAsync(await Opened(context), id, CancellationToken.None);
        }

        await MoveAsync(context, import, state, held => held.Problem = problem, CancellationToken.None);
    }

    /// <summary>Somebody stopped it: it is where it was before.</summary>
    private async Task StoppedAsync(Guid id)
    {
        await using var context = PersistenceServices.Open(connectionString);
        var import = await context.GrantImports.AsNoTracking().SingleAsync(import => import.Id == id);
        if (import.LeaseOwner != node || !import.StopRequested)
        {
            return;
        }

        if (import.State is GrantImportState.Checking)
        {
            await ResetAsync(await Opened(context), import, CancellationToken.None);
        }

        var state = import.State switch
        {
            GrantImportState.Inspecting => GrantImportState.Refused,
            GrantImportState.Checking => GrantImportState.Mapping,
            GrantImportState.Publishing => GrantImportState.Submitted,
            GrantImportState.Undoing => GrantImportState.Published,
            var other => other,
        };
        await MoveAsync(context, import, state, _ => { }, CancellationToken.None);
    }

    private async Task ReleaseAsync(Guid id)
    {
        try
        {
            await using var context = PersistenceServices.Open(connectionString);
            await context.Database.ExecuteSqlAsync(
                $"update grant_imports set lease_owner = null, lease_until = null where id = {id} and lease_owner = {node}", CancellationToken.None);
        }
        catch (Npgsql.NpgsqlException)
        {
            // Then the lease ends by itself.
        }
    }

    private static async Task<PortalDbContext> Opened(PortalDbContext context)
    {
        await context.Database.OpenConnectionAsync();
        return context;
    }
}
