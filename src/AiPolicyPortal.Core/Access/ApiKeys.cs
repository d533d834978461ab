using System.Security.Cryptography;
using System.Text;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Access;

/// <summary>Issues, lists, finds and revokes keys of the API. What changes one is a transaction with its audit entry.</summary>
public sealed class ApiKeys(PortalDbContext db, AuditLog audit, TimeProvider clock)
{
    /// <summary>Every key begins with it, so that one left in public code is recognised.</summary>
    public const string Prefix = "aipp_";

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int RandomLength = 40;

    /// <summary>Length of a key in characters.</summary>
    public static int Length => Prefix.Length + RandomLength;

    /// <summary>SHA-256 of a key's UTF-8, by which it is found.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <param name="label">1 to 200 characters.</param>
    /// <param name="perMinute">Requests a minute, more than 0; null for what every key has.</param>
    /// <param name="actor">Who issues it.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>What is stored, and the key, which is not.</returns>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public async Task<(ApiKey Stored, string Key)> IssueAsync(string label, int? perMinute, Actor actor, CancellationToken cancellationToken)
    {
        if (label.Trim() is not { Length: > 0 and <= ApiKey.LabelMaxLength } trimmed)
        {
            throw new ArgumentException($"A label has 1 to {ApiKey.LabelMaxLength} characters.", nameof(label));
        }

        if (perMinute < 1)
        {
            throw new ArgumentException("A key allows at least 1 request a minute.", nameof(perMinute));
        }

        var key = Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        var stored = new ApiKey
        {
            Label = trimmed,
            Hash = HashOf(key),
            Last = key[^ApiKey.LastLength..],
            PerMinute = perMinute,
            CreatedAt = clock.GetUtcNow(),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(stored);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(actor, AuditActions.KeyIssued, SubjectOf(stored), null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (stored, key);
    }

    /// <summary>Every key ever issued, the newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        await db.ApiKeys.AsNoTracking().OrderByDescending(key => key.CreatedAt).ThenByDescending(key => key.Id).ToListAsync(cancellationToken);

    /// <summary>The key of a hash that holds; null when there is none or it was revoked.</summary>
    public Task<ApiKey?> FindAsync(byte[] hash, CancellationToken cancellationToken) =>
        db.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Hash == hash && key.RevokedAt == null, cancellationToken);

    /// <summary>Revokes a key for ever; one that was revoked before stays as it is.</summary>
    /// <returns>Null when there is no such key.</returns>
    public async Task<ApiKey?> RevokeAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var key = await db.ApiKeys.FindAsync([id], cancellationToken);
        if (key is { RevokedAt: null })
        {
            key.RevokedAt = clock.GetUtcNow();
            await db.SaveChangesAsync(cancellationToken);
            await audit.AppendAsync(actor, AuditActions.KeyRevoked, SubjectOf(key), null, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return key;
    }

    private static AuditSubject SubjectOf(ApiKey key) => new(AuditSubjects.ApiKey, key.Id.ToString());
}
