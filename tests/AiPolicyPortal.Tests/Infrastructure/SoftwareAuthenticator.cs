using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>What a device with a passkey and its browser would answer: one key on the curve P-256, made for <c>localhost</c>.</summary>
public sealed class SoftwareAuthenticator : IDisposable
{
    public const string Origin = "http://localhost";

    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte WithKey = 0x40;

    private static readonly string[] Transports = ["internal"];

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private byte[] userHandle = [];

    /// <summary>How often it was used, as it says itself; devices that do not count always say 0.</summary>
    public uint Count { get; set; }

    /// <summary>Whether it was shown a face, finger or number.</summary>
    public bool IsVerified { get; set; } = true;

    /// <summary>The site that the browser believes to be at.</summary>
    public string At { get; set; } = Origin;

    public string Id => Base64Url.EncodeToString(id);

    /// <summary>The answer of <c>navigator.credentials.create</c>.</summary>
    public string Create(string options)
    {
        using var asked = JsonDocument.Parse(options);
        userHandle = Base64Url.DecodeFromChars(asked.RootElement.GetProperty("user").GetProperty("id").GetString());
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        // A map of five: kind EC2, algorithm ES256, curve P-256, and both coordinates.
        byte[] publicKey = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data(asked.RootElement.GetProperty("rp").GetProperty("id").GetString()!, WithKey), .. new byte[16], 0, (byte)id.Length, .. id, .. publicKey];
        // A map of three: no statement of the maker, and the data.
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Credential(new()
        {
            ["clientDataJSON"] = Encode(Client("webauthn.create", asked.RootElement)),
            ["attestationObject"] = Encode(attestation),
            ["transports"] = Transports,
        });
    }

    /// <summary>The answer of <c>navigator.credentials.get</c>.</summary>
    public string Get(string options)
    {
        using var asked = JsonDocument.Parse(options);
        var client = Client("webauthn.get", asked.RootElement);
        var data = Data(asked.RootElement.GetProperty("rpId").GetString()!, flags: 0);
        return Credential(new()
        {
            ["clientDataJSON"] = Encode(client),
            ["authenticatorData"] = Encode(data),
            ["signature"] = Encode(key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = Encode(userHandle),
        });
    }

    public void Dispose() => key.Dispose();

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private byte[] Client(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["type"] = type,
        ["challenge"] = options.GetProperty("challenge").GetString()!,
        ["origin"] = At,
        ["crossOrigin"] = false,
    });

    private byte[] Data(string domain, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)(flags | Present | (IsVerified ? Verified : 0)), .. count];
    }

    private string Credential(Dictionary<string, object> response) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new Dictionary<string, object>(),
        ["response"] = response,
    });
}
