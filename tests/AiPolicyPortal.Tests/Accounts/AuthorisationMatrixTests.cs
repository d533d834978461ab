using System.Net;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Accounts;

/// <summary>
/// Every address of the administration and of accounts, as the portal itself lists them, asked by everybody in both ways. What is not in the
/// table fails, so that no page comes in without somebody deciding who may open it.
/// </summary>
public sealed partial class AuthorisationMatrixTests(PostgresFixture postgres)
{
    private const string Anybody = "anybody";
    private const string SignedInOnly = "signed-in";

    /// <summary>Who may open an address: anybody, whoever is signed in, or a role and those above it.</summary>
    private static readonly Dictionary<string, string> Least = new()
    {
        ["account"] = SignedInOnly,
        ["account/invitation"] = Anybody,
        ["account/passkeys"] = SignedInOnly,
        ["account/password"] = SignedInOnly,
        ["account/recovery"] = Anybody,
        ["account/second-factor"] = SignedInOnly,
        ["account/sessions"] = SignedInOnly,
        ["account/second-step"] = Anybody,
        ["account/sign-in"] = Anybody,
        ["account/sign-out"] = SignedInOnly,
        ["admin"] = "contributor",
        ["admin/announcements/new"] = "contributor",
        ["admin/audit"] = "administrator",
        ["admin/changes"] = "contributor",
        ["admin/changes/{number:long}"] = "contributor",
        ["admin/changes/{number:long}/drafts/{id:guid}"] = "contributor",
        ["admin/changes/{number:long}/drafts/{id:guid}/compare"] = "contributor",
        ["admin/corrections"] = "editor",
        ["admin/corrections/{id:guid}"] = "editor",
        ["admin/imports"] = "editor",
        ["admin/imports/{number:int}"] = "editor",
        ["admin/imports/{number:int}/faults"] = "editor",
        ["admin/keys"] = "administrator",
        ["admin/records"] = "contributor",
        ["admin/records/{kind}/{reference}"] = "contributor",
        ["admin/sources"] = "contributor",
        ["admin/users"] = "administrator",
        ["admin/users/{id:guid}"] = "administrator",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_EveryAddressRoleAndMethod_IsAnsweredAsTheTableSays()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var factory = StarterPortal.CreateFactory(store.ConnectionString);
        using var signedOut = factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var addresses = Addresses(factory);
        var faults = addresses.Except(Least.Keys).Select(address => $"{address} is not in the table: decide who may open it.")
            .Concat(Least.Keys.Except(addresses).Select(address => $"{address} is in the table and no address.")).ToList();

        foreach (var address in addresses.Intersect(Least.Keys))
        {
            faults.AddRange(await AskAsync(signedOut, "signed out", address, Least[address] == Anybody));
        }

        foreach (var role in Enum.GetValues<AccountRole>())
        {
            using var somebody = await SignedIn.AsAsync(factory, role);
            foreach (var address in addresses.Intersect(Least.Keys))
            {
                var allowed = Least[address] is Anybody or SignedInOnly || role >= Codes<AccountRole>.Parse(Least[address]);
                faults.AddRange(await AskAsync(somebody.Client, role.Code(), address, allowed));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<IReadOnlyList<string>> AskAsync(HttpClient client, string who, string address, bool allowed)
    {
        var path = "/" + Parameter().Replace(address, match => match.Value switch
        {
            "{number:long}" or "{number:int}" => "1",
            "{kind}" => "programme",
            _ => Guid.Empty.ToString(),
        });
        using var shown = await client.GetAsync(path, Cancel);
        using var sent = await client.PostAsync(path, new FormUrlEncodedContent([]), Cancel);
        var faults = new List<string>();
        if (IsRefused(shown, path) == allowed)
        {
            faults.Add($"GET {path} {who}: {(int)shown.StatusCode} {shown.Headers.Location}, {(allowed ? "allowed" : "refused")} by the table.");
        }

        if ((int)shown.StatusCode >= 500 || (int)sent.StatusCode >= 500)
        {
            faults.Add($"{path} {who} fails: GET {(int)shown.StatusCode}, POST {(int)sent.StatusCode}");
        }

        // Whoever may send a form is asked for its token.
        if (IsRefused(sent, path) == allowed || (allowed && sent.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed)))
        {
            faults.Add($"POST {path} {who}: {(int)sent.StatusCode} {sent.Headers.Location}, {(allowed ? "allowed" : "refused")} by the table.");
        }

        if (shown.Headers.CacheControl is not { NoStore: true } || shown.Headers.ETag is not null)
        {
            faults.Add($"GET {path} {who} may be kept: {shown.Headers.CacheControl}");
        }

        return faults;
    }

    // Signed out one is led to the sign-in with the way back, signed in one is told.
    private static bool IsRefused(HttpResponseMessage answer, string path) =>
        answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized
        || (answer.StatusCode == HttpStatusCode.Redirect
            && answer.Headers.Location!.OriginalString.StartsWith("/account/sign-in?returnUrl=" + Uri.EscapeDataString(path), StringComparison.Ordinal));

    private static List<string> Addresses(WebApplicationFactory<Program> factory) =>
        [.. factory.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
            .Where(address => address.Split('/')[0] is "admin" or "account")
            .Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
