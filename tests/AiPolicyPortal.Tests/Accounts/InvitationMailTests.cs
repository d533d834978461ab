using System.Net;
using System.Text;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using MimeKit;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>Invitations by a mail server that really listens, with the settings that administrators write.</summary>
public sealed class InvitationMailTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Chosen = "nine copper kettles sing";

    private PortalStore store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await PortalStore.CreateAsync(postgres);

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task Post_Invitation_IsSentAsTheSettingsSayAndItsLinkOpensTheAccount()
    {
        await using var server = new SmtpListener();
        await using var factory = Portal(server, ("Mail:User", "portal"), ("Mail:Password", "mail secret"));
        using var administrator = await SignedIn.AsAsync(factory, AccountRole.Administrator);

        using var answer = await InviteAsync(administrator, "/admin/users");

        var shown = (await answer.PageAsync()).QuerySelector(".notice-good")!.TextContent;
        Assert.DoesNotContain("secret=", shown, StringComparison.Ordinal);
        var received = Assert.Single(server.Mails);
        Assert.Equal(("portal:mail secret", "portal@example.org", "ada@example.org"), (received.Login, received.From, Assert.Single(received.To)));
        var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(received.Text)), Cancel);
        Assert.Equal(("portal@example.org", "ada@example.org"), (mail.From.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Address));
        Assert.Contains("AI Policy Portal", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Ada Éléonore", mail.TextBody, StringComparison.Ordinal);

        var link = new Uri(mail.TextBody!.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Single(word => word.StartsWith("http", StringComparison.Ordinal)));
        using var guest = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var chosen = await guest.PostFormAsync(link.PathAndQuery, new() { ["password"] = Chosen, ["again"] = Chosen });
        Assert.Equal("/account/sign-in", chosen.Headers.Location!.OriginalString);
        using var signIn = await guest.PostFormAsync("/account/sign-in", new() { ["email"] = "ada@example.org", ["password"] = Chosen });
        Assert.Equal("/admin", signIn.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Post_Invitation_InFrench_IsSentInFrench()
    {
        await using var server = new SmtpListener();
        await using var factory = Portal(server);
        using var administrator = await SignedIn.AsAsync(factory, AccountRole.Administrator);

        using var answer = await InviteAsync(administrator, "/admin/users?lang=fr");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var received = Assert.Single(server.Mails);
        Assert.Null(received.Login);
        var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(received.Text)), Cancel);
        Assert.Contains("mot de passe", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Invitation_ThatTheServerRefuses_ShowsTheLinkToWhoeverInvites()
    {
        await using var server = new SmtpListener("550 No such box");
        await using var factory = Portal(server);
        using var administrator = await SignedIn.AsAsync(factory, AccountRole.Administrator);

        using var answer = await InviteAsync(administrator, "/admin/users");

        Assert.Empty(server.Mails);
        Assert.Contains("secret=", (await answer.PageAsync()).QuerySelector(".notice-good code")!.TextContent, StringComparison.Ordinal);
    }

    private WebApplicationFactory<Program> Portal(SmtpListener server, params (string Name, string Value)[] settings) =>
        StarterPortal.CreateFactory(store.ConnectionString).WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Production").UseSetting("Mail:Host", "127.0.0.1").UseSetting("Mail:Port", $"{server.Port}")
                .UseSetting("Mail:Encrypted", "false").UseSetting("Mail:From", "portal@example.org");
            foreach (var (name, value) in settings)
            {
                host.UseSetting(name, value);
            }
        });

    private static Task<HttpResponseMessage> InviteAsync(SignedIn administrator, string address) =>
        administrator.PostFormAsync(address, new() { ["email"] = "ada@example.org", ["name"] = "Ada Éléonore", ["role"] = "contributor" });
}
