using System.Text.RegularExpressions;

namespace AiPolicyPortal.Core.Openness;

/// <summary>
/// What the identifiers of the SPDX list say of licences that the Open Source Initiative has not approved: those that conform with the Open
/// Definition 2.1 (<c>opendefinition.org</c>), which are free for any use, and those of Creative Commons that are not.
/// </summary>
internal static partial class OpenContentLicences
{
    private static readonly HashSet<string> Open = new(StringComparer.Ordinal)
    {
        "CC0-1.0", "CC-PDDC", "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "ODbL-1.0", "ODC-By-1.0", "PDDL-1.0", "DL-DE-BY-2.0",
        "DL-DE-ZERO-2.0", "etalab-2.0", "OGL-Canada-2.0", "OGL-UK-1.0", "OGL-UK-2.0", "OGL-UK-3.0", "NLOD-1.0", "NLOD-2.0", "LAL-1.3",
    };

    public static bool IsOpen(string identifier) => Open.Contains(identifier) || Attribution().IsMatch(identifier);

    public static IReadOnlyList<LicenceRestriction> Restrictions(string identifier) =>
    [
        .. NonCommercial().IsMatch(identifier) ? [LicenceRestriction.NonCommercial] : Array.Empty<LicenceRestriction>(),
        .. NoDerivatives().IsMatch(identifier) ? [LicenceRestriction.NoDerivatives] : Array.Empty<LicenceRestriction>(),
    ];

    public static DerivativeTerms Derivatives(string identifier) =>
        NoDerivatives().IsMatch(identifier) ? DerivativeTerms.Forbidden
        : NonCommercial().IsMatch(identifier) || ShareAlike().IsMatch(identifier) ? DerivativeTerms.SameTerms
        : DerivativeTerms.Free;

    [GeneratedRegex(@"^CC-BY(-SA)?-\d", RegexOptions.CultureInvariant)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"^CC-BY-NC", RegexOptions.CultureInvariant)]
    private static partial Regex NonCommercial();

    [GeneratedRegex(@"^CC-BY(-NC)?-ND", RegexOptions.CultureInvariant)]
    private static partial Regex NoDerivatives();

    [GeneratedRegex(@"^CC-BY(-NC)?-SA|^A?GPL-|^CDLA-Sharing|^ODbL", RegexOptions.CultureInvariant)]
    private static partial Regex ShareAlike();
}
