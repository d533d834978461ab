using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Web.Caching;

namespace AiPolicyPortal.Web.Snapshots;

/// <summary>Marks what shows which snapshots there are.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OfSnapshotsAttribute : AnswerPartAttribute
{
    public override Edition Of(Edition edition, HttpContext context)
    {
        if (context.RequestServices.GetRequiredService<SnapshotFolder>().All is not [var snapshot, ..] all)
            return edition;
        var made = DateTimeOffset.FromUnixTimeSeconds(snapshot.CreatedAt.ToUnixTimeSeconds());
        return edition with { Mark = $"{edition.Mark} {snapshot.Name} {all.Count}", ModifiedAt = made > edition.ModifiedAt ? made : edition.ModifiedAt };
    }
}
