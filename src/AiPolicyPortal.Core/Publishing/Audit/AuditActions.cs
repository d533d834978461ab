namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>What is entered in the audit log. Codes stay for ever: the chain holds them.</summary>
public static class AuditActions
{
    public const string Published = "published";

    public const string AccountCreated = "account-created";
    public const string AccountInvited = "account-invited";
    public const string AccountLinkMade = "account-link-made";
    public const string AccountRoleChanged = "account-role-changed";
    public const string AccountDisabled = "account-disabled";
    public const string AccountEnabled = "account-enabled";
    public const string AccountUnlocked = "account-unlocked";
    public const string SecondFactorReset = "second-factor-reset";
    public const string PasskeyAdded = "passkey-added";
    public const string PasskeyRemoved = "passkey-removed";
    public const string PasskeyUsed = "passkey-used";

    public const string KeyIssued = "key-issued";
    public const string KeyRevoked = "key-revoked";

    public const string CorrectionTaken = "correction-taken";
    public const string CorrectionAnswered = "correction-answered";
    public const string CorrectionSetAside = "correction-set-aside";

    public const string ChangeSetCreated = "change-set-created";
    public const string ChangeSetDescribed = "change-set-described";
    public const string ChangeSetSubmitted = "change-set-submitted";
    public const string ChangeSetCommented = "change-set-commented";
    public const string ChangesRequested = "changes-requested";
    public const string ChangeSetApproved = "change-set-approved";
    public const string ChangeSetScheduled = "change-set-scheduled";
    public const string ChangeSetTakenBack = "change-set-taken-back";
    public const string ChangeSetDiscarded = "change-set-discarded";
    public const string DraftAdded = "draft-added";
    public const string DraftSaved = "draft-saved";
    public const string DraftRebased = "draft-rebased";
    public const string DraftRemoved = "draft-removed";
}

/// <summary>What an audit entry is about, where it is no record of the portal, whose kind's code is used then.</summary>
public static class AuditSubjects
{
    /// <summary>By its number.</summary>
    public const string Publication = "publication";

    /// <summary>By its id.</summary>
    public const string Account = "account";

    /// <summary>By its id.</summary>
    public const string ApiKey = "api-key";

    /// <summary>By its number.</summary>
    public const string Correction = "correction";

    /// <summary>By its number.</summary>
    public const string ChangeSet = "change-set";
}

/// <summary>What an audit entry is about.</summary>
/// <param name="Kind">One of <see cref="AuditSubjects"/>, or the code of a record's kind.</param>
/// <param name="Name">A record's reference, a publication's number or another noun's id.</param>
public sealed record AuditSubject(string Kind, string Name);
