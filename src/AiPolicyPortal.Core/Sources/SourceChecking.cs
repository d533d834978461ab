using System.Net;
using System.Security.Cryptography;
using System.Text;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Fetching;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Sources;

public sealed record SourceCheckOptions
{
    /// <summary>Sources looked at since are left alone, so that a run that was stopped goes on where it was.</summary>
    public TimeSpan OlderThan { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The most sources of one run.</summary>
    public int Limit { get; init; } = int.MaxValue;

    /// <summary>Between two requests to one host, unless its robots.txt asks for more.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For the audit.</summary>
    public required Actor Actor { get; init; }
}

/// <param name="ByHealth">How many of the sources looked at are in each state.</param>
public sealed record SourceCheckResult(IReadOnlyDictionary<SourceHealth, int> ByHealth, int TextsChanged, bool Published);

/// <summary>
/// Looks whether sources can still be read: one request at a time, with a pause for each host, as its robots.txt allows, and
/// without having a page sent again that did not change. Each result is stored at once.
/// </summary>
public sealed class SourceChecking(PortalDbContext db, GuardedFetcher fetcher, TimeProvider clock)
{
    /// <summary>The product token that robots.txt files may name.</summary>
    public const string Program = "AiPolicyPortal";

    private readonly Dictionary<string, RobotsRules?> robots = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DateTimeOffset> asked = new(StringComparer.OrdinalIgnoreCase);

    public async Task<SourceCheckResult> RunAsync(
        SourceCheckOptions options, IProgress<(Source Source, SourceCheck Check)>? progress, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<SourceHealth, int>();
        var (texts, healths) = (0, 0);
        try
        {
            foreach (var source in await DueAsync(options, cancellationToken))
            {
                var earlier = source.Check;
                var before = (earlier?.Health, earlier?.ChangedAt, earlier?.FinalUrl);
                var check = earlier ?? new SourceCheck { SourceId = source.Id };
                await CheckAsync(source, check, options, cancellationToken);
                source.Check = check;
                await db.SaveChangesAsync(cancellationToken);
                counts[check.Health] = counts.GetValueOrDefault(check.Health) + 1;
                texts += check.ChangedAt == before.ChangedAt ? 0 : 1;
                healths += (check.Health, check.ChangedAt, check.FinalUrl) == before ? 0 : 1;
                progress?.Report((source, check));
            }
        }
        finally
        {
            if (healths > 0)
            {
                await PublishAsync(options.Actor);
            }
        }

        return new SourceCheckResult(counts, texts, healths > 0);
    }

    // Hosts take turns, the longest unseen source of each first.
    private async Task<List<Source>> DueAsync(SourceCheckOptions options, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - options.OlderThan;
        var due = await db.Sources.Include(source => source.Check).Holding().Where(source => source.Check == null || source.Check.CheckedAt <= since).ToListAsync(cancellationToken);
        return [.. due.OrderBy(source => source.Check?.CheckedAt).ThenBy(source => source.Reference, StringComparer.Ordinal)
            .GroupBy(source => HostOf(source.Url)).SelectMany(host => host.Select((source, turn) => (source, turn)))
            .OrderBy(entry => entry.turn).Select(entry => entry.source).Take(options.Limit)];
    }

    // Answers that are kept show the health of sources; a publication's number tells that they are stale.
    private Task<Publication?> PublishAsync(Actor actor) => new Publisher(db, clock).PublishAsync(
        new PublicationRequest(PublicationKind.Edit, actor, "Addresses of sources looked at."),
        (scope, _) =>
        {
            scope.NoteChangeOfAnswers();
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private async Task CheckAsync(Source source, SourceCheck check, SourceCheckOptions options, CancellationToken cancellationToken)
    {
        var known = new KnownVersion(check.EntityTag, check.LastModified);
        (check.CheckedAt, check.HttpStatus, check.FinalUrl) = (clock.GetUtcNow(), null, null);
        try
        {
            var address = new Uri(source.Url);
            if (await MayAskAsync(address, options, cancellationToken) is { } refused)
            {
                check.Health = refused;
                return;
            }

            var answer = await fetcher.AnswerAsync(
                address, known, async (next, token) => await MayAskAsync(next, options, token) is null, cancellationToken);
            Note(source, check, answer);
        }
        catch (FetchException exception)
        {
            check.Health = exception.Problem == FetchProblem.Address ? SourceHealth.Refused : SourceHealth.Failing;
        }
        catch (UriFormatException)
        {
            check.Health = SourceHealth.Failing;
        }
    }

    private static void Note(Source source, SourceCheck check, FetchedAnswer answer)
    {
        check.HttpStatus = (int)answer.Status;
        var moved = !IsSamePlace(new Uri(source.Url), answer.Address);
        check.FinalUrl = moved && answer.Address.AbsoluteUri.Length <= Source.UrlMaxLength ? answer.Address.AbsoluteUri : null;
        check.Health = answer.Status switch
        {
            HttpStatusCode.NotModified => moved ? SourceHealth.Moved : SourceHealth.Reachable,
            HttpStatusCode.NotFound or HttpStatusCode.Gone => SourceHealth.Gone,
            HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
                or HttpStatusCode.UnavailableForLegalReasons => SourceHealth.Refused,
            _ when answer.IsSuccess => moved ? SourceHealth.Moved : SourceHealth.Reachable,
            _ => SourceHealth.Failing,
        };
        if (!answer.IsSuccess)
        {
            return;
        }

        var hash = HashOf(answer);
        if (check.TextHash is not null && check.TextHash != hash)
        {
            check.ChangedAt = check.CheckedAt;
        }

        (check.TextHash, check.EntityTag, check.LastModified) = (hash, answer.ETag, answer.LastModified?.ToUniversalTime());
    }

    /// <summary>Waits for the host's turn.</summary>
    /// <returns>Why it may not be asked; null when it may.</returns>
    private async Task<SourceHealth?> MayAskAsync(Uri address, SourceCheckOptions options, CancellationToken cancellationToken)
    {
        var host = address.Authority;
        if (!robots.TryGetValue(host, out var rules))
        {
            robots[host] = rules = await RobotsAsync(address, options, cancellationToken);
        }

        if (rules is null)
        {
            return SourceHealth.Failing;
        }

        if (!rules.Allows(address))
        {
            return SourceHealth.Refused;
        }

        await WaitAsync(host, rules.Delay is { } delay && delay > options.Pause ? delay : options.Pause, cancellationToken);
        return null;
    }

    /// <returns>Null when the host cannot say what it allows: then nothing is asked of it.</returns>
    private async Task<RobotsRules?> RobotsAsync(Uri address, SourceCheckOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await WaitAsync(address.Authority, options.Pause, cancellationToken);
            var answer = await fetcher.AnswerAsync(new Uri(address, "/robots.txt"), null, null, cancellationToken);
            return answer.IsSuccess ? RobotsRules.Parse(Encoding.UTF8.GetString(answer.Body), Program)
                : (int)answer.Status >= 500 ? null : RobotsRules.AllowAll;
        }
        catch (FetchException exception)
        {
            return exception.Problem == FetchProblem.Redirects ? RobotsRules.AllowAll : null;
        }
    }

    private async Task WaitAsync(string host, TimeSpan pause, CancellationToken cancellationToken)
    {
        if (asked.TryGetValue(host, out var last) && last + pause - clock.GetUtcNow() is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, clock, cancellationToken);
        }

        asked[host] = clock.GetUtcNow();
    }

    // To https, to or from www., or to a slash at the end is no move.
    private static bool IsSamePlace(Uri one, Uri other)
    {
        static string Place(Uri address) => HostOf(address.AbsoluteUri) + address.AbsolutePath.TrimEnd('/') + address.Query;
        return Place(one) == Place(other);
    }

    private static string HostOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host : "";

    private static string HashOf(FetchedAnswer answer) => Convert.ToHexStringLower(SHA256.HashData(
        answer.ContentType is "text/html" or "application/xhtml+xml" ? Encoding.UTF8.GetBytes(ReadablePage.Of(answer).Text) : answer.Body));
}
