namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>What is entered in the audit log. Codes stay for ever: the chain holds them.</summary>
public static class AuditActions
{
    public const string Published = "published";
}

/// <summary>What an audit entry is about, where it is no record of the portal, whose kind's code is used then.</summary>
public static class AuditSubjects
{
    /// <summary>By its number.</summary>
    public const string Publication = "publication";
}

/// <summary>What an audit entry is about.</summary>
/// <param name="Kind">One of <see cref="AuditSubjects"/>, or the code of a record's kind.</param>
/// <param name="Name">A record's reference, a publication's number or another noun's id.</param>
public sealed record AuditSubject(string Kind, string Name);
