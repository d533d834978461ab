using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;

namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>What the audit entry of a publication says of it.</summary>
internal static class PublicationAudit
{
    public const string Kind = "kind";
    public const string Reason = "reason";
    public const string PublishedAt = "published-at";
    public const string Revisions = "revisions";
    public const string Digest = "digest";

    public static async Task AppendAsync(
        PortalDbContext context, TimeProvider time, Publication publication, PublicationRequest request, CancellationToken cancellationToken)
    {
        var digest = await PublicationDigest.ReadAsync(context, publication.Number, cancellationToken);
        var detail = DetailOf(publication, digest);
        foreach (var (name, value) in request.Detail ?? new Dictionary<string, string>())
        {
            detail.Add(name, value);
        }

        await new AuditLog(context, time).AppendAsync(
            request.Actor, AuditActions.Published, SubjectOf(publication.Number), detail, cancellationToken);
    }

    public static AuditSubject SubjectOf(long number) => new(AuditSubjects.Publication, number.ToString(CultureInfo.InvariantCulture));

    public static Dictionary<string, string> DetailOf(Publication publication, PublicationDigest digest) => new(StringComparer.Ordinal)
    {
        [Kind] = publication.Kind.Code(),
        [Reason] = publication.Reason,
        [PublishedAt] = Instant.Write(publication.PublishedAt),
        [Revisions] = digest.Revisions.ToString(CultureInfo.InvariantCulture),
        [Digest] = digest.Hash,
    };
}
