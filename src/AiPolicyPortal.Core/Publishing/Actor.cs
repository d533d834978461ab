namespace AiPolicyPortal.Core.Publishing;

/// <summary>Who acts, from where, in which request; for the audit, never shown to the public.</summary>
/// <param name="UserId">The account; null for the shell and for the portal itself.</param>
/// <param name="Name">The account's name, or the shell's user.</param>
/// <param name="Address">The network address the request came from; null without a request.</param>
/// <param name="RequestId">As in the log and in the answer's error page; null without a request.</param>
public sealed record Actor(Guid? UserId, string Name, string? Address, string? RequestId)
{
    public const int NameMaxLength = 200;
    public const int AddressMaxLength = 100;
    public const int RequestIdMaxLength = 100;

    /// <summary>What the portal does without being asked, such as publishing at a set time.</summary>
    public static Actor Portal { get; } = Shell("portal");

    /// <summary>Somebody at the machine, by the name of the operating system.</summary>
    public static Actor Shell(string name) => new(null, name, null, null);
}
