using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>
/// The six digits that authenticator programs show (TOTP, RFC 6238): HMAC-SHA-1 of the number of 30-second steps since 1970,
/// truncated as RFC 4226 section 5.3 says.
/// </summary>
public static class TimeCodes
{
    public const int Digits = 6;
    public const int StepSeconds = 30;

    private const int Modulus = 1_000_000;

    /// <summary>How many steps a code may be late or early, for clocks that differ and people who type slowly (RFC 6238 section 5.2).</summary>
    private const int Tolerance = 1;

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step, six digits.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 and the programs that follow it use HMAC-SHA-1, whose strength does not rest on collisions.")]
    public static string At(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(key, counter, hash);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fff_ffff;
        return (number % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step that a code is of; null when it is none of the present or a neighbouring step.</summary>
    public static long? StepOf(byte[] key, string code, DateTimeOffset now)
    {
        long? found = null;
        for (var step = StepAt(now) - Tolerance; step <= StepAt(now) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(At(key, step)), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>The bytes of a key in the letters and digits of RFC 4648 base 32, as authenticator programs take it.</summary>
    /// <exception cref="FormatException">The text is not base 32.</exception>
    public static byte[] KeyOf(string text)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var (buffer, bits, bytes) = (0, 0, new List<byte>(text.Length * 5 / 8));
        foreach (var letter in text.TrimEnd('='))
        {
            var value = alphabet.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
            {
                throw new FormatException($"'{letter}' is no letter of base 32.");
            }

            buffer = ((buffer << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }
}
