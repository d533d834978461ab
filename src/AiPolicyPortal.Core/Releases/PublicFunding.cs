using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Organisations;

namespace AiPolicyPortal.Core.Releases;

public static class PublicFunding
{
    private static readonly FunderType[] PublicTypes = [FunderType.Public, FunderType.Mixed];

    private static readonly OrganisationType[] PublicBodies =
        [OrganisationType.Government, OrganisationType.Agency, OrganisationType.International];

    /// <summary>
    /// Funding by public money, wholly or in part: the payer is a government, an agency or an international body, or the
    /// grant or the programme has public or mixed money. A programme is known by its figures, as some programmes are private.
    /// </summary>
    public static IQueryable<ReleaseFunding> Public(this IQueryable<ReleaseFunding> funding) => funding.Where(one =>
        PublicBodies.Contains(one.Organisation!.Type)
        || PublicTypes.Contains(one.Grant!.FunderType)
        || one.Programme!.Figures.Any(figure => figure.WithdrawnAt == null && PublicTypes.Contains(figure.FunderType)));
}
