using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace AiPolicyPortal.Core.Fetching;

/// <summary>
/// Fetches public pages and nothing else: every hop's host is resolved, all its addresses must be public, and the connection
/// goes to the address that was checked, so that a name cannot lead elsewhere between check and use. No cookies, no proxy, no
/// credentials; limits on time, size and redirects.
/// </summary>
public sealed class GuardedFetcher : IDisposable
{
    private readonly FetchOptions options;
    private readonly HttpClient http;

    public GuardedFetcher(FetchOptions options)
    {
        this.options = options;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            MaxConnectionsPerServer = 2,
            MaxResponseHeadersLength = 64,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public FetchOptions Options => options;

    /// <summary>Fetches a page of text.</summary>
    /// <exception cref="FetchException">It cannot be had; the problem says why.</exception>
    public async Task<FetchedAnswer> PageAsync(Uri address, CancellationToken cancellationToken)
    {
        var answer = await AnswerAsync(address, null, null, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new FetchException(FetchProblem.Status, answer.Address, ((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        if (answer.ContentType is not (null or "text/html" or "application/xhtml+xml" or "text/plain"))
        {
            throw new FetchException(FetchProblem.ContentType, answer.Address, answer.ContentType);
        }

        return answer.IsCut ? throw new FetchException(FetchProblem.TooLong, answer.Address) : answer;
    }

    /// <summary>What a server says of an address, an error of its own included.</summary>
    /// <param name="known">From an earlier fetch; the answer is then 304 while nothing changed.</param>
    /// <param name="mayLead">Asked of each address that is led on to; null when every public one will do.</param>
    /// <exception cref="FetchException">There is no answer.</exception>
    public async Task<FetchedAnswer> AnswerAsync(
        Uri address, KnownVersion? known, Func<Uri, CancellationToken, Task<bool>>? mayLead, CancellationToken cancellationToken)
    {
        using var total = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        total.CancelAfter(options.Total);
        var here = address;
        try
        {
            for (var hop = 0; hop <= options.MaxRedirects; hop++)
            {
                RequireUsual(here);
                using var request = Request(here, known);
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, total.Token);
                if (Next(response, here) is not { } next)
                {
                    return await ReadAsync(response, here, total.Token);
                }

                here = next;
                RequireUsual(here);
                if (mayLead is not null && !await mayLead(here, total.Token))
                {
                    throw new FetchException(FetchProblem.Address, here);
                }
            }

            throw new FetchException(FetchProblem.Redirects, here);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(FetchProblem.TooSlow, here);
        }
        catch (HttpRequestException exception) when (Refusal(exception) is { } refusal)
        {
            throw new FetchException(refusal.Problem, here, refusal.Detail, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            throw new FetchException(FetchProblem.Unreachable, here, null, exception);
        }
    }

    public void Dispose() => http.Dispose();

    private static FetchException? Refusal(Exception? exception) => exception switch
    {
        null => null,
        FetchException refusal => refusal,
        _ => Refusal(exception.InnerException),
    };

    private static void RequireUsual(Uri address)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || !address.IsDefaultPort || address.UserInfo.Length > 0)
        {
            throw new FetchException(FetchProblem.Address, address);
        }
    }

    private HttpRequestMessage Request(Uri address, KnownVersion? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", options.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1");
        if (known?.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed))
        {
            request.Headers.IfNoneMatch.Add(parsed);
        }

        request.Headers.IfModifiedSince = known?.LastModified;
        return request;
    }

    private static Uri? Next(HttpResponseMessage response, Uri here) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location ? new Uri(here, location) : null;

    private async Task<FetchedAnswer> ReadAsync(HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var buffer = new byte[32 * 1024];
        var isCut = false;
        while (await stream.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            var room = options.MaxBytes - (int)body.Length;
            body.Write(buffer, 0, Math.Min(count, room));
            if (count > room)
            {
                isCut = true;
                break;
            }
        }

        var type = response.Content.Headers.ContentType;
        return new FetchedAnswer(
            address, response.StatusCode, type?.MediaType?.ToLowerInvariant(), type?.CharSet?.Trim('"'), body.ToArray(), isCut,
            response.Headers.ETag?.ToString(), response.Content.Headers.LastModified);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var address = context.InitialRequestMessage.RequestUri!;
        var all = await AddressesAsync(host, address, cancellationToken);
        if (all.Length == 0)
        {
            throw new FetchException(FetchProblem.UnknownHost, address, host);
        }

        // One inward address among public ones is enough to refuse: which is used would be chance.
        if (!all.All(PublicAddresses.IsPublic))
        {
            throw new FetchException(FetchProblem.NotPublic, address, host);
        }

        Exception? failure = null;
        foreach (var one in all)
        {
            try
            {
                return await options.Open(new IPEndPoint(one, port), cancellationToken);
            }
            catch (SocketException exception)
            {
                failure = exception;
            }
        }

        throw new FetchException(FetchProblem.Unreachable, address, host, failure);
    }

    private async Task<IPAddress[]> AddressesAsync(string host, Uri address, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await options.Resolve(host, cancellationToken);
        }
        catch (SocketException exception)
        {
            throw new FetchException(FetchProblem.UnknownHost, address, host, exception);
        }
    }
}
