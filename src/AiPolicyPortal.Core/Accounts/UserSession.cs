using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>A session of an account. What its owner knows it by again is kept: when, and in which browser; no address.</summary>
public sealed class UserSession : IEntityTypeConfiguration<UserSession>
{
    public const int BrowserMaxLength = 50;

    /// <summary>A session ends after so long without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(60);

    /// <summary>A session ends after so long, whatever was done in it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid UserId { get; init; }

    /// <summary>The account's stamp that it holds for; with another one it has ended.</summary>
    public required string Stamp { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Its newest request, to a few minutes.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Such as <c>Firefox, Linux</c>; null where the browser does not say.</summary>
    public string? Browser { get; init; }

    public void Configure(EntityTypeBuilder<UserSession> builder)
    {
        builder.ToTable("user_sessions", table => table.HasCheckConstraint("ck_user_sessions_seen_at", "seen_at >= started_at"));
        builder.Property(session => session.Stamp).HasMaxLength(PortalUser.NameMaxLength);
        builder.Property(session => session.Browser).HasMaxLength(BrowserMaxLength);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
