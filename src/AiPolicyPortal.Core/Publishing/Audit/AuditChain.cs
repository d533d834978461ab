using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>
/// The canonical form of an audit entry and its hash, which anybody can work out again from the table alone: the SHA-256 of
/// these fields one after the other, each written as the length of its UTF-8 in bytes, a colon, the UTF-8 and a comma, and as
/// <c>-,</c> where there is none: previous hash (hexadecimal, small letters), number, instant (ISO 8601 in UTC as
/// <see cref="Instant"/> writes it), action, account id, actor's name, address, request, kind of subject, subject, and then
/// each name and value of the detail in the order of the names' UTF-16 code units.
/// </summary>
public static class AuditChain
{
    /// <summary>What the first entry names as the hash before it.</summary>
    public static byte[] Origin { get; } = new byte[AuditEntry.HashLength];

    public static byte[] HashOf(AuditEntry entry) => SHA256.HashData(Canonical(entry));

    internal static byte[] Canonical(AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Write(bytes, Convert.ToHexStringLower(entry.PreviousHash));
        Write(bytes, entry.Number.ToString(CultureInfo.InvariantCulture));
        Write(bytes, Instant.Write(entry.At));
        Write(bytes, entry.Action);
        Write(bytes, entry.ActorId?.ToString("D"));
        Write(bytes, entry.ActorName);
        Write(bytes, entry.Address);
        Write(bytes, entry.RequestId);
        Write(bytes, entry.SubjectKind);
        Write(bytes, entry.Subject);
        foreach (var (name, value) in entry.Detail.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Write(bytes, name);
            Write(bytes, value);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> bytes, string? field)
    {
        if (field is null)
        {
            bytes.Write("-,"u8);
            return;
        }

        bytes.Write(Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(field)}:{field},"));
    }
}
