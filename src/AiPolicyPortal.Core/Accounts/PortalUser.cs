using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>An account. It signs in with its e-mail address, which is shown to administrators and itself, and to nobody else.</summary>
public sealed class PortalUser : IdentityUser<Guid>, IEntityTypeConfiguration<PortalUser>
{
    public const int NameMaxLength = 100;
    public const int EmailMaxLength = 254;

    public PortalUser()
    {
        Id = Guid.CreateVersion7();
        SecurityStamp = Guid.NewGuid().ToString();
    }

    /// <summary>How its owner is named to colleagues.</summary>
    public string DisplayName { get; set; } = "";

    public AccountRole Role { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it may not sign in; null while it may.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Whether its password was chosen by somebody else, so that it must be changed before anything else is done.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>The 30 seconds, counted from 1970, of the newest code that was used; an older or equal one is not taken again.</summary>
    public long? LastCodeStep { get; set; }

    public List<IdentityUserPasskey<Guid>> Passkeys { get; } = [];

    public void Configure(EntityTypeBuilder<PortalUser> builder)
    {
        builder.ToTable("users", table => table.HasCheckConstraint("ck_users_disabled_at", "disabled_at >= created_at"));
        builder.Property(user => user.DisplayName).HasMaxLength(NameMaxLength);
        builder.Property(user => user.UserName).HasMaxLength(EmailMaxLength).IsRequired();
        builder.Property(user => user.NormalizedUserName).HasMaxLength(EmailMaxLength).IsRequired();
        builder.Property(user => user.Email).HasMaxLength(EmailMaxLength).IsRequired();
        builder.Property(user => user.NormalizedEmail).HasMaxLength(EmailMaxLength).IsRequired();
        builder.Property(user => user.SecurityStamp).HasMaxLength(NameMaxLength).IsRequired();
        builder.HasIndex(user => user.NormalizedUserName).IsUnique().HasDatabaseName("ix_users_normalized_user_name");
        builder.HasIndex(user => user.NormalizedEmail).IsUnique().HasDatabaseName("ix_users_normalized_email");
        builder.HasMany(user => user.Passkeys).WithOne().HasForeignKey(passkey => passkey.UserId);
    }
}
