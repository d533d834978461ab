using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Access;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Tests.Hosting;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Web.Charts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Publishing.Privacy;

/// <summary>
/// A portal as it runs in production, a process of its own with its log, in whose drafts, notes, comments, reports, accounts, keys and imports
/// stand words that the public must never see, and in which one change was published with a word that the public must see.
/// </summary>
public sealed partial class SecretPortal(PostgresFixture postgres) : IAsyncLifetime
{
    /// <summary>Stands beside every secret, so that a search for it finds whatever leaks; it is like no word there is.</summary>
    public const string Lure = "zwykvuqx";

    /// <summary>In the change that was published.</summary>
    public const string PublicWord = "ostrichwise";

    public const string PublicRecord = "fr-snia-phase-2";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder folder = new();
    private TestDatabase database = null!;
    private WebProcess web = null!;
    private int secrets;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asks as the public does, without cookies, so that answers kept in memory are given; follows no redirect.</summary>
    public HttpClient Reader { get; private set; } = null!;

    /// <summary>Signed in as an editor.</summary>
    public HttpClient Editor { get; private set; } = null!;

    /// <summary>Every address of the portal that answers to GET, as its routes write it, but for files.</summary>
    public IReadOnlyList<string> Routes { get; private set; } = [];

    public IReadOnlyList<string> Charts { get; private set; } = [];

    /// <summary>Ids of accounts.</summary>
    public IReadOnlyList<string> Ids { get; private set; } = [];

    /// <summary>A published record of each kind that somebody is about to change.</summary>
    public IReadOnlyDictionary<RecordKind, string> Edited { get; private set; } = null!;

    /// <summary>Change sets by what is in them.</summary>
    public (long New, long Scheduled, long Published) Sets { get; private set; }

    public SnapshotManifest Snapshot { get; private set; } = null!;

    /// <summary>What the portal has written to its log.</summary>
    public string Log => web.Output;

    /// <summary>Every secret in a text.</summary>
    public IEnumerable<string> Leaks(string text) => Secret().Matches(text).Select(match => match.Value).Distinct()
        .Concat(Ids.Where(id => text.Contains(id, StringComparison.OrdinalIgnoreCase)));

    public PortalDbContext Open() => StarterDatabase.CreateContext(database.ConnectionString);

    public async ValueTask InitializeAsync()
    {
        database = await StarterDatabase.CreateAsync(postgres);
        var (writer, editor) = await PrepareAsync();
        web = await WebProcess.StartInProductionAsync(
            database.ConnectionString, ("RateLimits__Enabled", "false"), ("Snapshots__Folder", folder.Location), ("Snapshots__QuietSeconds", "0"), ("Snapshots__MinutesBetween", "0"));
        Reader = Connect(withCookies: false);
        using var author = await SignInAsync(writer);
        Editor = await SignInAsync(editor);

        Sets = (await PlantNewRecordsAsync(author), await PlantChangesAsync(writer, editor), 0);
        await PlantReportsAsync(editor);
        await PlantImportAsync(writer);
        await PlantElsewhereAsync(author);
        Sets = Sets with { Published = await PublishAsync(author) };
    }

    public async ValueTask DisposeAsync()
    {
        Editor?.Dispose();
        Reader?.Dispose();
        if (web is not null)
        {
            await web.DisposeAsync();
        }

        await database.DisposeAsync();
        folder.Dispose();
    }

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"{Lure} zephyr{++secrets:000}q");

    private string NextReference() => Next().Replace(' ', '-');

    private string NextEmail() => Next().Replace(' ', '.') + "@example.org";

    private HttpClient Connect(bool withCookies = true) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = withCookies }) { BaseAddress = web.Client.BaseAddress, Timeout = Patience };

    /// <summary>Makes the accounts and notes the portal's routes, with a portal that is gone before the other one starts.</summary>
    private async Task<(Account Writer, Account Editor)> PrepareAsync()
    {
        await using var factory = StarterPortal.CreateFactory(database.ConnectionString);
        Routes = [.. factory.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is not false
                && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal)];
        await using var scope = factory.Services.CreateAsyncScope();
        Charts = [.. scope.ServiceProvider.GetServices<IChartMaker>().Select(maker => maker.Name)];
        var (writer, editor) = (await CreateAsync(scope.ServiceProvider, AccountRole.Contributor), await CreateAsync(scope.ServiceProvider, AccountRole.Editor));
        await CreateAsync(scope.ServiceProvider, AccountRole.Administrator);
        await using var context = Open();
        Ids = [.. await context.Users.Select(user => user.Id.ToString()).ToListAsync(Cancel)];
        return (writer, editor);
    }

    private async Task<Account> CreateAsync(IServiceProvider services, AccountRole role)
    {
        var user = await services.GetRequiredService<NewAccounts>().CreateAsync(NextEmail(), Next(), role, SignedIn.Password, mustChange: false);
        if (role < AccountRole.Editor)
        {
            return new Account(user, null);
        }

        var users = services.GetRequiredService<UserManager<PortalUser>>();
        await users.ResetAuthenticatorKeyAsync(user);
        await users.SetTwoFactorEnabledAsync(user, true);
        return new Account(user, await users.GetAuthenticatorKeyAsync(user));
    }

    private async Task<HttpClient> SignInAsync(Account account)
    {
        var client = Connect();
        using var first = await client.PostFormAsync("/account/sign-in", new() { ["email"] = account.User.Email!, ["password"] = SignedIn.Password });
        if (account.Key is { } key)
        {
            var code = TimeCodes.At(TimeCodes.KeyOf(key), TimeCodes.StepAt(TimeProvider.System.GetUtcNow()));
            using var second = await client.PostFormAsync("/account/second-step", new() { ["code"] = code });
        }

        _ = await client.GetPageAsync("/admin");
        return client;
    }

    /// <summary>A new record of every kind, each of its fields a secret, saved with the form as people do.</summary>
    private async Task<long> PlantNewRecordsAsync(HttpClient author)
    {
        var set = await BeginAsync(author);
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var reference = NextReference();
            using var added = await author.PostFormAsync(
                $"/admin/changes/{set}?handler=New", new() { ["kind"] = kind.Code(), ["reference"] = reference }, $"/admin/changes/{set}");
            var fields = RecordForm.Of(kind).SelectMany((table, index) => table.Fields.Select(field => ($"t{index}.0.{field.Column}", Next())))
                .ToDictionary(field => field.Item1, field => field.Item2);
            (fields["version"], fields["do"], fields["reference"]) = ("1", "save", reference);
            using var saved = await author.PostFormAsync(added.Headers.Location!.OriginalString, fields);
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        return set;
    }

    /// <summary>A change to a record of every kind, approved and to be published tomorrow; one to withdraw and one to merge; and one that was given up.</summary>
    private async Task<long> PlantChangesAsync(Account writer, Account editor)
    {
        await using var context = Open();
        var sets = new ChangeSets(context, TimeProvider.System);
        var set = await BeginAsync(sets, writer);
        var edited = new Dictionary<RecordKind, string>();
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var draft = await EditAsync(context, sets, set, kind, writer);
            edited[kind] = draft.Reference;
            var rows = draft.Rows.Copy();
            foreach (var field in RecordForm.Of(kind)[0].Fields.Where(field => field is { Input: FieldInput.LongText, IsList: false, Fixed: false }))
            {
                rows[RecordForm.MainFileOf(kind)][0][field.Column] = Next();
            }

            if (kind == RecordKind.Source)
            {
                // One of its texts says why it was taken back, which it then was.
                rows[RecordForm.MainFileOf(kind)][0]["retracted"] = "2025-05-01";
            }
            else if (kind == RecordKind.Programme)
            {
                // One of its texts is a quotation, which somebody wrote.
                rows[RecordForm.MainFileOf(kind)][0]["commitment_source"] = "s-0001";
            }

            Done(await sets.SaveAsync(set, draft.Id, draft.Version, draft.Reference, rows, writer.Actor, Cancel));
        }

        Edited = edited;
        Done(await sets.CommentAsync(set, Next(), editor.Actor, Cancel));
        Done(await sets.SubmitAsync(set, writer.Actor, Cancel));
        Done(await sets.ApproveAsync(set, editor.Actor, Cancel));
        Done(await sets.ScheduleAsync(set, TimeProvider.System.GetUtcNow().AddDays(1), editor.Actor, Cancel));

        var ending = await BeginAsync(sets, writer);
        Done(await sets.AddWithdrawalAsync(ending, RecordKind.Programme, Edited[RecordKind.Programme], Next(), null, writer.Actor, Cancel));
        Done(await sets.AddMergeAsync(ending, Edited[RecordKind.Organisation], "fr-government", Next(), writer.Actor, Cancel));
        Done(await sets.CommentAsync(ending, Next(), editor.Actor, Cancel));
        Done(await sets.DiscardAsync(await BeginAsync(sets, writer), writer.Actor, Cancel));
        return set;
    }

    /// <summary>The first record of a kind that holds, to be changed.</summary>
    private static async Task<Draft> EditAsync(PortalDbContext context, ChangeSets sets, long set, RecordKind kind, Account writer)
    {
        foreach (var reference in (await RecordKinds.References(context, kind).Select(record => record.Reference).ToListAsync(Cancel)).Order(StringComparer.Ordinal))
        {
            if ((await sets.AddEditAsync(set, kind, reference, writer.Actor, Cancel)).Draft is { } draft)
            {
                return draft;
            }
        }

        throw new InvalidOperationException($"The starter data have no {kind}.");
    }

    /// <summary>A report that nobody took, one that is looked into and one that was answered, each with how to reach who wrote it.</summary>
    private async Task PlantReportsAsync(Account editor)
    {
        const string Form = "/corrections/new?record=figures/f-fr-044";
        using var visitor = Connect();
        var page = await visitor.GetPageAsync(Form);
        // As a person does, who needs some seconds.
        await Task.Delay(TimeSpan.FromSeconds(2.5), Cancel);
        using (var sent = await visitor.PostFormAsync(Form, new()
        {
            ["record"] = "figures/f-fr-044",
            ["begun"] = page.QuerySelector("[name=begun]")!.GetAttribute("value")!,
            ["report"] = Next(),
            ["source"] = "https://example.org/" + NextReference(),
            ["contact"] = NextEmail(),
        }))
        {
            Assert.NotNull((await sent.PageAsync()).QuerySelector(".notice-good"));
        }

        await using var context = Open();
        var desk = new CorrectionDesk(context, new Publisher(context, TimeProvider.System), new AuditLog(context, TimeProvider.System), TimeProvider.System);
        var record = (await desk.RecordAsync(RecordKind.Figure, "f-fr-044", Cancel))!;
        foreach (var answered in (bool[])[false, true])
        {
            var reference = await desk.ReportAsync(Guid.CreateVersion7(), record, "The amount is that of 2021.", null, NextEmail(), Cancel);
            var id = await context.Corrections.Where(correction => correction.Reference == reference).Select(correction => correction.Id).SingleAsync(Cancel);
            Assert.True(await desk.TakeAsync(id, editor.Actor, Cancel));
            Assert.True(!answered || await desk.AnswerAsync(id, CorrectionState.AlreadyRight, "It said so already.", null, editor.Actor, Cancel));
        }

        var nothing = await desk.ReportAsync(Guid.CreateVersion7(), record, Next(), null, NextEmail(), Cancel);
        var set = await context.Corrections.Where(correction => correction.Reference == nothing).Select(correction => correction.Id).SingleAsync(Cancel);
        Assert.True(await desk.SetAsideAsync(set, editor.Actor, Cancel));
    }

    /// <summary>A file of grants that waits for a second person, read and checked by the portal itself, and one that is full of faults.</summary>
    private async Task PlantImportAsync(Account writer)
    {
        await using var context = Open();
        var imports = new Core.Interchange.GrantImports.GrantImports(context, TimeProvider.System);
        foreach (var amount in (string[])["1234.50", Next()])
        {
            var table = $"Identifier,Title,Description,Recipient Org:Name,Amount Awarded,Award Date\r\n{NextReference()},{Next()},{Next()},{Next()},{amount},2024-03-11\r\n";
            var import = await imports.UploadAsync(
                new MemoryStream(Encoding.UTF8.GetBytes(table)), NextReference() + ".csv", Next(), writer.Actor, Cancel);
            await UntilAsync(import, GrantImportState.Mapping);
            await context.Entry(import).ReloadAsync(Cancel);
            var constants = new Dictionary<string, string> { ["currency"] = "EUR", ["funder_type"] = "public", ["stage"] = "awarded", ["confidence"] = "high" };
            var columns = (await imports.SuggestAsync(import, Cancel)).Columns.Select(column => column.Target == "amount" ? column with { Numbers = NumberFormat.Point } : column);
            await imports.MapAsync(import, new GrantMapping([.. columns], constants), writer.Actor, Cancel);
            await UntilAsync(import, GrantImportState.Checked);
            await context.Entry(import).ReloadAsync(Cancel);
            if (import.Result!.Faults == 0)
            {
                await imports.SubmitAsync(import, writer.Actor, Cancel);
            }
        }

        Assert.Equal(
            [GrantImportState.Checked, GrantImportState.Submitted],
            (await context.GrantImports.AsNoTracking().Select(import => import.State).ToListAsync(Cancel)).Order());
    }

    private async Task UntilAsync(GrantImport import, GrantImportState state)
    {
        var end = DateTime.UtcNow + Patience;
        await using var context = Open();
        while (await context.GrantImports.AsNoTracking().Where(held => held.Id == import.Id).Select(held => held.State).SingleAsync(Cancel) is var seen && seen != state)
        {
            Assert.True(DateTime.UtcNow < end, $"The import stays {seen}.");
            await Task.Delay(100, Cancel);
        }
    }

    /// <summary>A key, an article with the address it was at, a file nobody can read, a sign-in that fails and a search.</summary>
    private async Task PlantElsewhereAsync(HttpClient author)
    {
        await using var context = Open();
        await new ApiKeys(context, new AuditLog(context, TimeProvider.System), TimeProvider.System).IssueAsync(Next(), null, Actor.Shell(Next()), Cancel);
        const string New = "/admin/announcements/new";
        using var text = await author.PostFormAsync(New + "?handler=Read", new() { ["Text"] = $"{Next()} announced €3m on 1 May 2025." }, New);
        using var address = await author.PostFormAsync(New + "?handler=Read", new() { ["Address"] = $"http://127.0.0.1:1/{NextReference()}" }, New);
        Assert.Equal((200, 200), ((int)text.StatusCode, (int)address.StatusCode));
        using var file = new ByteArrayContent("no workbook"u8.ToArray());
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent
        {
            { file, "file", NextReference() + ".xlsx" },
            { new StringContent(Next()), "source" },
            { new StringContent((await Editor.GetPageAsync("/admin/imports")).QuerySelector("form.upload input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
        };
        using var upload = await Editor.PostAsync("/admin/imports", form, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, upload.StatusCode);
        using var visitor = Connect();
        using var failed = await visitor.PostFormAsync("/account/sign-in", new() { ["email"] = NextEmail(), ["password"] = Next() });
        using var search = await Reader.GetAsync($"/search?q={Uri.EscapeDataString(Next())}", Cancel);
        Assert.Equal((200, 200), ((int)failed.StatusCode, (int)search.StatusCode));
    }

    /// <summary>Two people publish a change whose title, note and comment are secrets and whose reason and content are not; a snapshot follows.</summary>
    private async Task<long> PublishAsync(HttpClient author)
    {
        var set = await BeginAsync(author);
        var opened = await author.PostFormAsync(
            $"/admin/changes/{set}?handler=Existing", new() { ["record"] = $"programme:{PublicRecord}", ["what"] = "edit" }, $"/admin/changes/{set}");
        var id = Guid.Parse(opened.Headers.Location!.OriginalString.Split('/')[^1]);
        await using var context = Open();
        var draft = await context.Drafts.AsNoTracking().SingleAsync(known => known.Id == id, Cancel);
        var fields = RecordForm.Of(RecordKind.Programme).SelectMany((table, index) => draft.Rows.Of(table.File).SelectMany(
                (cells, row) => cells.Select(cell => ($"t{index}.{row}.{cell.Key}", cell.Value)))).ToDictionary(field => field.Item1, field => field.Value);
        (fields["version"], fields["do"], fields["reference"], fields["t0.0.description"]) = ("1", "save", PublicRecord, $"Said {PublicWord}.");
        using var saved = await author.PostFormAsync($"/admin/changes/{set}/drafts/{id}", fields);
        foreach (var (client, handler, field) in ((HttpClient, string, string)[])[(author, "Comment", "text"), (author, "Submit", ""), (Editor, "Comment", "text"), (Editor, "Approve", ""), (Editor, "Publish", "")])
        {
            using var step = await client.PostFormAsync(
                $"/admin/changes/{set}?handler={handler}", field.Length == 0 ? [] : new() { [field] = Next() }, $"/admin/changes/{set}");
            Assert.True(step.StatusCode == HttpStatusCode.Redirect, $"{handler}: {(await step.PageAsync()).QuerySelector("main")?.TextContent}");
        }

        var number = (await context.ChangeSets.AsNoTracking().SingleAsync(known => known.Number == set, Cancel)).PublicationNumber!.Value;
        var end = DateTime.UtcNow + Patience;
        while (new SnapshotFolder(folder.Location).All.FirstOrDefault(snapshot => snapshot.Publication >= number) is not { } snapshot)
        {
            Assert.True(DateTime.UtcNow < end, "No snapshot is made.");
            await Task.Delay(200, Cancel);
        }

        Snapshot = new SnapshotFolder(folder.Location).Latest!;
        return set;
    }

    private async Task<long> BeginAsync(HttpClient author)
    {
        using var created = await author.PostFormAsync("/admin/changes", new() { ["title"] = Next() });
        var set = long.Parse(created.Headers.Location!.OriginalString.Split('/')[^1], CultureInfo.InvariantCulture);
        using var described = await author.PostFormAsync(
            $"/admin/changes/{set}?handler=Describe", new() { ["title"] = Next(), ["reason"] = "It was learnt.", ["note"] = Next() }, $"/admin/changes/{set}");
        Assert.Equal(HttpStatusCode.Redirect, described.StatusCode);
        return set;
    }

    private async Task<long> BeginAsync(ChangeSets sets, Account writer)
    {
        var set = Done(await sets.CreateAsync(Next(), writer.Actor, Cancel)).ChangeSet!.Number;
        Done(await sets.DescribeAsync(set, Next(), Next(), Next(), writer.Actor, Cancel));
        return set;
    }

    private static ChangeAnswer Done(ChangeAnswer answer)
    {
        Assert.True(answer.Succeeded, $"{answer.Outcome}: {string.Join("; ", answer.Faults)}");
        return answer;
    }

    [GeneratedRegex(@"zephyr\d{3}q", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    /// <param name="User">With a secret name and address.</param>
    /// <param name="Key">Of the second factor; null without one.</param>
    private sealed record Account(PortalUser User, string? Key)
    {
        public Actor Actor => new(User.Id, User.DisplayName, "192.0.2.1", "request");
    }
}
