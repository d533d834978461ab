namespace AiPolicyPortal.Core.Openness;

/// <summary>
/// Identifiers that the SPDX list keeps but deprecates, and what it says to write instead. "GPL-3.0" means that version alone,
/// and with a <c>+</c> any later one too.
/// </summary>
internal static class DeprecatedLicences
{
    private static readonly string[] Gnu =
        ["AGPL-1.0", "AGPL-3.0", "GFDL-1.1", "GFDL-1.2", "GFDL-1.3", "GPL-1.0", "GPL-2.0", "GPL-3.0", "LGPL-2.0", "LGPL-2.1", "LGPL-3.0"];

    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BSD-2-Clause-FreeBSD"] = "BSD-2-Clause-Views",
        ["BSD-2-Clause-NetBSD"] = "BSD-2-Clause",
        ["GPL-2.0-with-autoconf-exception"] = "GPL-2.0-only WITH Autoconf-exception-2.0",
        ["GPL-2.0-with-bison-exception"] = "GPL-2.0-only WITH Bison-exception-2.2",
        ["GPL-2.0-with-classpath-exception"] = "GPL-2.0-only WITH Classpath-exception-2.0",
        ["GPL-2.0-with-font-exception"] = "GPL-2.0-only WITH Font-exception-2.0",
        ["GPL-2.0-with-GCC-exception"] = "GPL-2.0-only WITH GCC-exception-2.0",
        ["GPL-3.0-with-autoconf-exception"] = "GPL-3.0-only WITH Autoconf-exception-3.0",
        ["GPL-3.0-with-GCC-exception"] = "GPL-3.0-only WITH GCC-exception-3.1",
        ["Net-SNMP"] = "BSD-3-Clause AND MIT-CMU",
        ["Nunit"] = "zlib-acknowledgement",
        ["StandardML-NJ"] = "SMLNJ",
        ["bzip2-1.0.5"] = "bzip2-1.0.6",
        ["eCos-2.0"] = "GPL-2.0-or-later WITH eCos-exception-2.0",
        ["wxWindows"] = "LGPL-2.0-or-later WITH WxWindows-exception-3.1",
    };

    public static IEnumerable<string> All => Gnu.Concat(Others.Keys);

    /// <summary>The identifier that stands for one now: what replaces a deprecated one where that is a single identifier, else the same.</summary>
    public static string Current(string identifier) =>
        Replacement(identifier.TrimEnd('+'), identifier.EndsWith('+')) is { } now && !now.Contains(' ', StringComparison.Ordinal) ? now : identifier;

    /// <summary>What to write instead; null for an identifier that is not deprecated.</summary>
    public static string? Replacement(string identifier, bool orLater) =>
        Gnu.FirstOrDefault(name => name.Equals(identifier, StringComparison.OrdinalIgnoreCase)) is { } gnu ? gnu + (orLater ? "-or-later" : "-only")
        : Others.GetValueOrDefault(identifier);
}
