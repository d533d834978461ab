namespace AiPolicyPortal.Core.Common;

/// <summary>The licence of the portal's own records (docs/decisions/0014).</summary>
public static class DataLicence
{
    /// <summary>SPDX short identifier.</summary>
    public const string Code = "CC-BY-4.0";

    public const string Title = "Creative Commons Attribution 4.0 International";

    public const string Url = "https://creativecommons.org/licenses/by/4.0/";
}
