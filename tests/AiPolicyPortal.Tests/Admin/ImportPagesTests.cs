using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Admin;

/// <summary>The pages by which files of grants are imported, over HTTP without scripts.</summary>
public sealed class ImportPagesTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Token = "__RequestVerificationToken";
    private const string Table = "Référence;Intitulé;Bénéficiaire;Pays;Montant;Date d'attribution\r\nI-1;Un;Île Trust;FR;1 234,50;11/03/2024\r\nI-2;Deux;Other Trust;FR;;25/03/2024\r\n";

    private PortalStore store = null!;
    private WebApplicationFactory<Program> factory = null!;
    private HttpClient reader = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        store = await PortalStore.CreateAsync(postgres);
        factory = StarterPortal.CreateFactory(store.ConnectionString);
        reader = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
    }

    public async ValueTask DisposeAsync()
    {
        reader.Dispose();
        await factory.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Import_UploadedMappedApprovedByAnotherAndUndone_IsPublicOnlyInBetween()
    {
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        using var other = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var address = await UploadAsync(editor, "liste.csv", Encoding.Latin1.GetBytes(Table), "ANR");
        var mapping = await SettledAsync(editor, address);
        Assert.Contains("windows-1252", mapping.QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("semicolon", mapping.QuerySelector(".meta")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("amount", Chosen(mapping, "target-4"));
        Assert.Equal("comma", Chosen(mapping, "format-4"));
        Assert.Equal("day-first", Chosen(mapping, "format-5"));

        using var lacking = await StepAsync(editor, address, "Map", mapping, [("constant-currency", "EUR"), ("constant-funder_type", "")]);
        var refused = await lacking.PageAsync();
        Assert.NotNull(refused.QuerySelector("#constant-funder_type-error"));
        Assert.Equal("EUR", refused.QuerySelector("#constant-currency")!.GetAttribute("value"));

        await GoAsync(editor, address, "Map", refused, [("constant-funder_type", "public")]);
        var result = await SettledAsync(editor, address);
        Assert.Contains("1,234.50", result.QuerySelector("#result")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("I-2".ToLowerInvariant(), result.QuerySelector("#created")!.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/api/v1/grants/i-1", Cancel)).StatusCode);
        await GoAsync(editor, address, "Submit", result);

        using var own = await StepAsync(editor, address, "Approve", await editor.GetPageAsync(address));
        Assert.Contains("Somebody else approves it", (await own.PageAsync()).QuerySelector(".notice-bad")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync("/api/v1/grants/i-1", Cancel)).StatusCode);

        await GoAsync(other, address, "Approve", await other.GetPageAsync(address));
        var published = await SettledAsync(other, address);
        Assert.Contains("Published", published.QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
        await UntilAsync("/api/v1/grants/i-1", HttpStatusCode.OK);
        Assert.Contains("1234.5", await reader.GetStringAsync("/api/v1/grants/i-1", Cancel), StringComparison.Ordinal);

        await GoAsync(editor, address, "Undo", await editor.GetPageAsync(address));
        Assert.Contains("Taken back", (await SettledAsync(editor, address)).QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
        await UntilAsync("/api/v1/grants/i-1", HttpStatusCode.Gone);
        Assert.Contains("liste.csv", (await editor.GetPageAsync("/admin/imports")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var french = await editor.GetPageAsync(address + "?lang=fr");
        Assert.Contains("Importation reprise", french.QuerySelector("#history")!.ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_DatesAndAmountsThatReadInTwoWays_AreAskedAboutAndNotGuessed()
    {
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var address = await UploadAsync(editor, "two-ways.csv", Encoding.UTF8.GetBytes("Identifier,Title,Recipient,Amount,Award date\r\nT-1,One,Trust,1.234,03/04/2024\r\n"), "Two ways");
        var mapping = await SettledAsync(editor, address);

        Assert.Equal(("amount", ""), (Chosen(mapping, "target-3"), Chosen(mapping, "format-3") ?? ""));
        Assert.Equal(("awarded", ""), (Chosen(mapping, "target-4"), Chosen(mapping, "format-4") ?? ""));
        Assert.Contains("“1.234” can be 1.234 or 1234", mapping.QuerySelector("#format-3-doubt")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("“03/04/2024” can be 2024-04-03 or 2024-03-04", mapping.QuerySelector("#format-4-doubt")!.TextContent, StringComparison.Ordinal);
        using var unsaid = await StepAsync(editor, address, "Map", mapping, [("constant-currency", "EUR"), ("constant-funder_type", "public")]);
        Assert.Contains("can be read in two ways", (await unsaid.PageAsync()).QuerySelector("#format-3-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_FaultyRows_AreNamedAndDownloadedAndNothingIsKept()
    {
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var address = await UploadAsync(editor, "bad.csv", Encoding.UTF8.GetBytes("id,title,recipient,amount,currency,date\r\n1,,A,x,GBP,2024-01-01\r\n2,ok,B,5,XXX,2024-02-30\r\n"), "bad list");
        await GoAsync(editor, address, "Map", await SettledAsync(editor, address), [("constant-funder_type", "public"), ("format-3", "point"), ("format-5", "iso")]);

        var page = await SettledAsync(editor, address);
        var faults = page.QuerySelector("#faults")!.ParentElement!.TextContent;
        Assert.Contains("A number, written as it is set for this column: 1,234.50.", faults, StringComparison.Ordinal);
        Assert.Contains("2024-02-30", faults, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[action*=Submit]"));
        var csv = await editor.Client.GetStringAsync(address + "/faults?format=csv", Cancel);
        Assert.StartsWith("Row,Column,Value,Expected,id,title", csv, StringComparison.Ordinal);
        Assert.Contains("2,amount,x,", csv, StringComparison.Ordinal);
        Assert.Equal("PK", Encoding.ASCII.GetString((await editor.Client.GetByteArrayAsync(address + "/faults?format=xlsx", Cancel))[..2]));
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Client.GetAsync(address + "/faults?format=exe", Cancel)).StatusCode);

        await GoAsync(editor, address, "Discard", page);
        Assert.Contains("Discarded", (await editor.GetPageAsync(address)).QuerySelector(".kicker")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list.exe", "x", "a source", "#file-error", ".csv, .xlsx or .json")]
    [InlineData("list.csv", "", "a source", "#file-error", "empty")]
    [InlineData("list.csv", "id\r\n1\r\n", " ", "#source-error", "whose list")]
    public async Task Upload_CannotBeTaken_SaysWhyBesideItsField(string name, string content, string source, string field, string reason)
    {
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);

        using var answer = await SendAsync(editor.Client, name, Encoding.UTF8.GetBytes(content), source);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(reason, (await answer.PageAsync()).QuerySelector(field)!.TextContent, StringComparison.Ordinal);
        await using var context = store.Open();
        Assert.Empty(context.GrantImports);
    }

    [Fact]
    public async Task Import_NoWorkbook_IsRefusedWithTheReason()
    {
        using var editor = await SignedIn.AsAsync(factory, AccountRole.Editor);
        var address = await UploadAsync(editor, "list.xlsx", "no workbook"u8.ToArray(), "a source");

        var page = await SettledAsync(editor, address);

        Assert.Contains("no XLSX workbook", page.QuerySelector(".notice-warn")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await editor.Client.GetAsync("/admin/imports/999", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Upload_LargerThanAnyOtherForm_IsTakenByTheServer()
    {
        await using var listening = StarterPortal.CreateFactory(store.ConnectionString);
        listening.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        listening.StartServer();
        var address = listening.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        var user = await SignedIn.CreateAsync(listening.Services, AccountRole.Editor, withSecondFactor: true);
        using var first = await client.PostFormAsync("/account/sign-in", new() { ["email"] = user.Email!, ["password"] = SignedIn.Password });
        using var second = await client.PostFormAsync("/account/second-step", new() { ["code"] = await SignedIn.CodeAsync(listening.Services, user) });

        using var answer = await SendAsync(client, "large.csv", Encoding.UTF8.GetBytes("id,title\r\n" + string.Concat(Enumerable.Repeat("1,a title of a grant\r\n", 200_000))), "a source");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var context = store.Open();
        Assert.True(context.GrantImports.Single().Length > 4 << 20);
    }

    private static string? Chosen(IDocument page, string select) => page.QuerySelector($"#{select} option[selected]")?.GetAttribute("value");

    private static async Task<string> UploadAsync(SignedIn editor, string name, byte[] content, string source)
    {
        using var answer = await SendAsync(editor.Client, name, content, source);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string name, byte[] content, string source)
    {
        var page = await client.GetPageAsync("/admin/imports");
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent
        {
            { file, "file", name },
            { new StringContent(source), "source" },
            { new StringContent(page.QuerySelector($"form.upload input[name={Token}]")!.GetAttribute("value")!), Token },
        };
        return await client.PostAsync("/admin/imports", form, Cancel);
    }

    /// <summary>The page once the portal has done what it had to do.</summary>
    private static async Task<IDocument> SettledAsync(SignedIn editor, string address)
    {
        var end = DateTime.UtcNow.AddMinutes(3);
        while (true)
        {
            var page = await editor.GetPageAsync(address);
            if (page.QuerySelector("section[data-state]") is null)
            {
                return page;
            }

            Assert.True(DateTime.UtcNow < end, "The import does not get on.");
            await Task.Delay(200, Cancel);
        }
    }

    /// <summary>Sends the form of a step as it is on the page, with what is typed instead.</summary>
    private static async Task<HttpResponseMessage> StepAsync(SignedIn editor, string address, string step, IDocument page, params (string Name, string Value)[] typed)
    {
        var form = page.QuerySelector($"form[action*='handler={step}']");
        var fields = (form ?? page.QuerySelector("form[method=post]:has(input[name=version])")!).QuerySelectorAll("input[name], select[name]").Select(field => (
            Name: field.GetAttribute("name")!,
            Value: field.LocalName == "select" ? field.QuerySelector("option[selected]")?.GetAttribute("value") ?? "" : field.GetAttribute("value") ?? "")).ToList();
        foreach (var (name, value) in typed)
        {
            fields.RemoveAll(field => field.Name == name);
            fields.Add((name, value));
        }

        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await editor.Client.PostAsync($"{address}?handler={step}", content, Cancel);
    }

    private static async Task GoAsync(SignedIn editor, string address, string step, IDocument page, params (string Name, string Value)[] typed)
    {
        using var answer = await StepAsync(editor, address, step, page, typed);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{step}: {(int)answer.StatusCode} {(await answer.PageAsync()).QuerySelector("main")?.TextContent}");
    }

    private async Task UntilAsync(string address, HttpStatusCode status)
    {
        var end = DateTime.UtcNow.AddMinutes(2);
        while (true)
        {
            using var answer = await reader.GetAsync(address, Cancel);
            if (answer.StatusCode == status)
            {
                return;
            }

            Assert.True(DateTime.UtcNow < end, $"{address} answers {answer.StatusCode}.");
            await Task.Delay(200, Cancel);
        }
    }
}
