using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>
/// Fetches a file whole, in memory. What is cut off is taken up where it ended when the server can do that and says that the
/// file is still the same; else it begins anew.
/// </summary>
public sealed class RateDownload(HttpClient http, DownloadLimits limits)
{
    private const string TryAgain = "Nothing was changed; run the command again later.";

    /// <exception cref="RateDownloadException">The server cannot be reached, refuses, says too much, or stays silent.</exception>
    public async Task<byte[]> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
        {
            throw new RateDownloadException(address, "The address must begin with https:// or http://.");
        }

        using var total = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        total.CancelAfter(limits.Total);
        try
        {
            return await FetchInAttemptsAsync(address, total.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RateDownloadException(address, $"It took longer than {limits.Total.TotalSeconds:0} s. {TryAgain}");
        }
    }

    private async Task<byte[]> FetchInAttemptsAsync(Uri address, CancellationToken cancellationToken)
    {
        var part = new Part(address, limits.MaxBytes);
        for (var attempt = 1; ; attempt++)
        {
            var trouble = await AttemptAsync(part, cancellationToken);
            if (trouble is null)
            {
                return part.ToArray();
            }

            if (attempt == limits.Attempts)
            {
                throw new RateDownloadException(address, $"{trouble} So it was {attempt} times. {TryAgain}");
            }

            await Task.Delay(limits.Pause * (1 << (attempt - 1)), cancellationToken);
        }
    }

    /// <returns>What went wrong and may be better next time; null when the file is whole.</returns>
    private async Task<string?> AttemptAsync(Part part, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(limits.Silence);
        try
        {
            using var request = part.Request();
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (!answer.IsSuccessStatusCode)
            {
                return Refusal(part, answer.StatusCode);
            }

            part.Begin(answer);
            await using var body = await answer.Content.ReadAsStreamAsync(silence.Token);
            var buffer = new byte[64 * 1024];
            while (await body.ReadAsync(buffer, silence.Token) is var count and > 0)
            {
                part.Add(buffer.AsSpan(0, count));
                silence.CancelAfter(limits.Silence);
            }

            return part.IsWhole ? null : part.CutOff;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The server said nothing for {limits.Silence.TotalSeconds:0} s.";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UriFormatException)
        {
            return part.Length > 0 ? part.CutOff : $"It could not be fetched ({exception.Message}).";
        }
    }

    private static string Refusal(Part part, HttpStatusCode status)
    {
        if (status == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            part.Clear();
            return "The server could not go on where it was cut off.";
        }

        var said = $"The server answered {(int)status} ({status}).";
        return status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError
            ? said
            : throw new RateDownloadException(part.Address, $"{said} See whether the address is right; nothing was changed.");
    }

    /// <summary>What has arrived of a file.</summary>
    private sealed class Part(Uri address, int maxBytes)
    {
        private readonly ArrayBufferWriter<byte> bytes = new();
        private RangeConditionHeaderValue? sameFile;
        private long? expected;

        public Uri Address => address;

        public int Length => bytes.WrittenCount;

        public bool IsWhole => expected is null || expected == bytes.WrittenCount;

        public string CutOff => expected is { } all
            ? $"The file was cut off after {bytes.WrittenCount} of {all} bytes."
            : $"The file was cut off after {bytes.WrittenCount} bytes.";

        public HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (bytes.WrittenCount > 0 && sameFile is not null)
            {
                request.Headers.Range = new RangeHeaderValue(bytes.WrittenCount, null);
                request.Headers.IfRange = sameFile;
            }

            return request;
        }

        public void Begin(HttpResponseMessage answer)
        {
            if (answer.StatusCode == HttpStatusCode.PartialContent)
            {
                RequireNext(answer.Content.Headers.ContentRange, answer.Headers.ETag);
                return;
            }

            Clear();
            expected = answer.Content.Headers.ContentLength;
            sameFile = answer.Headers.ETag is { IsWeak: false } tag ? new RangeConditionHeaderValue(tag)
                : answer.Content.Headers.LastModified is { } modified ? new RangeConditionHeaderValue(modified)
                : null;
        }

        public void Add(ReadOnlySpan<byte> more)
        {
            if (bytes.WrittenCount + more.Length > maxBytes)
            {
                throw new RateDownloadException(
                    address, $"The file is longer than {maxBytes} bytes, far more than the rates need. See whether the address is right; nothing was changed.");
            }

            bytes.Write(more);
        }

        public void Clear() => bytes.ResetWrittenCount();

        public byte[] ToArray() => bytes.WrittenSpan.ToArray();

        // Of a part that is not the next one of the same file nothing can be kept.
        private void RequireNext(ContentRangeHeaderValue? range, EntityTagHeaderValue? tag)
        {
            var another = (tag is not null && sameFile?.EntityTag is { } known && !known.Equals(tag))
                || (range?.Length is { } length && expected is { } all && length != all);
            if (another || range?.From != bytes.WrittenCount)
            {
                Clear();
                throw new IOException("another part of the file came than was asked for");
            }

            expected ??= range.Length;
        }
    }
}
