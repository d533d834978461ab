using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>A whole import in one go, without anybody waiting in between, as the shell does it.</summary>
public sealed class GrantImportRun(PortalDbContext context, TimeProvider time, Actor actor)
{
    private readonly GrantImports imports = new(context, time);
    private readonly GrantImportWorker worker = new(context.Database.GetConnectionString()!, time, $"run-{Guid.NewGuid():n}");

    /// <summary>Uploads, maps, reads and checks a file.</summary>
    /// <param name="map">Given what is suggested, says what the columns are.</param>
    /// <exception cref="ImportRefusedException">The file or its mapping cannot be used; it is thrown away.</exception>
    public async Task<GrantImport> CheckAsync(
        Stream file, string fileName, string source, Func<GrantMapping, GrantMapping> map, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        await ClearLeftAsync(source.Trim(), cancellationToken);
        var import = await imports.UploadAsync(file, fileName, source, actor, cancellationToken);
        try
        {
            await WorkAsync(import, progress, cancellationToken);
            await imports.MapAsync(import, map(await imports.SuggestAsync(import, cancellationToken)), actor, cancellationToken);
            await WorkAsync(import, progress, cancellationToken);
            return import;
        }
        catch
        {
            await AbandonAsync(import);
            throw;
        }
    }

    /// <returns>The publication's number.</returns>
    public async Task<long> PublishAsync(GrantImport import, CancellationToken cancellationToken)
    {
        try
        {
            await imports.PublishAsOperatorAsync(import, actor, cancellationToken);
            await WorkAsync(import, null, cancellationToken);
            return import.PublicationNumber!.Value;
        }
        catch
        {
            await AbandonAsync(import);
            throw;
        }
    }

    /// <summary>Says for every organisation that was found in this way what it is, and compares anew.</summary>
    public async Task DecideAllAsync(GrantImport import, OrganisationMatch match, CancellationToken cancellationToken)
    {
        await imports.DecideAllAsync(import, match, actor, cancellationToken);
        await WorkAsync(import, null, cancellationToken);
    }

    public async Task UndoAsync(GrantImport import, CancellationToken cancellationToken)
    {
        await imports.UndoAsync(import, actor, cancellationToken);
        try
        {
            await WorkAsync(import, null, cancellationToken);
        }
        catch
        {
            await context.GrantImports.Where(held => held.Id == import.Id && held.LeaseOwner == null && held.State == GrantImportState.Undoing)
                .ExecuteUpdateAsync(set => set.SetProperty(held => held.State, GrantImportState.Published), CancellationToken.None);
            throw;
        }
    }

    public Task DiscardAsync(GrantImport import, CancellationToken cancellationToken) => imports.DiscardAsync(import, actor, cancellationToken);

    private async Task WorkAsync(GrantImport import, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        // A node of the portal may have taken it first.
        while (!await worker.RunOneAsync(import.Id, progress, cancellationToken) && await IsWaitingAsync(import, cancellationToken))
        {
            await Task.Delay(200, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await context.Entry(import).ReloadAsync(cancellationToken);
        if (import.Problem is { } problem)
        {
            throw new ImportRefusedException(problem);
        }
    }

    private Task<bool> IsWaitingAsync(GrantImport import, CancellationToken cancellationToken) => context.GrantImports.AnyAsync(
        held => held.Id == import.Id && (held.State == GrantImportState.Inspecting || held.State == GrantImportState.Checking
            || held.State == GrantImportState.Publishing || held.State == GrantImportState.Undoing),
        cancellationToken);

    // What a run of the same source left that was killed.
    private async Task ClearLeftAsync(string source, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddHours(-1);
        var left = await context.GrantImports.AsNoTracking().Where(held => held.Source == source && held.Workers.Count == 0 && held.UploadedAt < before
            && held.State != GrantImportState.Published && held.State != GrantImportState.Undoing && held.State != GrantImportState.Undone
            && held.State != GrantImportState.Discarded).ToListAsync(cancellationToken);
        foreach (var import in left)
        {
            await AbandonAsync(import);
        }
    }

    private async Task AbandonAsync(GrantImport import)
    {
        context.ChangeTracker.Clear();
        // What a node of the portal has taken over is left to it: it publishes the whole, or comes back with the reason.
        var ended = await context.GrantImports
            .Where(held => held.Id == import.Id && held.LeaseOwner == null && held.State != GrantImportState.Published)
            .ExecuteUpdateAsync(set => set.SetProperty(held => held.State, GrantImportState.Discarded));
        if (ended == 0)
        {
            return;
        }

        await context.Database.OpenConnectionAsync();
        await GrantImports.ClearAsync(context, import.Id, CancellationToken.None);
        await context.GrantImportChunks.Where(chunk => chunk.ImportId == import.Id).ExecuteDeleteAsync();
    }
}
