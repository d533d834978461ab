using System.Threading.RateLimiting;
using AiPolicyPortal.Core.Accounts;
using AiPolicyPortal.Web.Access;

namespace AiPolicyPortal.Web.Accounts;

/// <summary>
/// How often somebody may fail to sign in: each name five times in fifteen minutes, whether there is such an account or not, and each network
/// a number of times. Counted in the memory of each node; the account's own lock, in the database, holds on all. Whatever ends the sessions of an
/// account, such as unlocking it, begins the count of its name anew.
/// </summary>
public sealed class SignInThrottle(RateLimitSettings settings) : IDisposable
{
    private const int FailuresOfName = 5;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly PartitionedRateLimiter<string> names = Create(FailuresOfName);
    private readonly PartitionedRateLimiter<string> networks = Create(settings.FailedSignIns);

    public static int RetryAfterSeconds => (int)Window.TotalSeconds;

    /// <param name="user">The account of that name; null where there is none.</param>
    public bool AllowsName(string email, PortalUser? user) => IsLeft(names, Name(email, user));

    public bool AllowsNetwork(HttpContext context) => !settings.Enabled || IsLeft(networks, Network(context));

    /// <inheritdoc cref="AllowsName"/>
    public void NoteFailure(HttpContext context, string email, PortalUser? user)
    {
        names.AttemptAcquire(Name(email, user)).Dispose();
        networks.AttemptAcquire(Network(context)).Dispose();
    }

    public void Dispose()
    {
        names.Dispose();
        networks.Dispose();
    }

    private static bool IsLeft(PartitionedRateLimiter<string> limiter, string key) => limiter.GetStatistics(key) is not { CurrentAvailablePermits: 0 };

    private static string Network(HttpContext context) => Client.NameOf(context.Connection.RemoteIpAddress);

    private static string Name(string email, PortalUser? user) => $"{email.Trim().ToUpperInvariant()} {user?.SecurityStamp}";

    private static PartitionedRateLimiter<string> Create(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, AutoReplenishment = true }));
}
