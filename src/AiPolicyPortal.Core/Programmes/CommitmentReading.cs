using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Programmes;

internal static class CommitmentReading
{
    /// <summary>The words that bind these programmes to open source, by the programme; those without any are left out.</summary>
    public static async Task<Dictionary<Guid, CommitmentWords>> CommitmentsAsync(this IQueryable<Programme> programmes, CancellationToken cancellationToken) =>
        await programmes.AsNoTracking().Where(programme => programme.CommitmentSource != null)
            .Select(programme => new
            {
                programme.Id,
                Words = new CommitmentWords(programme.CommitmentEvidence!, programme.CommitmentNote, new SourceLabel(
                    programme.CommitmentSource!.Reference, programme.CommitmentSource.Url, programme.CommitmentSource.Title, programme.CommitmentSource.Publisher,
                    PartialDate.From(programme.CommitmentSource.PublishedOn, programme.CommitmentSource.PublishedPrecision),
                    programme.CommitmentSource.Language, programme.CommitmentSource.Tier, null,
                    PartialDate.From(programme.CommitmentSource.RetractedOn, programme.CommitmentSource.RetractedPrecision), programme.CommitmentSource.ArchiveUrl)),
            })
            .ToDictionaryAsync(programme => programme.Id, programme => programme.Words, cancellationToken);
}
