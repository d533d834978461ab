using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Publishing.Audit;

/// <summary>How many revisions a publication has, and a hash of all of them, so that the chain holds what was published too.</summary>
/// <param name="Revisions">Their number.</param>
/// <param name="Hash">
/// SHA-256, hexadecimal, of the SHA-256 of each revision in the order of their ids; each of kind, record id, reference, number, change and changes
/// as PostgreSQL writes them, separated by blanks.
/// </param>
public sealed record PublicationDigest(long Revisions, string Hash)
{
    internal static Task<PublicationDigest> ReadAsync(PortalDbContext context, long publication, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<PublicationDigest>(
            $"""
            select count(*) as revisions, encode(sha256(coalesce(string_agg(
                sha256(convert_to(concat_ws(' ', record_kind, record_id, reference, number, change, changes), 'UTF8')), ''::bytea order by id), ''::bytea)), 'hex') as hash
            from revisions where publication_number = {publication}
            """).SingleAsync(cancellationToken);
}
