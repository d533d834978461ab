using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Access;

/// <summary>
/// A free key with which a client of the API may ask more often. The key itself is shown once, when it is issued; only its
/// SHA-256 is stored, which is enough for a key of full randomness.
/// </summary>
public sealed class ApiKey : IEntityTypeConfiguration<ApiKey>
{
    public const int LabelMaxLength = 200;
    public const int LastLength = 4;
    public const int HashLength = 32;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who it is for, in words of the administrator; neither a person's name nor an address is needed.</summary>
    public required string Label { get; init; }

    public required byte[] Hash { get; init; }

    /// <summary>The key's last characters, to recognise it by.</summary>
    public required string Last { get; init; }

    /// <summary>Requests a minute; null for what every key has.</summary>
    public int? PerMinute { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys", table =>
        {
            table.HasCheckConstraint("ck_api_keys_hash", $"octet_length(hash) = {HashLength}");
            table.HasCheckConstraint("ck_api_keys_per_minute", "per_minute > 0");
            table.HasCheckConstraint("ck_api_keys_revoked_at", "revoked_at >= created_at");
        });
        builder.Property(key => key.Label).HasMaxLength(LabelMaxLength);
        builder.Property(key => key.Last).HasMaxLength(LastLength);
        builder.HasIndex(key => key.Hash).IsUnique();
    }
}
