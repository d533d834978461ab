using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Interchange;

public sealed class DataFolderImportTests(PostgresFixture postgres) : ImportTestBase(postgres)
{
    [Fact]
    public async Task Import_SmallFolder_StoresWhatTheFilesSay()
    {
        var result = await ImportWellAsync();

        await using var context = Store.Open();
        var figure = await context.Figures.Include(figure => figure.Programme).SingleAsync(figure => figure.Reference == "f-2", Cancel);
        Assert.Equal(1500000000.50m, figure.AmountLow);
        Assert.Equal("p-1", figure.Programme.Reference);
        Assert.Equal(result.Publication!.PublishedAt, figure.RecordedAt);
        Assert.Null((await context.Figures.SingleAsync(undisclosed => undisclosed.Reference == "f-3", Cancel)).AmountLow);
        Assert.Equal(2, await context.Citations.CountAsync(citation =>
            context.Announcements.Any(announcement => announcement.Id == citation.AnnouncementId && announcement.Reference == "a-1"),
                Cancel));
        Assert.Equal("A laboratory", (await context.GrantRecipients.SingleAsync(Cancel)).Name);
        Assert.Equal(13, await context.Revisions.CountAsync(revision => revision.Change == RevisionChange.Created, Cancel));
    }

    [Fact]
    public async Task Import_SameFolderTwice_ChangesNothingTheSecondTime()
    {
        await ImportWellAsync();

        var second = await ImportWellAsync();

        Assert.Null(second.Publication);
        Assert.All(second.Files, file => Assert.Equal((0, 0), (file.Added, file.Changed)));
        Assert.Equal(1, await Store.ReadAsync(context =>
            context.Publications.CountAsync(publication => publication.Revisions.Any(), Cancel)));
    }

    [Fact]
    public async Task Import_ChangedColumn_LeavesARevisionWithBeforeAndAfter()
    {
        await ImportWellAsync();
        Folder.Replace("programmes.csv", "What it is.", "What it was.");
        Folder.Replace("announcements.csv", "s-1;s-2", "s-2");

        var result = await ImportWellAsync();

        await using var context = Store.Open();
        var revisions = await context.Revisions.Where(revision => revision.PublicationNumber == result.Publication!.Number).ToListAsync(Cancel);
        Assert.Equal(["What it is.", "What it was."], revisions.Single(revision => revision.Reference == "p-1").Changes["description"]);
        Assert.Equal(["s-1;s-2", "s-2"], revisions.Single(revision => revision.Reference == "a-1").Changes["sources"]);
        Assert.All(revisions, revision => Assert.Equal(2, revision.Number));
        var withdrawn = await context.Citations.SingleAsync(citation => citation.WithdrawnAt != null, Cancel);
        Assert.Equal(result.Publication!.PublishedAt, withdrawn.WithdrawnAt);
    }

    [Fact]
    public async Task Import_RecordLeftOut_Stays()
    {
        await ImportWellAsync();
        Folder.Write("figure_links.csv", "from,kind,to,note", "f-2,restates,f-1,The same sum");

        var result = await ImportWellAsync();

        Assert.Null(result.Publication);
        Assert.Equal(2, await Store.ReadAsync(context => context.FigureLinks.CountAsync(link => link.WithdrawnAt == null, Cancel)));
    }

    [Fact]
    public async Task Import_TierChanges_KeepsTheEarlierTier()
    {
        var first = await ImportWellAsync();
        Folder.Replace("sources.csv", "2018-03-29,fr,1", "2018-03-29,fr,2");

        var second = await ImportWellAsync();

        await using var context = Store.Open();
        var history = await context.SourceHistory.SingleAsync(Cancel);
        Assert.Equal((1, first.Publication!.PublishedAt, second.Publication!.PublishedAt),
            (history.Tier, history.RecordedAt, history.WithdrawnAt));
        var source = await context.Sources.SingleAsync(source => source.Reference == "s-1", Cancel);
        Assert.Equal((2, second.Publication.PublishedAt, first.Publication.PublishedAt),
            (source.Tier, source.FactsRecordedAt, source.RecordedAt));
    }

    [Theory]
    [InlineData("programmes.csv", "active,p-1,research", "active,,research")]
    [InlineData("programmes.csv", "research;compute", "compute;research")]
    [InlineData("announcements.csv", "a-2,2024-03-11", "a-2,2024-03")]
    [InlineData("grants.csv", "250000", "260000")]
    public async Task Import_WhatATotalRestsOnChanges_KeepsItsPast(string file, string old, string words)
    {
        await ImportWellAsync();
        Folder.Replace(file, old, words);

        await ImportWellAsync();

        await using var context = Store.Open();
        var kept = await context.ProgrammeHistory.CountAsync(Cancel) + await context.AnnouncementHistory.CountAsync(Cancel)
            + await context.GrantHistory.CountAsync(Cancel);
        Assert.Equal(1, kept);
    }

    [Theory]
    [InlineData("exact,1500000000,1500000000", "exact,1600000000,1600000000", "amount_low")]
    [InlineData("f-1,p-1,a-1", "f-1,p-2,a-1", "programme")]
    [InlineData("public,unknown,high,stands", "public,unknown,high,target", "standing")]
    public async Task Import_PublishedFigureChanges_IsRefused(string old, string words, string column)
    {
        await ImportWellAsync();
        Folder.Replace("figures.csv", old, words);

        var result = await ImportAsync();

        var fault = result.Faults.First(fault => fault.Column == column);
        Assert.Equal((FaultCodes.PublishedFact, 2), (fault.Code, fault.Row));
        Assert.Contains("withdraw it by withdrawn_at and record a new one", fault.Expectation, StringComparison.Ordinal);
        Assert.Equal(1500000000m,
            await Store.ReadAsync(context => context.Figures.Where(figure => figure.Reference == "f-1").Select(figure => figure.AmountLow)
                .SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Import_FigureAmountWithOtherDecimals_IsTheSameAmount()
    {
        await ImportWellAsync();
        Folder.Replace("figures.csv", "1500000000.50", "1500000000.5");

        Assert.Null((await ImportWellAsync()).Publication);
    }

    [Fact]
    public async Task Import_FigureWithdrawn_HoldsUntilThen()
    {
        await ImportWellAsync();
        Folder.AddColumn("figures.csv", "withdrawn_at", id => id == "f-2" ? Core.Common.Instant.Write(Clock.GetUtcNow()) : "");
        await ImportWellAsync();

        var figure = await Store.ReadAsync(context => context.Figures.SingleAsync(figure => figure.Reference == "f-2", Cancel));
        Assert.NotNull(figure.WithdrawnAt);

        Folder.Replace("figures.csv", Core.Common.Instant.Write(figure.WithdrawnAt.Value),
            Core.Common.Instant.Write(figure.WithdrawnAt.Value.AddMinutes(1)));
        Assert.Equal(FaultCodes.WithdrawnOnce, Assert.Single((await ImportAsync()).Faults).Code);
    }

    [Fact]
    public async Task Import_PreferredOpensAndCloses_KeepsBothTimes()
    {
        Folder.AddColumn("figures.csv", "preferred", id => id == "f-1" ? "yes" : "no");
        var first = await ImportWellAsync();
        Folder.Replace("figures.csv", ",yes", ",no");
        var second = await ImportWellAsync();
        Folder.Replace("figures.csv", "Not said,no", "Not said,yes");
        await ImportWellAsync();

        var preferences = await Store.ReadAsync(context => context.FigurePreferences.OrderBy(preference => preference.RecordedAt)
            .ToListAsync(Cancel));
        Assert.Equal((first.Publication!.PublishedAt, second.Publication!.PublishedAt),
            (preferences[0].RecordedAt, preferences[0].WithdrawnAt));
        Assert.Null(preferences[1].WithdrawnAt);
    }

    [Fact]
    public async Task Import_LinkWithdrawnAndSaidAgain_IsTwoStatements()
    {
        var first = await ImportWellAsync();
        var firstAt = Core.Common.Instant.Write(first.Publication!.PublishedAt);
        var withdrawn = Core.Common.Instant.Write(first.Publication.PublishedAt.AddMinutes(5));
        Folder.Write("figure_links.csv", "from,kind,to,note,recorded_at,withdrawn_at",
            $"f-2,restates,f-1,The same sum,{firstAt},{withdrawn}", "f-2,restates,f-1,After all,,");

        await ImportWellAsync();

        var links = await Store.ReadAsync(context => context.FigureLinks.Where(link => link.Kind == FigureLinkKind.Restates)
            .OrderBy(link => link.RecordedAt).ToListAsync(Cancel));
        Assert.Equal(2, links.Count);
        Assert.NotNull(links[0].WithdrawnAt);
        Assert.Null(links[1].WithdrawnAt);
    }

    [Fact]
    public async Task Import_EditedSinceTheLastImport_IsRefusedByName()
    {
        await ImportWellAsync();
        await EditAsync(async (context, scope) =>
        {
            var programme = await context.Programmes.SingleAsync(programme => programme.Reference == "p-1", Cancel);
            scope.Change(programme, "description", programme.Description, "An editor's words.");
            programme.Description = "An editor's words.";
        });

        var refused = await ImportAsync();
        var fault = Assert.Single(refused.Faults);
        Assert.Equal(("programmes.csv", 2, "description", FaultCodes.EditedInPortal), (fault.File, fault.Row, fault.Column, fault.Code));

        await ImportWellAsync(overwriteEdits: true);
        Assert.Equal("What it is.", await DescriptionAsync());
    }

    [Fact]
    public async Task Import_OtherColumnThanEdited_IsTakenOver()
    {
        await ImportWellAsync();
        await EditAsync(async (context, scope) =>
        {
            var programme = await context.Programmes.SingleAsync(programme => programme.Reference == "p-1", Cancel);
            scope.Change(programme, "description", programme.Description, "An editor's words.");
            programme.Description = "An editor's words.";
        });
        Folder.Replace("programmes.csv", "What it is.", "An editor's words.");
        Folder.Replace("programmes.csv", "The plan,Le plan", "The great plan,Le plan");

        await ImportWellAsync();

        Assert.Equal("An editor's words.", await DescriptionAsync());
    }

    [Fact]
    public async Task Import_LinkWithdrawnByEditors_IsNotBroughtBack()
    {
        await ImportWellAsync();
        await EditAsync(async (context, scope) =>
        {
            var link = await context.FigureLinks.Include(link => link.From)
                .SingleAsync(link => link.Kind == FigureLinkKind.Restates, Cancel);
            link.WithdrawnAt = scope.Moment;
            scope.Change(link.From, "figure_links[restates f-1].withdrawn_at", null, Core.Common.Instant.Write(scope.Moment));
        });

        Assert.Equal(FaultCodes.EditedInPortal, Assert.Single((await ImportAsync()).Faults).Code);
        await ImportWellAsync(overwriteEdits: true);
    }

    [Fact]
    public async Task Import_Cancelled_ChangesNothing()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var context = Store.Open();
        var progress = new Stop(source);
        var import = new DataFolderImport(context, Clock).ImportAsync(
            Folder.Path, new ImportOptions { Actor = Actor.Shell("tester"), Reason = "A test." }, progress, source.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => import);

        Assert.Equal(0, await Store.ReadAsync(after => after.Organisations.CountAsync(Cancel)));
    }

    private Task<string?> DescriptionAsync() => Store.ReadAsync(context =>
        context.Programmes.Where(programme => programme.Reference == "p-1").Select(programme => programme.Description).SingleAsync(Cancel));

    private sealed class Stop(CancellationTokenSource source) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Applying && value.File == "programmes.csv")
            {
                source.Cancel();
            }
        }
    }
}
