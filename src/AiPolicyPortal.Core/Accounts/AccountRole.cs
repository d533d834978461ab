namespace AiPolicyPortal.Core.Accounts;

/// <summary>What somebody with an account may do; each role may also do what those before it may.</summary>
public enum AccountRole
{
    /// <summary>Writes drafts.</summary>
    Contributor,

    /// <summary>Reviews, publishes, answers corrections and imports.</summary>
    Editor,

    /// <summary>Looks after accounts, keys and settings.</summary>
    Administrator,
}
