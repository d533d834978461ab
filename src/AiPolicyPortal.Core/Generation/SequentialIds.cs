using System.Buffers.Binary;

namespace AiPolicyPortal.Core.Generation;

/// <summary>Ids of version 7 (RFC 9562) in the order they are asked for: the moment in milliseconds, then a count.</summary>
internal sealed class SequentialIds(DateTimeOffset moment)
{
    private const byte Version = 0x70;
    private const byte Variant = 0x80;

    private long count;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, moment.ToUnixTimeMilliseconds() << 16);
        bytes[6] = Version;
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], ++count);
        bytes[8] = Variant;
        return new Guid(bytes, bigEndian: true);
    }
}
