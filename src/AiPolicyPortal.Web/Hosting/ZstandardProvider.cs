using Microsoft.AspNetCore.ResponseCompression;
using ZstdSharp;

namespace AiPolicyPortal.Web.Hosting;

/// <summary>Compresses answers with Zstandard (RFC 8878): smaller than gzip and faster than Brotli.</summary>
internal sealed class ZstandardProvider : ICompressionProvider
{
    private const int Level = 3;

    public string EncodingName => "zstd";

    public bool SupportsFlush => true;

    public Stream CreateStream(Stream outputStream) => new CompressionStream(outputStream, Level, leaveOpen: true);
}
