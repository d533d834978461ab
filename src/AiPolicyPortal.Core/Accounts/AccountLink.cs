using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>A link with which the owner of an account chooses a password, once. Only the SHA-256 of its secret is stored.</summary>
public sealed class AccountLink : IEntityTypeConfiguration<AccountLink>
{
    public const int HashLength = 32;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid UserId { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("account_links", table =>
        {
            table.HasCheckConstraint("ck_account_links_hash", $"octet_length(hash) = {HashLength}");
            table.HasCheckConstraint("ck_account_links_expires_at", "expires_at > created_at");
        });
        builder.HasIndex(link => link.Hash).IsUnique();
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(link => link.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
