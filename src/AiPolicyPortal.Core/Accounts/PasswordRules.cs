using Microsoft.AspNetCore.Identity;

namespace AiPolicyPortal.Core.Accounts;

/// <summary>What a password must be (OWASP ASVS 5.0 section 6.2): long enough, and nothing that is tried first. Any characters do.</summary>
public sealed class PasswordRules : IPasswordValidator<PortalUser>
{
    public const int MinLength = 12;
    public const int MaxLength = 200;

    /// <summary>Code of the fault of a password longer than <see cref="MaxLength"/>.</summary>
    public const string TooLong = nameof(TooLong);

    /// <summary>Code of the fault of a password that is easily guessed.</summary>
    public const string TooCommon = nameof(TooCommon);

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password) => Task.FromResult(password switch
    {
        null or { Length: < MinLength } => Fault(nameof(IdentityErrorDescriber.PasswordTooShort), $"A password has at least {MinLength} characters."),
        { Length: > MaxLength } => Fault(TooLong, $"A password has at most {MaxLength} characters."),
        _ when CommonPasswords.IsCommon(password, user.Email, user.DisplayName) =>
            Fault(TooCommon, "This password is easily guessed: it is a common one, a pattern of keys, or made of the account's name. Take a few unrelated words."),
        _ => IdentityResult.Success,
    });

    private static IdentityResult Fault(string code, string description) => IdentityResult.Failed(new IdentityError { Code = code, Description = description });
}
