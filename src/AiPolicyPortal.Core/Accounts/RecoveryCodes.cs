using System.Security.Cryptography;
using System.Text;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>
/// Codes that stand in for a lost second factor, each once. Stored is one salt for all of them and a PBKDF2 hash of each: a stolen table
/// does not give them away, and checking one takes one derivation.
/// </summary>
public static class RecoveryCodes
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>As OWASP recommends for PBKDF2 with HMAC-SHA-512.</summary>
    private const int Iterations = 210_000;

    /// <summary>What is stored of the codes.</summary>
    public static string Hash(IEnumerable<string> codes)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Join(salt, codes.Select(code => Derive(code, salt)));
    }

    /// <summary>How many of the stored codes are left.</summary>
    public static int Count(string? stored) => Math.Max(0, Split(stored).Length - 1);

    /// <summary>Uses up a code.</summary>
    /// <returns>What is stored from then on; null when the code is none of them.</returns>
    public static string? Redeem(string? stored, string code)
    {
        if (Split(stored) is not [var salt, .. var hashes])
        {
            return null;
        }

        var given = Derive(code, salt);
        var left = hashes.Where(hash => !CryptographicOperations.FixedTimeEquals(hash, given)).ToArray();
        return left.Length < hashes.Length ? Join(salt, left) : null;
    }

    // Codes are typed from paper: case, spaces and hyphens are not part of them.
    private static byte[] Derive(string code, byte[] salt) => Rfc2898DeriveBytes.Pbkdf2(
        Encoding.UTF8.GetBytes(new string([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)])),
        salt, Iterations, HashAlgorithmName.SHA512, HashBytes);

    private static string Join(byte[] salt, IEnumerable<byte[]> hashes) => string.Join(';', hashes.Prepend(salt).Select(Convert.ToBase64String));

    private static byte[][] Split(string? stored) => string.IsNullOrEmpty(stored) ? [] : [.. stored.Split(';').Select(Convert.FromBase64String)];
}
