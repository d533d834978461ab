using System.Text;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Interchange.GrantImports;

public sealed class GrantImportTests(PostgresFixture postgres) : GrantImportTestBase(postgres)
{
    private const string Two =
        "Identifier,Title,Recipient Org:Name,Recipient Org:Identifier,Amount Awarded,Award Date\r\n"
        + "A-1,First,Alpha Trust,GB-CHC-1,\"1,234.50\",2024-03-11\r\nA-2,Second,Beta Trust,,,2024-03\r\n";

    [Fact]
    public async Task Publish_TwoRows_HoldsThemWithRevisionsAuditAndIndex()
    {
        var import = await PublishAsync(Text(Two), "list.csv");

        await using var context = Store.Open();
        var grants = await context.Grants.Include(grant => grant.Recipients).OrderBy(grant => grant.Reference).ToListAsync(Cancel);
        Assert.Equal(["a-1", "a-2"], grants.Select(grant => grant.Reference));
        Assert.Equal((1234.50m, "2024-03-11", "GBP", "Alpha Trust"), (grants[0].Amount!.Value, grants[0].Awarded.ToString()!, grants[0].CurrencyCode, grants[0].Recipients[0].Name));
        Assert.Equal((null, "2024-03"), (grants[1].Amount, grants[1].Awarded.ToString()!));
        var revisions = await context.Revisions.Where(revision => revision.PublicationNumber == import.PublicationNumber).ToListAsync(Cancel);
        Assert.Equal(2, revisions.Count);
        Assert.All(revisions, revision => Assert.Equal((RevisionChange.Created, 1), (revision.Change, revision.Number)));
        Assert.Equal(2, await context.GrantEntries.CountAsync(Cancel));
        var published = await context.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.Published && entry.Subject == $"{import.PublicationNumber}", Cancel);
        Assert.Equal("tester", published.ActorName);
        Assert.Empty((await new AuditCheck(context).RunAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task Check_SameFileAgain_ChangesNothing()
    {
        await PublishAsync(Text(Two), "list.csv");

        var again = await CheckAsync(Text(Two), "list.csv");

        Assert.Equal((0, 0, 2), (again.Result!.Created, again.Result.Changed, again.Result.Unchanged));
    }

    [Fact]
    public async Task Publish_ChangedRow_KeepsWhatWasAndNamesTheChange()
    {
        await PublishAsync(Text(Two), "list.csv");

        var import = await PublishAsync(Text(Two.Replace("1,234.50", "2,000", StringComparison.Ordinal).Replace("First", "First of all", StringComparison.Ordinal)), "list.csv");

        Assert.Equal((0, 1, 1), (import.Result!.Created, import.Result.Changed, import.Result.Unchanged));
        Assert.Equal(new ImportSum("GBP", 0, 0, 1, 1234.50m, 2000m), Assert.Single(import.Result.Sums));
        await using var context = Store.Open();
        var grant = await context.Grants.SingleAsync(grant => grant.Reference == "a-1", Cancel);
        Assert.Equal((2000m, "First of all", 2), (grant.Amount!.Value, grant.Title, grant.Revision));
        var history = await context.GrantHistory.SingleAsync(Cancel);
        Assert.Equal((1234.50m, grant.FactsRecordedAt), (history.Amount!.Value, history.WithdrawnAt!.Value));
        var revision = await context.Revisions.SingleAsync(revision => revision.PublicationNumber == import.PublicationNumber, Cancel);
        Assert.Equal(["1234.50", "2000"], revision.Changes["amount"]);
        Assert.Equal(["First", "First of all"], revision.Changes["title"]);
        Assert.Equal(2000m, (await context.GrantEntries.SingleAsync(entry => entry.GrantId == grant.Id, Cancel)).Amount);
    }

    [Fact]
    public async Task Undo_WholeImport_BringsBackWhatWasAndMayBeImportedAgain()
    {
        await PublishAsync(Text(Two), "list.csv");
        var changed = Two.Replace("1,234.50", "9", StringComparison.Ordinal) + "A-3,Third,Gamma Trust,GB-CHC-3,5,2024\r\n";
        var import = await PublishAsync(Text(changed), "list.csv");

        await UndoAsync(import);

        await using var context = Store.Open();
        Assert.Equal(1234.50m, (await context.Grants.SingleAsync(grant => grant.Reference == "a-1", Cancel)).Amount);
        var third = await context.Grants.SingleAsync(grant => grant.Reference == "a-3", Cancel);
        Assert.NotNull(third.WithdrawnAt);
        Assert.False(await context.GrantEntries.AnyAsync(entry => entry.GrantId == third.Id, Cancel));
        var undone = await context.GrantImports.SingleAsync(held => held.Id == import.Id, Cancel);
        Assert.Equal(GrantImportState.Undone, undone.State);
        Assert.Equal(["9", "1234.50"], (await context.Revisions.SingleAsync(revision => revision.PublicationNumber == undone.UndoNumber && revision.Reference == "a-1", Cancel)).Changes["amount"]);

        var again = await PublishAsync(Text(changed), "list.csv");

        Assert.Equal((0, 1, 1), (again.Result!.Created, again.Result.Changed, again.Result.Reinstated));
        Assert.Null((await context.Grants.AsNoTracking().SingleAsync(grant => grant.Reference == "a-3", Cancel)).WithdrawnAt);
        Assert.True(await context.GrantEntries.AnyAsync(entry => entry.GrantId == third.Id, Cancel));
        Assert.Empty((await new AuditCheck(context).RunAsync(null, Cancel)).Faults);
    }

    [Fact]
    public async Task Publish_PaymentsAndFurtherRecipients_AreChangesOfTheirGrantAndUndone()
    {
        const string head = "Identifier,Title,Recipient,Recipient 2,Amount,Award Date,Payment Date,Amount Paid\r\n";
        await PublishAsync(Text(head + "P-1,First,Alpha,Beta,10,2024-01-01,,\r\n"), "list.csv");
        var import = await PublishAsync(Text(head + "P-1,First,Alpha,Beta,10,2024-01-01,2024-02-01,4\r\nP-2,Second,Gamma,,5,2024-01-01,2024-03-01,5\r\n"), "list.csv");

        await using var context = Store.Open();
        Assert.Equal((1, 1), (import.Result!.Created, import.Result.Changed));
        Assert.Equal(["p-1-p1", "p-2-p1"], await context.GrantDisbursements.OrderBy(payment => payment.Reference).Select(payment => payment.Reference).ToListAsync(Cancel));
        var revision = await context.Revisions.SingleAsync(revision => revision.PublicationNumber == import.PublicationNumber && revision.Reference == "p-1", Cancel);
        Assert.Equal([null, "4"], revision.Changes["grant_disbursements[p-1-p1].amount"]);
        Assert.Equal(["Alpha", "Beta"], await context.GrantRecipients.Where(recipient => recipient.Name != "Gamma").OrderBy(recipient => recipient.Position).Select(recipient => recipient.Name).ToListAsync(Cancel));

        await UndoAsync(import);

        Assert.False(await context.GrantDisbursements.AnyAsync(payment => payment.WithdrawnAt == null, Cancel));
        var again = await PublishAsync(Text(head + "P-2,Second,Gamma,,5,2024-01-01,2024-03-01,5\r\n"), "list.csv");
        Assert.Equal(1, again.Result!.Reinstated);
        Assert.Equal("p-2-p1", (await context.GrantDisbursements.AsNoTracking().SingleAsync(payment => payment.WithdrawnAt == null, Cancel)).Reference);
        await UndoAsync(again);
        Assert.False(await context.GrantDisbursements.AnyAsync(payment => payment.WithdrawnAt == null, Cancel));
    }

    [Fact]
    public async Task Publish_PaymentOfAnUndoneImport_IsWrittenAnew()
    {
        const string head = "Identifier,Title,Recipient,Amount,Award Date,Payment Date,Amount Paid\r\nP-1,First,Alpha,10,2024-01-01,";
        await PublishAsync(Text(head + ",\r\n"), "list.csv");
        await UndoAsync(await PublishAsync(Text(head + "2024-02-01,4\r\n"), "list.csv"));

        var again = await PublishAsync(Text(head + "2024-02-02,5\r\n"), "list.csv");

        await using var context = Store.Open();
        Assert.Equal(1, again.Result!.Changed);
        var payment = await context.GrantDisbursements.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((5m, new DateOnly(2024, 2, 2), null), (payment.Amount, payment.PaidOn, payment.WithdrawnAt));
        Assert.Equal(0, (await CheckAsync(Text(head + "2024-02-02,5\r\n"), "list.csv")).Result!.Changed);

        await UndoAsync(again);

        Assert.NotNull((await context.GrantDisbursements.AsNoTracking().SingleAsync(Cancel)).WithdrawnAt);
        await context.GrantDisbursements.ExecuteUpdateAsync(set => set.SetProperty(paid => paid.WithdrawnAt, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), Cancel);
        var refused = await CheckAsync(Text(head + "2024-02-02,5\r\n"), "list.csv");
        Assert.Equal(FaultCodes.Withdrawn, Assert.Single(refused.Result!.FaultCodes).Key);
    }

    [Fact]
    public async Task Publish_WhatRowsNameIsGoneSince_IsRefused()
    {
        var programme = new Programme { Reference = "gb-programme", Name = "A programme", CountryCode = "GB" };
        await using var context = Store.Open();
        context.Add(programme);
        await context.SaveChangesAsync(Cancel);
        var import = await CheckAsync(Text("Identifier,Title,Recipient,Amount,Award Date\r\nP-1,First,Alpha,10,2024-01-01\r\n"), "list.csv", Constants + ";programme=gb-programme");
        Assert.Equal(0, import.Result!.Faults);
        await PublishAsync(Text(Two), "other.csv");
        await context.Programmes.ExecuteUpdateAsync(set => set.SetProperty(held => held.WithdrawnAt, DateTimeOffset.UtcNow), Cancel);

        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => Run(context).PublishAsync(context.Attach(import).Entity, Cancel));

        Assert.Equal(ImportProblems.PortalChanged, refused.Problem.Code);
        Assert.False(await context.Grants.AnyAsync(grant => grant.Reference == "p-1", Cancel));
    }

    [Fact]
    public async Task Publish_OrganisationMadeByAnotherImportSince_IsRefusedAndFoundNextTime()
    {
        await using var context = Store.Open();
        var run = Run(context);
        var first = await run.CheckAsync(Text(Two), "list.csv", "one source", With, null, Cancel);
        var second = await run.CheckAsync(Text(Two.Replace("A-", "B-", StringComparison.Ordinal)), "list.csv", "another source", With, null, Cancel);
        await run.DecideAllAsync(first, OrganisationMatch.None, Cancel);
        await run.DecideAllAsync(second, OrganisationMatch.None, Cancel);
        await run.PublishAsync(first, Cancel);

        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => run.PublishAsync(second, Cancel));

        Assert.Equal(ImportProblems.PortalChanged, refused.Problem.Code);
        await using var after = Store.Open();
        var again = await Run(after).CheckAsync(Text(Two.Replace("A-", "B-", StringComparison.Ordinal)), "list.csv", "another source", With, null, Cancel);
        Assert.Equal(OrganisationMatch.Identifier, (await after.GrantImportOrganisations.SingleAsync(found => found.ImportId == again.Id, Cancel)).Match);
        await Run(after).PublishAsync(again, Cancel);
        Assert.Equal(4, await after.Grants.CountAsync(Cancel));
        Assert.Equal(1, await after.Organisations.CountAsync(Cancel));
    }

    [Fact]
    public async Task Check_IdentifierOfAnOrganisationThatAnEditorWithdrew_IsAFault()
    {
        var withdrawn = new Organisation { Reference = "gb-gone", Name = "Gone", Type = OrganisationType.Nonprofit, WithdrawnAt = DateTimeOffset.UtcNow, WithdrawnReason = "A mistake." };
        withdrawn.Identifiers.Add(new OrganisationIdentifier { Scheme = IdentifierScheme.OrgId, Value = "GB-CHC-1" });
        await using var context = Store.Open();
        context.Add(withdrawn);
        await context.SaveChangesAsync(Cancel);

        var import = await CheckAsync(Text(Two), "list.csv");

        var fault = await context.GrantImportFaults.SingleAsync(fault => fault.ImportId == import.Id, Cancel);
        Assert.Equal((FaultCodes.Withdrawn, "recipient_identifier", "GB-CHC-1"), (fault.Code, fault.Column, fault.Value));
        Assert.Contains("gb-gone", fault.Expectation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_WhilePublishing_LeavesNothingAndMayBePublishedLater()
    {
        var (uploader, other) = (new Actor(Guid.NewGuid(), "one", null, null), new Actor(Guid.NewGuid(), "two", null, null));
        await using var context = Store.Open();
        var import = await new GrantImportRun(context, TimeProvider.System, uploader).CheckAsync(Text(Two), "list.csv", "a source", With, null, Cancel);
        var imports = new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System);
        await imports.SubmitAsync(import, uploader, Cancel);
        await imports.ApproveAsync(import, other, Cancel);
        var worker = new GrantImportWorker(Store.ConnectionString, TimeProvider.System, "test");
        await using (var busy = Store.Open())
        {
            await using var lockout = await busy.Database.BeginTransactionAsync(Cancel);
            await busy.Database.ExecuteSqlRawAsync("lock table revisions in exclusive mode", Cancel);
            var publishing = worker.RunOneAsync(import.Id, null, Cancel);
            // A worker passes over an import that somebody is just writing to, and comes back to it later.
            while (!await context.GrantImports.AnyAsync(held => held.Id == import.Id && held.LeaseOwner != null, Cancel))
            {
                await Task.Delay(20, Cancel);
            }

            await imports.StopAsync(import, other, Cancel);
            await publishing;
        }

        await context.Entry(import).ReloadAsync(Cancel);
        Assert.Equal(GrantImportState.Submitted, import.State);
        Assert.False(await context.Grants.AnyAsync(Cancel));
        await imports.ApproveAsync(import, other, Cancel);
        await worker.RunOneAsync(import.Id, null, Cancel);
        Assert.Equal(2, await context.Grants.CountAsync(Cancel));
    }

    [Fact]
    public async Task Undo_RecordsPublishedSince_IsRefusedNamingThem()
    {
        var import = await PublishAsync(Text(Two), "list.csv");
        await PublishAsync(Text(Two.Replace("First", "Other", StringComparison.Ordinal)), "list.csv");

        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => UndoAsync(import));

        Assert.Equal((ImportProblems.EditedSince, "a-1"), (refused.Problem.Code, refused.Problem.Subject));
    }

    [Fact]
    public async Task Check_FaultyRows_NamesRowAndColumnAndCountsAll()
    {
        var import = await CheckAsync(
            Text("id;title;recipient;amount;date\r\n1;ok;A;1;2024-01-01\r\n2;;A;x;2024-13-01\r\n1;again;A;2;2024-01-01\r\n3;short\r\n4;bad;A;-5;2024\r\n"), "list.csv");

        await using var context = Store.Open();
        var faults = await context.GrantImportFaults.Where(fault => fault.ImportId == import.Id).OrderBy(fault => fault.Row).ThenBy(fault => fault.Column).ToListAsync(Cancel);
        Assert.Equal(
            [(3, "amount", FaultCodes.BadNumber), (3, "awarded", FaultCodes.BadDate), (3, "title", FaultCodes.Required), (4, "id", FaultCodes.DuplicateKey),
                (5, null, FaultCodes.CellCount), (6, "amount", FaultCodes.OutOfRange)],
            faults.Select(fault => (fault.Row!.Value, fault.Column, fault.Code)));
        Assert.Equal(6, import.Result!.Faults);
        Assert.Equal("date", faults[1].Heading);
        using var csv = new MemoryStream();
        await new GrantFaultSheet(context).WriteCsvAsync(import, ["row", "column", "value", "fault"], fault => fault.Expectation, csv, Cancel);
        var lines = Encoding.UTF8.GetString(csv.ToArray()).Split("\r\n");
        Assert.Equal("\uFEFFrow,column,value,fault,id,title,recipient,amount,date", lines[0]);
        Assert.StartsWith("3,title,,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",2,,A,x,2024-13-01", lines[1], StringComparison.Ordinal);
        using var xlsx = new MemoryStream();
        await new GrantFaultSheet(context).WriteXlsxAsync(import, ["row", "column", "value", "fault"], fault => fault.Expectation, xlsx, Cancel);
        Assert.True(xlsx.Length > 0);
    }

    [Fact]
    public async Task Check_Duplicates_AreCountedAndShown()
    {
        await PublishAsync(Text(Two), "list.csv");

        var import = await CheckAsync(
            Text("id,title,recipient,amount,date\r\nB-1,x,ALPHA trust,1234.5,2024-03-11\r\nB-2,y,Delta,7,2024-01-01\r\nB-3,z,delta,7,2024-01-01\r\n"), "list.csv");

        Assert.Equal((1, 1), (import.Result!.SameInFile, import.Result.SameInPortal));
    }

    [Fact]
    public async Task Publish_NewOrganisation_IsMadeOnceAndFoundByItsIdentifier()
    {
        await using (var context = Store.Open())
        {
            var run = Run(context);
            var import = await run.CheckAsync(Text(Two), "list.csv", "a source", With, null, Cancel);
            var organisation = await context.GrantImportOrganisations.SingleAsync(found => found.ImportId == import.Id, Cancel);
            Assert.Equal(("GB-CHC-1", OrganisationMatch.None, OrganisationDecision.Undecided), (organisation.Identifier, organisation.Match, organisation.Decision));
            var imports = new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System);
            await imports.DecideAllAsync(import, OrganisationMatch.None, Tester, Cancel);
            await new GrantImportWorker(Store.ConnectionString, TimeProvider.System, "test").RunOneAsync(import.Id, null, Cancel);
            await context.Entry(import).ReloadAsync(Cancel);
            await run.PublishAsync(import, Cancel);
        }

        var again = await CheckAsync(Text(Two.Replace("Alpha Trust", "The Alpha Trust", StringComparison.Ordinal)), "list.csv");

        await using var after = Store.Open();
        var made = await after.Organisations.Include(organisation => organisation.Identifiers).SingleAsync(Cancel);
        Assert.Equal(("alpha-trust", IdentifierScheme.OrgId, "GB-CHC-1"), (made.Reference, made.Identifiers[0].Scheme, made.Identifiers[0].Value));
        Assert.Equal(made.Id, (await after.GrantRecipients.SingleAsync(recipient => recipient.Name == "Alpha Trust", Cancel)).OrganisationId);
        var found = await after.GrantImportOrganisations.SingleAsync(organisation => organisation.ImportId == again.Id, Cancel);
        Assert.Equal((OrganisationMatch.Identifier, OrganisationDecision.Match, made.Id), (found.Match, found.Decision, found.MatchId!.Value));
        Assert.Equal((0, 1), (again.Result!.Created, again.Result.Changed));
    }

    [Fact]
    public async Task Check_IdentifierOfAMergedOrganisation_IsTheOneItIsInTheEnd()
    {
        var last = new Organisation { Reference = "gb-last", Name = "Last", Type = OrganisationType.Nonprofit };
        var second = new Organisation { Reference = "gb-second", Name = "Second", Type = OrganisationType.Nonprofit, MergedIntoId = last.Id };
        var first = new Organisation { Reference = "gb-first", Name = "First", Type = OrganisationType.Nonprofit, MergedIntoId = second.Id };
        first.Identifiers.Add(new OrganisationIdentifier { Scheme = IdentifierScheme.OrgId, Value = "GB-CHC-1" });
        await using (var context = Store.Open())
        {
            context.AddRange(last, second, first);
            await context.SaveChangesAsync(Cancel);
        }

        var import = await CheckAsync(Text(Two), "list.csv");

        await using var after = Store.Open();
        var found = await after.GrantImportOrganisations.SingleAsync(organisation => organisation.ImportId == import.Id, Cancel);
        Assert.Equal((OrganisationMatch.Identifier, OrganisationDecision.Match, last.Id), (found.Match, found.Decision, found.MatchId!.Value));
    }

    [Fact]
    public async Task Approve_OwnWork_IsRefused()
    {
        var (uploader, other) = (new Actor(Guid.NewGuid(), "one", null, null), new Actor(Guid.NewGuid(), "two", null, null));
        await using var context = Store.Open();
        var import = await new GrantImportRun(context, TimeProvider.System, uploader).CheckAsync(Text(Two), "list.csv", "a source", With, null, Cancel);
        var imports = new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System);
        await imports.SubmitAsync(import, uploader, Cancel);

        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => imports.ApproveAsync(import, uploader, Cancel));

        Assert.Equal(ImportProblems.OwnWork, refused.Problem.Code);
        await imports.ApproveAsync(import, other, Cancel);
        await new GrantImportWorker(Store.ConnectionString, TimeProvider.System, "test").RunOneAsync(import.Id, null, Cancel);
        Assert.Equal(2, await context.Grants.CountAsync(Cancel));
        await context.Entry(import).ReloadAsync(Cancel);
        Assert.Equal(other.UserId, (await context.AuditEntries.SingleAsync(entry => entry.Action == AuditActions.Published && entry.Subject == $"{import.PublicationNumber}", Cancel)).ActorId);
    }

    [Fact]
    public async Task Check_RemembersTheMappingOfTheSource()
    {
        await CheckAsync(Text("Ref;Wofür;Wer;Wieviel;Wann\r\n1;x;y;1.234,50;11.03.2024\r\n"), "list.csv", map: _ => new GrantMapping(
            [new("Ref", "id"), new("Wofür", "title"), new("Wer", "recipient"), new("Wieviel", "amount", Numbers: NumberFormat.Comma), new("Wann", "awarded", DateFormat.DayFirst)],
            new Dictionary<string, string>()));

        var again = await PublishAsync(Text("Ref;Wofür;Wer;Wieviel;Wann\r\n1;x;y;1.234,50;11.03.2024\r\n"), "list.csv");

        await using var context = Store.Open();
        var grant = await context.Grants.SingleAsync(Cancel);
        Assert.Equal((1234.50m, "2024-03-11"), (grant.Amount!.Value, grant.Awarded.ToString()!));
        Assert.Equal("x", grant.Title);
        Assert.Equal(GrantImportState.Published, again.State);
    }

    [Fact]
    public async Task Run_LeaseEnded_AnotherNodeGoesOn()
    {
        await using var context = Store.Open();
        var imports = new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System);
        var import = await imports.UploadAsync(Text(Two), "list.csv", "a source", Tester, Cancel);
        await context.Database.ExecuteSqlAsync($"update grant_imports set lease_owner = 'gone', lease_until = now() + interval '1 hour'", Cancel);
        var worker = new GrantImportWorker(Store.ConnectionString, TimeProvider.System, "test");
        Assert.False(await worker.RunOneAsync(null, null, Cancel));

        await context.Database.ExecuteSqlAsync($"update grant_imports set lease_until = now() - interval '1 second'", Cancel);

        Assert.True(await worker.RunOneAsync(null, null, Cancel));
        await context.Entry(import).ReloadAsync(Cancel);
        Assert.Equal(GrantImportState.Mapping, import.State);
    }

    private static GrantMapping With(GrantMapping mapping) => With(mapping, Constants);
}
