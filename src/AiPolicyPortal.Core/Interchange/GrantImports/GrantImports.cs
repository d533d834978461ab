using System.Globalization;
using AiPolicyPortal.Core.Interchange.GrantImports.Reading;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>What people do with imports of grants. What takes long is left to <see cref="GrantImportWorker"/>.</summary>
public sealed class GrantImports(PortalDbContext context, TimeProvider time)
{
    /// <summary>Keeps a file. Its columns are looked at by the worker.</summary>
    /// <exception cref="ImportRefusedException">It is empty, too large or of no known kind; nothing is kept.</exception>
    public async Task<GrantImport> UploadAsync(Stream file, string fileName, string source, Actor actor, CancellationToken cancellationToken)
    {
        fileName = Path.GetFileName(fileName.Trim());
        var format = GrantFileReader.FormatOf(fileName)
            ?? throw ImportProblems.Refuse(ImportProblems.UnknownFormat, "A file that ends in .csv, .xlsx or .json is expected.", fileName);
        source = source.Trim();
        if (source.Length is 0 or > GrantImport.SourceMaxLength)
        {
            throw ImportProblems.Refuse(ImportProblems.NoName, $"A name of the list's source of at most {GrantImport.SourceMaxLength} characters.");
        }

        var import = new GrantImport
        {
            FileName = fileName.Length <= GrantImport.FileNameMaxLength ? fileName : fileName[^GrantImport.FileNameMaxLength..],
            Format = format,
            Source = source,
            UploadedAt = time.GetUtcNow(),
            UploadedBy = actor.Name,
        };
        AddWorker(import, actor);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Add(import);
        await context.SaveChangesAsync(cancellationToken);
        import.Length = await GrantFileStore.SaveAsync(context, import.Id, file, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await EnterAsync(import, GrantImportActions.Uploaded, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return import;
    }

    public Task<GrantImport?> FindAsync(int number, CancellationToken cancellationToken) =>
        context.GrantImports.SingleOrDefaultAsync(import => import.Number == number, cancellationToken);

    /// <summary>Those that are neither published nor thrown away, the newest first.</summary>
    public async Task<IReadOnlyList<GrantImport>> UnderWayAsync(CancellationToken cancellationToken) => await context.GrantImports.AsNoTracking()
        .Where(import => import.State != GrantImportState.Published && import.State != GrantImportState.Undone && import.State != GrantImportState.Discarded)
        .OrderByDescending(import => import.Number).ToListAsync(cancellationToken);

    /// <summary>What the columns probably are: as said before of this source, else by their headings.</summary>
    public async Task<GrantMapping> SuggestAsync(GrantImport import, CancellationToken cancellationToken)
    {
        var remembered = await context.GrantImportSources.AsNoTracking().Where(source => source.Name == import.Source)
            .Select(source => source.Mapping).SingleOrDefaultAsync(cancellationToken);
        return GrantSuggestions.Suggest(import.Layout!, remembered, import.Format == GrantFileFormat.Json || GrantSuggestions.Is360Giving(import.Layout!));
    }

    /// <summary>Reads the file anew in another encoding, with another delimiter, or another sheet of it.</summary>
    public Task ReadAgainAsync(GrantImport import, string? encoding, char? delimiter, string? sheet, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Mapping, GrantImportState.Checked, GrantImportState.Refused);
        if ((encoding is not null && !TextEncodings.All.Contains(encoding)) || (delimiter is { } given && !TextEncodings.Delimiters.Contains(given)))
        {
            throw ImportProblems.Refuse(ImportProblems.WrongEncoding, $"One of {string.Join(", ", TextEncodings.All)}.", encoding);
        }

        import.Layout = new GrantFileLayout(encoding, delimiter, [], sheet, [], []);
        import.Mapping = null;
        return MoveAsync(import, GrantImportState.Inspecting, GrantImportActions.ReadAgain, actor, cancellationToken);
    }

    /// <summary>Says what the columns are, remembers it for the source, and has every row checked.</summary>
    /// <exception cref="ImportRefusedException">The mapping lacks something or says it twice.</exception>
    public async Task MapAsync(GrantImport import, GrantMapping mapping, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Mapping, GrantImportState.Checked);
        await CheckAsync(mapping, cancellationToken);
        import.Mapping = mapping;
        if (await context.GrantImportSources.FindAsync([import.Source], cancellationToken) is { } source)
        {
            (source.Mapping, source.UpdatedAt) = (mapping, time.GetUtcNow());
        }
        else
        {
            context.Add(new GrantImportSource { Name = import.Source, Mapping = mapping, UpdatedAt = time.GetUtcNow() });
        }

        (import.RowsDone, import.IsRead, import.Result) = (0, false, null);
        await MoveAsync(import, GrantImportState.Checking, GrantImportActions.Mapped, actor, cancellationToken);
    }

    /// <summary>Says what organisations are; the comparison is made anew.</summary>
    public async Task DecideAsync(
        GrantImport import, IReadOnlyDictionary<string, OrganisationDecision> decisions, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Checked);
        var keys = decisions.Keys.ToList();
        var organisations = await context.GrantImportOrganisations.Where(organisation => organisation.ImportId == import.Id && keys.Contains(organisation.Key))
            .ToListAsync(cancellationToken);
        foreach (var organisation in organisations)
        {
            var decision = decisions[organisation.Key];
            organisation.Decision = decision == OrganisationDecision.Match && organisation.MatchId is null ? OrganisationDecision.Undecided : decision;
        }

        await MoveAsync(import, GrantImportState.Checking, GrantImportActions.Decided, actor, cancellationToken);
    }

    /// <summary>Takes every organisation of the same name for the portal's, or proposes every one with an unknown identifier as new.</summary>
    public async Task DecideAllAsync(GrantImport import, OrganisationMatch match, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Checked);
        var decision = match == OrganisationMatch.None ? OrganisationDecision.New : OrganisationDecision.Match;
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.GrantImportOrganisations
            .Where(organisation => organisation.ImportId == import.Id && organisation.Match == match && organisation.Decision == OrganisationDecision.Undecided)
            .ExecuteUpdateAsync(set => set.SetProperty(organisation => organisation.Decision, decision), cancellationToken);
        await MoveAsync(import, GrantImportState.Checking, GrantImportActions.Decided, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Hands it to a second person.</summary>
    public Task SubmitAsync(GrantImport import, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Checked);
        RequirePublishable(import);
        return MoveAsync(import, GrantImportState.Submitted, GrantImportActions.Submitted, actor, cancellationToken);
    }

    /// <summary>Takes it back before it is approved.</summary>
    public Task TakeBackAsync(GrantImport import, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Submitted);
        return MoveAsync(import, GrantImportState.Checked, GrantImportActions.TakenBack, actor, cancellationToken);
    }

    /// <summary>Approves and publishes it; refused to everybody who had a hand in it.</summary>
    public Task ApproveAsync(GrantImport import, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Submitted);
        if (actor.UserId is not { } approver || import.Workers.Contains(approver))
        {
            throw ImportProblems.Refuse(ImportProblems.OwnWork, "Somebody else approves it: who uploaded, mapped, decided or submitted it may not.");
        }

        RequirePublishable(import);
        import.Approver = actor;
        return MoveAsync(import, GrantImportState.Publishing, GrantImportActions.Approved, actor, cancellationToken);
    }

    /// <summary>Publishes without a second person, as who operates the portal's server may.</summary>
    internal Task PublishAsOperatorAsync(GrantImport import, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Checked);
        RequirePublishable(import);
        import.Approver = actor;
        return MoveAsync(import, GrantImportState.Publishing, GrantImportActions.Approved, actor, cancellationToken);
    }

    /// <summary>Takes a published import back whole.</summary>
    /// <exception cref="ImportRefusedException">Records of it were published again since.</exception>
    public async Task UndoAsync(GrantImport import, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Published);
        await RefuseEditedAsync(context, import, cancellationToken);
        import.Undoer = actor;
        await MoveAsync(import, GrantImportState.Undoing, GrantImportActions.Undone, actor, cancellationToken);
    }

    /// <summary>Stops what the worker does; nothing of it is kept.</summary>
    public async Task StopAsync(GrantImport import, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.GrantImports.Where(held => held.Id == import.Id).ExecuteUpdateAsync(set => set.SetProperty(held => held.StopRequested, true), cancellationToken);
        await EnterAsync(import, GrantImportActions.Stopped, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Throws the file and all that was made of it away.</summary>
    public async Task DiscardAsync(GrantImport import, Actor actor, CancellationToken cancellationToken)
    {
        Require(import, GrantImportState.Mapping, GrantImportState.Checked, GrantImportState.Submitted, GrantImportState.Refused);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await MoveAsync(import, GrantImportState.Discarded, GrantImportActions.Discarded, actor, cancellationToken);
        await ClearAsync(context, import.Id, cancellationToken);
        await context.GrantImportChunks.Where(chunk => chunk.ImportId == import.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Deletes everything that was made of a file but the file.</summary>
    internal static async Task ClearAsync(PortalDbContext context, Guid import, CancellationToken cancellationToken)
    {
        await new ImportSql(context, import).ExecuteAsync(
            """
            delete from grant_import_rows where import_id = @import;
            delete from grant_import_effects where import_id = @import;
            delete from grant_import_duplicates where import_id = @import;
            delete from grant_import_faults where import_id = @import;
            delete from grant_import_organisations where import_id = @import
            """,
            cancellationToken);
    }

    internal static async Task RefuseEditedAsync(PortalDbContext context, GrantImport import, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        var edited = await GrantPublishing.EditedSinceAsync(new ImportSql(context, import.Id), import.PublicationNumber!.Value, cancellationToken);
        if (edited.Count > 0)
        {
            var names = string.Join(", ", edited);
            throw ImportProblems.Refuse(ImportProblems.EditedSince, $"Records of this import were published again since: {names}. Take those changes back first.", names);
        }
    }

    private static void Require(GrantImport import, params ReadOnlySpan<GrantImportState> states)
    {
        if (!states.Contains(import.State))
        {
            throw ImportProblems.Refuse(ImportProblems.WrongState, "The import has moved on meanwhile; look at it again.");
        }
    }

    private static void RequirePublishable(GrantImport import)
    {
        if (import.Result is not { Faults: 0 } result)
        {
            throw ImportProblems.Refuse(ImportProblems.HasFaults, "Every fault is mended in the file first, and the file is uploaded again.");
        }

        if (result.Created + result.Changed + result.Reinstated == 0)
        {
            throw ImportProblems.Refuse(ImportProblems.NothingToPublish, "The portal has all of this already.");
        }
    }

    private static void AddWorker(GrantImport import, Actor actor)
    {
        if (actor.UserId is { } worker && !import.Workers.Contains(worker))
        {
            import.Workers = [.. import.Workers, worker];
        }
    }

    private async Task CheckAsync(GrantMapping mapping, CancellationToken cancellationToken)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in mapping.Columns.Select(column => column.Target).Where(target => target is not null).Concat(mapping.Constants.Keys))
        {
            if (GrantTargets.Find(target!) is null)
            {
                throw ImportProblems.Refuse(ImportProblems.UnknownTarget, $"There is no column '{target}'.", target);
            }

            if (target != GrantTargets.Keep && !said.Add(target!))
            {
                throw ImportProblems.Refuse(ImportProblems.TwoColumns, $"Only one column, or one value for all rows, can be '{target}'.", target);
            }
        }

        if (GrantTargets.All.Where(target => target.IsNeeded).Select(target => target.Code).FirstOrDefault(target => !said.Contains(target)) is { } needed)
        {
            throw ImportProblems.Refuse(ImportProblems.Needed, $"A column, or one value for all rows, is needed for '{needed}'.", needed);
        }

        var unclear = mapping.Columns.FirstOrDefault(column => column.Target is not null
            && GrantTargets.Find(column.Target)!.Kind is var kind && ((kind == TargetKind.Date && column.Dates is null) || (kind == TargetKind.Amount && column.Numbers is null)));
        if (unclear is not null)
        {
            throw ImportProblems.Refuse(ImportProblems.FormatNeeded, $"How are the values of '{unclear.Heading}' written? Its first rows are in no single format, or can be read in two ways; say which in the mapping.", unclear.Target);
        }

        await CheckConstantsAsync(mapping, cancellationToken);
    }

    private async Task CheckConstantsAsync(GrantMapping mapping, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var check = await CheckContext.LoadAsync(context, faults, NoFolder.Instance, time.GetUtcNow(), cancellationToken);
        foreach (var (target, value) in mapping.Constants)
        {
            var cells = new string?[GrantTargets.All.Count];
            cells[GrantTargets.IndexOf(target)] = value;
            var row = new FolderRow(GrantTableFile.Instance, 1, cells, new bool[cells.Length]);
            GrantTargets.Find(target)!.Type.Check(value, new Cells.CellPlace(row, target, check));
            if (faults.Take() is [var fault, ..])
            {
                throw ImportProblems.Refuse(ImportProblems.BadConstant, $"{target}: {fault.Expectation}", target);
            }
        }
    }

    private async Task MoveAsync(GrantImport import, GrantImportState state, string action, Actor actor, CancellationToken cancellationToken)
    {
        if (state is not (GrantImportState.Publishing or GrantImportState.Undoing))
        {
            AddWorker(import, actor);
        }

        (import.State, import.StopRequested, import.LeaseOwner, import.LeaseUntil, import.Problem) = (state, false, null, null, null);
        import.Version++;
        var own = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            await EnterAsync(import, action, actor, cancellationToken);
            if (own is not null)
            {
                await own.CommitAsync(cancellationToken);
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            throw ImportProblems.Refuse(ImportProblems.WrongState, "The import has moved on meanwhile; look at it again.");
        }
        finally
        {
            if (own is not null)
            {
                await own.DisposeAsync();
            }
        }
    }

    private Task<AuditEntry> EnterAsync(GrantImport import, string action, Actor actor, CancellationToken cancellationToken) => new AuditLog(context, time).AppendAsync(
        actor, action, new AuditSubject(GrantImportActions.Subject, import.Number.ToString(CultureInfo.InvariantCulture)), null, cancellationToken);
}

/// <summary>What is entered in the audit log of imports, each named by its number.</summary>
public static class GrantImportActions
{
    public const string Subject = "grant-import";
    public const string Uploaded = "import-uploaded";
    public const string ReadAgain = "import-read-again";
    public const string Mapped = "import-mapped";
    public const string Decided = "import-decided";
    public const string Submitted = "import-submitted";
    public const string TakenBack = "import-taken-back";
    public const string Approved = "import-approved";
    public const string Undone = "import-undone";
    public const string Discarded = "import-discarded";
    public const string Stopped = "import-stopped";
}
