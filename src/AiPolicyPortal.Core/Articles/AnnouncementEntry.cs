using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Articles;

/// <summary>Makes a change set of what was ticked of an article: the source, the announcement, its figures with their links, and drafts of what the portal does not know yet.</summary>
public sealed class AnnouncementEntry(PortalDbContext db, ChangeSets changes)
{
    /// <summary>The change set with all its drafts; without them it is not made.</summary>
    /// <param name="id">The same for the same choices, which make one change set however often they come.</param>
    public async Task<long> CreateAsync(Guid id, ReadArticle read, EntryChoices choices, Actor actor, CancellationToken cancellationToken)
    {
        var answer = await changes.CreateAsync(
            id, choices.Title, async token => await new EntryDrafts(db, read, choices, actor).MakeAsync(token), actor, cancellationToken);
        return answer.ChangeSet!.Number;
    }

    /// <summary>The reference of the source that an address is recorded as; null when it is not.</summary>
    public Task<string?> SourceOfAsync(Uri address, CancellationToken cancellationToken) => SourceOfAsync(db, address, cancellationToken);

    internal static Task<string?> SourceOfAsync(PortalDbContext db, Uri address, CancellationToken cancellationToken) =>
        db.Sources.AsNoTracking().Where(source => source.WithdrawnAt == null && source.Url == address.AbsoluteUri)
            .OrderBy(source => source.Reference).Select(source => source.Reference).FirstOrDefaultAsync(cancellationToken);
}
