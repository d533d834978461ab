using System.Net.Mail;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>Makes accounts. Nobody makes their own.</summary>
public sealed class NewAccounts(UserManager<PortalUser> users, TimeProvider clock)
{
    // No letters or digits that look alike.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLength = 5;

    /// <summary>A password of full randomness (99 bits), to be typed once.</summary>
    public static string OneTimePassword() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    public static bool IsEmail(string text) =>
        text.Length <= PortalUser.EmailMaxLength && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.');

    /// <param name="email">With which it signs in.</param>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="password">Null for an account that cannot sign in before its owner chose one.</param>
    /// <param name="mustChange">Whether the password has to be changed first.</param>
    /// <exception cref="ArgumentException">A value cannot be taken; the message says which and why.</exception>
    public async Task<PortalUser> CreateAsync(string email, string name, AccountRole role, string? password, bool mustChange)
    {
        email = email.Trim();
        name = name.Trim();
        if (!IsEmail(email))
        {
            throw new ArgumentException($"'{email}' is no e-mail address.", nameof(email));
        }

        if (name is not { Length: > 0 and <= PortalUser.NameMaxLength })
        {
            throw new ArgumentException($"A name has 1 to {PortalUser.NameMaxLength} characters.", nameof(name));
        }

        var user = new PortalUser
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            DisplayName = name,
            Role = role,
            MustChangePassword = mustChange,
            CreatedAt = clock.GetUtcNow(),
            LockoutEnabled = true,
        };
        var result = password is null ? await users.CreateAsync(user) : await users.CreateAsync(user, password);
        return result.Succeeded ? user : throw new ArgumentException(Explain(email, result));
    }

    private static string Explain(string email, IdentityResult result) =>
        result.Errors.Any(error => error.Code.StartsWith("Duplicate", StringComparison.Ordinal))
            ? $"There is an account for {email} already."
            : string.Join(' ', result.Errors.Select(error => error.Description));
}
