using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Publishing.Drafts;

public sealed class ChangeSetTests(PostgresFixture postgres) : ChangeSetTestBase(postgres)
{
    [Fact]
    public async Task Publish_NewRecordsTogether_AreOnePublicationWithItsAudit()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await NewAnnouncementAsync(set);

        var publication = await PublishAsync(set);

        await using var context = Store.Open();
        var programme = await context.Programmes.SingleAsync(record => record.Reference == "p-new", Cancel);
        Assert.Equal(("A new plan", "FR", 1), (programme.Name, programme.CountryCode, programme.Revision));
        var figure = await context.Figures.Include(record => record.Announcement).SingleAsync(record => record.Reference == "f-new", Cancel);
        Assert.Equal((2_000_000m, "a-new", programme.Id), (figure.AmountLow, figure.Announcement.Reference, figure.ProgrammeId));
        Assert.Equal("f-1", await context.FigureLinks.Where(link => link.FromId == figure.Id).Select(link => link.To.Reference).SingleAsync(Cancel));
        Assert.Equal(
            [(RecordKind.Announcement, "a-new"), (RecordKind.Figure, "f-new"), (RecordKind.Programme, "p-new"), (RecordKind.Source, "s-new")],
            (await context.Revisions.Where(revision => revision.PublicationNumber == publication.Number).ToListAsync(Cancel))
                .OrderBy(revision => revision.Reference, StringComparer.Ordinal).Select(revision => (revision.RecordKind, revision.Reference)));
        Assert.Equal((PublicationKind.Edit, "It was learnt.", "Eve"), (publication.Kind, publication.Reason, publication.Actor));
        var published = (await FindAsync(set))!;
        Assert.Equal((ChangeSetState.Published, publication.Number), (published.State, published.PublicationNumber));
        var entry = await context.AuditEntries.OrderBy(known => known.Number).LastAsync(Cancel);
        Assert.Equal(
            (AuditActions.Published, Eve.UserId, "192.0.2.3", "request-3", $"{set}", "Eve"),
            (entry.Action, entry.ActorId, entry.Address, entry.RequestId, entry.Detail["change-set"], entry.Detail["approved-by"]));
        await VerifyChainAsync();
    }

    [Fact]
    public async Task EveryStep_LeavesItsAuditEntry()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        var draft = await EditAsync(set, RecordKind.Programme, "p-1", rows => rows["programmes.csv"][0]["name"] = "The plan, renamed");
        await DoneAsync(sets => sets.SubmitAsync(set, Ada, Cancel));
        await DoneAsync(sets => sets.CommentAsync(set, "Why?", Eve, Cancel));
        await DoneAsync(sets => sets.RequestChangesAsync(set, "Say why.", Eve, Cancel));
        await SaveAsync(set, draft, rows => rows["programmes.csv"][0]["description"] = "Renamed in 2026.");
        await PublishAsync(set);

        var actions = await ReadAsync(context => context.AuditEntries.Where(entry => entry.ActorId != null).OrderBy(entry => entry.Number)
            .Select(entry => $"{entry.ActorName} {entry.Action}").ToListAsync(Cancel));

        Assert.Equal(
            ["Ada change-set-created", "Ada change-set-described", "Ada draft-added", "Ada draft-saved", "Ada change-set-submitted", "Eve change-set-commented",
                "Eve changes-requested", "Ada draft-saved", "Ada change-set-submitted", "Eve change-set-approved", "Eve published"],
            actions);
        await VerifyChainAsync();
    }

    [Fact]
    public async Task Approve_ByWhoeverWroteAnyOfIt_IsRefused()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await EditAsync(set, RecordKind.Programme, "p-1", rows => rows["programmes.csv"][0]["name"] = "Renamed");
        await EditAsync(set, RecordKind.Programme, "p-2", rows => rows["programmes.csv"][0]["name"] = "Renamed too", Ben);
        await DoneAsync(sets => sets.SubmitAsync(set, Ada, Cancel));

        foreach (var writer in new[] { Ada, Ben, Actor.Shell("root") })
        {
            Assert.Equal(ChangeOutcome.OwnWork, (await OnAsync(sets => sets.ApproveAsync(set, writer, Cancel))).Outcome);
        }

        Assert.Equal((ChangeSetState.Submitted, null), ((await FindAsync(set))!.State, (await FindAsync(set))!.ApproverId));
        await DoneAsync(sets => sets.ApproveAsync(set, Eve, Cancel));
        foreach (var writer in new[] { Ada, Ben })
        {
            Assert.Equal(ChangeOutcome.OwnWork, (await OnAsync(sets => sets.PublishAsync(set, writer, Cancel))).Outcome);
            Assert.Equal(ChangeOutcome.OwnWork, (await OnAsync(sets => sets.ScheduleAsync(set, Clock.GetUtcNow().AddDays(1), writer, Cancel))).Outcome);
        }

        Assert.Equal(ChangeSetState.Approved, (await FindAsync(set))!.State);
        Assert.Equal("The plan", await ReadAsync(context => context.Programmes.Where(record => record.Reference == "p-1").Select(record => record.Name).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Publish_NotApproved_IsRefused()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await EditAsync(set, RecordKind.Programme, "p-1", rows => rows["programmes.csv"][0]["name"] = "Renamed");

        Assert.Equal(ChangeOutcome.WrongState, (await OnAsync(sets => sets.PublishAsync(set, Eve, Cancel))).Outcome);
        await DoneAsync(sets => sets.SubmitAsync(set, Ada, Cancel));
        Assert.Equal(ChangeOutcome.WrongState, (await OnAsync(sets => sets.PublishAsync(set, Eve, Cancel))).Outcome);
        Assert.Equal(ChangeOutcome.WrongState, (await OnAsync(sets => sets.AddEditAsync(set, RecordKind.Programme, "p-2", Ada, Cancel))).Outcome);
    }

    [Fact]
    public async Task Save_AfterSomebodyElse_IsAConflictThatHasBothVersions()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        var began = (await DoneAsync(sets => sets.AddEditAsync(set, RecordKind.Programme, "p-1", Ada, Cancel))).Draft!;
        await SaveAsync(set, began, rows => rows["programmes.csv"][0]["name"] = "Ben's name", Ben);

        var mine = began.Rows.Copy();
        mine["programmes.csv"][0]["name"] = "Ada's name";
        var answer = await OnAsync(sets => sets.SaveAsync(set, began.Id, began.Version, began.Reference, mine, Ada, Cancel));

        Assert.Equal(ChangeOutcome.Conflict, answer.Outcome);
        Assert.Equal(("Ben's name", "Ben", 2), (answer.Draft!.Rows["programmes.csv"][0]["name"], answer.Draft.UpdatedBy, answer.Draft.Version));
        Assert.Equal("Ben's name", (await FindAsync(set))!.Drafts[0].Rows["programmes.csv"][0]["name"]);
        var differences = RowMerge.Compare(RecordKind.Programme, began.Rows, answer.Draft.Rows, mine);
        Assert.Equal(("name", true), (Assert.Single(differences).Name, differences[0].IsConflict));
    }

    [Fact]
    public async Task Submit_Faults_AreNamedByDraftRowAndColumn()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        var draft = (await DoneAsync(sets => sets.AddNewAsync(
            set, RecordKind.Programme, "p-new",
            Rows("programmes.csv", ("name", "New"), ("country", "ZZ"), ("status", "active"), ("start_date", "2024-13"), ("open_source_commitment", "none")), Ada, Cancel))).Draft!;

        var answer = await OnAsync(sets => sets.SubmitAsync(set, Ada, Cancel));

        Assert.Equal(ChangeOutcome.Faults, answer.Outcome);
        Assert.Equal(
            [("country", "unknown-country"), ("start_date", "bad-date")], answer.Faults.Select(fault => (fault.Column!, fault.Code)));
        Assert.All(answer.Faults, fault => Assert.Equal((draft.Id, "programmes.csv", 0), (fault.DraftId, fault.File, fault.Row)));
        Assert.Equal(ChangeSetState.Draft, (await FindAsync(set))!.State);
    }

    [Fact]
    public async Task Submit_PublishedFigureWithAnotherAmount_IsRefusedWithTheWayOut()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await EditAsync(set, RecordKind.Figure, "f-1", rows =>
        {
            rows["figures.csv"][0]["amount_low"] = "1";
            rows["figures.csv"][0]["amount_high"] = "1";
            rows["figures.csv"][0]["note"] = "A note may change.";
        });

        var answer = await OnAsync(sets => sets.SubmitAsync(set, Ada, Cancel));

        Assert.Equal(["amount_high", "amount_low"], answer.Faults.Select(fault => fault.Column));
        Assert.All(answer.Faults, fault => Assert.Equal("published-fact", fault.Code));
        Assert.Contains("record a new one that revises it", answer.Faults[0].Expectation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_PartsLeftOut_AreWithdrawnOrRemovedAndInTheRevision()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await EditAsync(set, RecordKind.Figure, "f-2", rows => rows.Remove("figure_links.csv"));

        var publication = await PublishAsync(set);

        await using var context = Store.Open();
        var link = await context.FigureLinks.SingleAsync(known => known.From.Reference == "f-2", Cancel);
        Assert.Equal(publication.PublishedAt, link.WithdrawnAt);
        var revision = await context.Revisions.SingleAsync(known => known.PublicationNumber == publication.Number, Cancel);
        Assert.Equal(("f-2", 2, "figure_links[restates f-1].withdrawn_at"), (revision.Reference, revision.Number, Assert.Single(revision.Changes).Key));
    }

    [Fact]
    public async Task Publish_RecordPublishedMeanwhile_IsMergedFirst()
    {
        await ImportWellAsync();
        var (first, second) = (await CreateAsync(), await CreateAsync());
        await EditAsync(first, RecordKind.Programme, "p-1", rows =>
        {
            rows["programmes.csv"][0]["name"] = "First";
            rows["programmes.csv"][0]["description"] = "Said first.";
        });
        var draft = await EditAsync(second, RecordKind.Programme, "p-1", rows =>
        {
            rows["programmes.csv"][0]["name"] = "Second";
            rows["programmes.csv"][0]["end_date"] = "2023";
        });
        await PublishAsync(first);

        await DoneAsync(sets => sets.SubmitAsync(second, Ada, Cancel));
        await DoneAsync(sets => sets.ApproveAsync(second, Eve, Cancel));
        var refused = await OnAsync(sets => sets.PublishAsync(second, Eve, Cancel));
        Assert.Equal((ChangeOutcome.Moved, draft.Id), (refused.Outcome, Assert.Single(refused.Moved).Id));

        await DoneAsync(sets => sets.TakeBackAsync(second, Eve, Cancel));
        var merged = await DoneAsync(sets => sets.RebaseAsync(second, draft.Id, Ada, Cancel));
        var conflict = Assert.Single(merged.Conflicts);
        Assert.Equal(("name", "The plan", "First", "Second"), (conflict.Name, conflict.Base, conflict.Live, conflict.Mine));
        await PublishAsync(second);

        var programme = await ReadAsync(context => context.Programmes.SingleAsync(record => record.Reference == "p-1", Cancel));
        Assert.Equal(("Second", "Said first.", "2023", 3), (programme.Name, programme.Description, programme.End.ToString(), programme.Revision));
    }

    [Fact]
    public async Task Publish_NewReferenceThatAnotherChangeSetGotMeanwhile_IsRefusedUntilAnotherIsChosen()
    {
        await ImportWellAsync();
        var (first, second) = (await CreateAsync(), await CreateAsync());
        await AddProgrammeAsync(first, "A new plan");
        var draft = await AddProgrammeAsync(second, "Another plan");
        await DoneAsync(sets => sets.SubmitAsync(second, Ada, Cancel));
        await DoneAsync(sets => sets.ApproveAsync(second, Eve, Cancel));
        var publication = await PublishAsync(first);
        var entries = await ReadAsync(context => context.AuditEntries.CountAsync(Cancel));

        var refused = await OnAsync(sets => sets.PublishAsync(second, Eve, Cancel));

        var fault = Assert.Single(refused.Faults);
        Assert.Equal((ChangeOutcome.Faults, draft.Id, "slug", "p-new", "taken-reference"), (refused.Outcome, fault.DraftId, fault.Column, fault.Value, fault.Code));
        Assert.Contains("Choose another", fault.Expectation, StringComparison.Ordinal);
        var programme = await ReadAsync(context => context.Programmes.SingleAsync(record => record.Reference == "p-new", Cancel));
        Assert.Equal(("A new plan", 1), (programme.Name, programme.Revision));
        Assert.Equal((publication.Number, entries), await ReadAsync(async context => (await context.Publications.MaxAsync(known => known.Number, Cancel), await context.AuditEntries.CountAsync(Cancel))));
        Assert.Equal(ChangeSetState.Approved, (await FindAsync(second))!.State);

        await DoneAsync(sets => sets.TakeBackAsync(second, Ada, Cancel));
        Assert.Equal("taken-reference", Assert.Single((await OnAsync(sets => sets.SubmitAsync(second, Ada, Cancel))).Faults).Code);
        await DoneAsync(sets => sets.SaveAsync(second, draft.Id, draft.Version, "p-other", draft.Rows, Ada, Cancel));
        await PublishAsync(second);

        Assert.Equal(
            ["A new plan", "Another plan"],
            await ReadAsync(context => context.Programmes.Where(record => record.Reference == "p-new" || record.Reference == "p-other").Select(record => record.Name).Order().ToListAsync(Cancel)));
        Assert.Empty(await OnAsync(sets => sets.CheckAsync(second, Cancel)));
        await VerifyChainAsync();
    }

    [Fact]
    public async Task Publish_Withdrawal_KeepsReasonAndReplacement()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        Assert.Equal(ChangeOutcome.UnknownReplacement, (await OnAsync(sets => sets.AddWithdrawalAsync(set, RecordKind.Grant, "g-1", "Twice.", "g-2", Ada, Cancel))).Outcome);
        Assert.Equal(ChangeOutcome.BadText, (await OnAsync(sets => sets.AddWithdrawalAsync(set, RecordKind.Grant, "g-1", " ", null, Ada, Cancel))).Outcome);
        await DoneAsync(sets => sets.AddWithdrawalAsync(set, RecordKind.Programme, "p-2", "It is the first.", "p-1", Ada, Cancel));

        var publication = await PublishAsync(set);

        var programme = await ReadAsync(context => context.Programmes.SingleAsync(record => record.Reference == "p-2", Cancel));
        Assert.Equal((publication.PublishedAt, "It is the first.", "p-1"), (programme.WithdrawnAt, programme.WithdrawnReason, programme.ReplacedBy));
        var again = await CreateAsync();
        Assert.Equal(ChangeOutcome.Withdrawn, (await OnAsync(sets => sets.AddEditAsync(again, RecordKind.Programme, "p-2", Ada, Cancel))).Outcome);
    }

    [Fact]
    public async Task Publish_Merge_SendsOneOrganisationToTheOther()
    {
        await ImportWellAsync();
        await PublishSameAsync();
        var set = await CreateAsync();
        await DoneAsync(sets => sets.AddMergeAsync(set, "fr-same", "fr-state", "The same body.", Ada, Cancel));

        await PublishAsync(set);

        var organisation = await ReadAsync(context => context.Organisations.Include(record => record.MergedInto).SingleAsync(record => record.Reference == "fr-same", Cancel));
        Assert.Equal(("fr-state", "The same body."), (organisation.MergedInto!.Reference, organisation.MergeNote));
    }

    /// <summary>An organisation that is the state under another name.</summary>
    private async Task PublishSameAsync()
    {
        var made = await CreateAsync();
        await DoneAsync(sets => sets.AddNewAsync(
            made, RecordKind.Organisation, "fr-same", Rows("organisations.csv", ("name", "The state"), ("type", "government")), Ada, Cancel));
        await PublishAsync(made);
    }

    [Fact]
    public async Task Revert_IsANewChangeSetThatMakesNewRevisions()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await NewAnnouncementAsync(set);
        await EditAsync(set, RecordKind.Programme, "p-1", rows => rows["programmes.csv"][0]["name"] = "Renamed");
        var publication = await PublishAsync(set);

        var revert = (await DoneAsync(sets => sets.RevertAsync(publication.Number, "It was wrong.", Ada, Cancel))).ChangeSet!;
        Assert.Equal(publication.Number, revert.Reverts);
        await PublishAsync(revert.Number);

        await using var context = Store.Open();
        var programme = await context.Programmes.SingleAsync(record => record.Reference == "p-1", Cancel);
        Assert.Equal(("The plan", 3), (programme.Name, programme.Revision));
        Assert.NotNull((await context.Figures.SingleAsync(record => record.Reference == "f-new", Cancel)).WithdrawnAt);
        Assert.NotNull((await context.Programmes.SingleAsync(record => record.Reference == "p-new", Cancel)).WithdrawnAt);
        Assert.Equal(ChangeOutcome.Nothing, (await OnAsync(sets => sets.RevertAsync(publication.Number, "Again.", Ada, Cancel))).Outcome);
        await VerifyChainAsync();
    }

    [Fact]
    public async Task RevertRecord_OfACorrection_PutsBackThatRecordAlone()
    {
        await ImportWellAsync();
        Folder.Replace("programmes.csv", "What it is.", "What it was.");
        Folder.Replace("announcements.csv", "s-1;s-2", "s-2");
        var correction = (await ImportAsync(Store, Folder.Path, isCorrection: true)).Publication!;
        Assert.Equal(2, await ReadAsync(known => known.Revisions.CountAsync(revision => revision.Change == RevisionChange.Corrected, Cancel)));

        var revert = (await DoneAsync(sets => sets.RevertRecordAsync(correction.Number, RecordKind.Programme, "p-1", "It was right.", Ada, Cancel))).ChangeSet!;

        Assert.Equal("p-1", Assert.Single((await FindAsync(revert.Number))!.Drafts).Reference);
        await PublishAsync(revert.Number);
        Assert.Equal("What it is.", await ReadAsync(known => known.Programmes.Where(record => record.Reference == "p-1").Select(record => record.Description).SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Revert_Merge_GivesTheOrganisationThatComesInstead_ItsIdentifiers()
    {
        await ImportWellAsync();
        await PublishSameAsync();
        await using (var context = Store.Open())
        {
            var same = await context.Organisations.SingleAsync(record => record.Reference == "fr-same", Cancel);
            context.Add(new OrganisationIdentifier { OrganisationId = same.Id, Scheme = IdentifierScheme.Ror, Value = "https://ror.org/02kvxyf05" });
            await context.SaveChangesAsync(Cancel);
        }

        var set = await CreateAsync();
        await DoneAsync(sets => sets.AddMergeAsync(set, "fr-same", "fr-state", "The same body.", Ada, Cancel));
        var publication = await PublishAsync(set);
        await PublishAsync((await DoneAsync(sets => sets.RevertAsync(publication.Number, "They are two.", Ada, Cancel))).ChangeSet!.Number);

        var holder = await ReadAsync(context => context.Organisations.SingleAsync(record => record.Identifiers.Any(), Cancel));
        Assert.Equal(("fr-same-2", null), (holder.Reference, holder.MergedIntoId));
    }

    [Fact]
    public async Task Schedule_PublishesOnceItIsDue()
    {
        var set = await ApprovedAsync();
        Assert.Equal(ChangeOutcome.Past, (await OnAsync(sets => sets.ScheduleAsync(set, Clock.GetUtcNow().AddMinutes(-1), Eve, Cancel))).Outcome);
        await DoneAsync(sets => sets.ScheduleAsync(set, Clock.GetUtcNow().AddHours(2), Eve, Cancel));

        Assert.Equal(0, await OnAsync(sets => sets.PublishDueAsync(Cancel)));
        Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(1, await OnAsync(sets => sets.PublishDueAsync(Cancel)));

        Assert.Equal(ChangeSetState.Published, (await FindAsync(set))!.State);
        var entry = await ReadAsync(context => context.AuditEntries.OrderBy(known => known.Number).LastAsync(Cancel));
        Assert.Equal((null, "portal", "Eve"), (entry.ActorId, entry.ActorName, entry.Detail["approved-by"]));
    }

    [Fact]
    public async Task Schedule_PutOff_StaysApprovedAndIsPublishedAtItsNewTime()
    {
        var set = await ApprovedAsync();
        await DoneAsync(sets => sets.ScheduleAsync(set, Clock.GetUtcNow().AddHours(2), Eve, Cancel));

        await DoneAsync(sets => sets.ScheduleAsync(set, Clock.GetUtcNow().AddHours(9), Eve, Cancel));

        Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await OnAsync(sets => sets.PublishDueAsync(Cancel)));
        Assert.Equal("Eve", (await FindAsync(set))!.ApproverName);
        Clock.Advance(TimeSpan.FromHours(7));
        Assert.Equal(1, await OnAsync(sets => sets.PublishDueAsync(Cancel)));
    }

    [Fact]
    public async Task Schedule_RecordPublishedAnewMeanwhile_GoesBackAndSaysWhy()
    {
        var set = await ApprovedAsync();
        await DoneAsync(sets => sets.ScheduleAsync(set, Clock.GetUtcNow().AddHours(2), Eve, Cancel));
        var faster = await CreateAsync();
        await EditAsync(faster, RecordKind.Programme, "p-1", rows => rows["programmes.csv"][0]["name"] = "Renamed otherwise");
        await PublishAsync(faster);
        Clock.Advance(TimeSpan.FromHours(3));

        Assert.Equal(0, await OnAsync(sets => sets.PublishDueAsync(Cancel)));

        Assert.Equal(ChangeSetState.ChangesRequested, (await FindAsync(set))!.State);
        var comment = await ReadAsync(context => context.ChangeSets.Where(known => known.Number == set).SelectMany(known => known.Comments).SingleAsync(Cancel));
        Assert.StartsWith("Not published at its time. A record was published anew", comment.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discard_LeavesNothingPublicAndCannotBeUndone()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await NewAnnouncementAsync(set);

        await DoneAsync(sets => sets.DiscardAsync(set, Ada, Cancel));

        Assert.Equal(ChangeOutcome.WrongState, (await OnAsync(sets => sets.SubmitAsync(set, Ada, Cancel))).Outcome);
        Assert.Equal(0, await ReadAsync(context => context.Programmes.CountAsync(record => record.Reference == "p-new", Cancel)));
    }

    /// <summary>A change of a name, approved by Eve.</summary>
    private async Task<long> ApprovedAsync()
    {
        await ImportWellAsync();
        var set = await CreateAsync();
        await EditAsync(set, RecordKind.Programme, "p-1", rows => rows["programmes.csv"][0]["name"] = "Renamed");
        await DoneAsync(sets => sets.SubmitAsync(set, Ada, Cancel));
        await DoneAsync(sets => sets.ApproveAsync(set, Eve, Cancel));
        return set;
    }

    private async Task<Draft> AddProgrammeAsync(long set, string name) => (await DoneAsync(sets => sets.AddNewAsync(
        set, RecordKind.Programme, "p-new",
        Rows("programmes.csv", ("name", name), ("country", "FR"), ("status", "announced"), ("open_source_commitment", "none")), Ada, Cancel))).Draft!;

    private async Task NewAnnouncementAsync(long set)
    {
        await DoneAsync(sets => sets.AddNewAsync(
            set, RecordKind.Source, "s-new", Rows("sources.csv", ("url", "https://example.org/new"), ("tier", "1")), Ada, Cancel));
        await DoneAsync(sets => sets.AddNewAsync(
            set, RecordKind.Announcement, "a-new", Rows("announcements.csv", ("date", "2026-11-01"), ("title", "A new plan"), ("sources", "s-new")), Ada, Cancel));
        await DoneAsync(sets => sets.AddNewAsync(
            set, RecordKind.Programme, "p-new",
            Rows("programmes.csv", ("name", "A new plan"), ("country", "FR"), ("status", "announced"), ("open_source_commitment", "none")), Ada, Cancel));
        var rows = Rows("figures.csv", ("programme", "p-new"), ("announcement", "a-new"), ("stage", "announced"), ("nature", "exact"), ("amount_low", "2000000"),
            ("amount_high", "2000000"), ("currency", "EUR"), ("basis", "total"), ("funder_type", "public"), ("instrument", "unknown"), ("confidence", "high"),
            ("standing", "stands"));
        rows.Add("figure_links.csv", new() { ["kind"] = "part-of", ["to"] = "f-1" });
        await DoneAsync(sets => sets.AddNewAsync(set, RecordKind.Figure, "f-new", rows, Ada, Cancel));
    }
}
