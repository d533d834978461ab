using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

internal static class GrantWords
{
    /// <summary>Grants with every word in their title, a recipient's name or their programme's name.</summary>
    public static IQueryable<Grant> WhereWords(this IQueryable<Grant> grants, PortalDbContext db, string? words)
    {
        // Each word is looked for in each place by itself, so that each place can have its own index.
        foreach (var word in TextSearch.Words(words))
        {
            var programmes = db.Programmes.WhereWords(word, programme => programme.Name).Select(programme => (Guid?)programme.Id);
            var found = db.Grants.WhereWords(word, grant => grant.Title).Select(grant => grant.Id)
                .Union(db.GrantRecipients.WhereWords(word, recipient => recipient.Name).Select(recipient => recipient.GrantId))
                .Union(db.Grants.Where(grant => programmes.Contains(grant.ProgrammeId)).Select(grant => grant.Id));
            grants = grants.Where(grant => found.Contains(grant.Id));
        }

        return grants;
    }
}
