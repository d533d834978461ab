using System.Globalization;
using System.Security.Cryptography;
using System.Threading.RateLimiting;
using AiPolicyPortal.Web.Access;
using Microsoft.AspNetCore.DataProtection;

namespace AiPolicyPortal.Web.Corrections;

/// <summary>Keeps programs from filling the queue: a form takes a person a few seconds, and a network has so many reports an hour.</summary>
public sealed class ReportGuard(RateLimitSettings settings, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly IDataProtector protector = protection.CreateProtector("Corrections");

    private readonly PartitionedRateLimiter<string> networks = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = settings.CorrectionsPerHour, Window = Window, AutoReplenishment = true }));

    public static int RetryAfterSeconds => (int)Window.TotalSeconds;

    /// <summary>Says when a form was opened, for the form itself.</summary>
    public string Begin() => protector.Protect(clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a form was open for as long as a person needs, and not for days.</summary>
    public bool IsByAPerson(string? begun)
    {
        try
        {
            var opened = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(protector.Unprotect(begun ?? ""), CultureInfo.InvariantCulture));
            return clock.GetUtcNow() - opened is var taken && taken >= Least && taken <= Longest;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Takes one of the network's reports.</summary>
    /// <returns>False when there is none left.</returns>
    public bool TryEnter(HttpContext context)
    {
        if (!settings.Enabled)
            return true;
        using var lease = networks.AttemptAcquire(Client.NameOf(context.Connection.RemoteIpAddress));
        return lease.IsAcquired;
    }

    public void Dispose() => networks.Dispose();
}
