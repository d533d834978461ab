using System.Security.Cryptography;
using System.Text;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Core.Interchange.Reference;

namespace AiPolicyPortal.Core.Openness;

/// <summary>
/// The licences there are: those of the SPDX list, and those that the list lacks under a <c>LicenseRef-</c> of the portal's own.
/// Reads expressions and says how open they are.
/// </summary>
/// <param name="licences">Each once.</param>
/// <param name="exceptions">Identifiers of exceptions.</param>
/// <param name="words">What a licence is called elsewhere, to its expression.</param>
public sealed class LicenceBook(IEnumerable<LicenceFacts> licences, IEnumerable<string> exceptions, IReadOnlyDictionary<string, string> words)
{
    private const string ReferencePrefix = "LicenseRef-";

    private static readonly Lazy<LicenceBook> TheShipped = new(() => LicenceList.Book(DataPaths.Reference));

    private readonly Dictionary<string, LicenceFacts> licences = licences.ToDictionary(licence => licence.Identifier, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> exceptions = exceptions.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The lists that come with this version of the portal.</summary>
    public static LicenceBook Shipped => TheShipped.Value;

    /// <summary>Another when there are other licences or exceptions, or a licence is judged otherwise.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
    [
        .. licences.Values.Select(licence => $"{licence.Identifier} {licence.Class}").Order(StringComparer.Ordinal),
        .. exceptions.Values.Order(StringComparer.Ordinal),
    ]))))[..12];

    public IEnumerable<string> Identifiers => licences.Keys;

    public IEnumerable<LicenceFacts> All => licences.Values;

    public IEnumerable<string> Exceptions => exceptions.Values;

    /// <summary>Whether an identifier says itself that it is on no list.</summary>
    public static bool IsReference(string identifier) =>
        identifier.StartsWith(ReferencePrefix, StringComparison.OrdinalIgnoreCase) && identifier.Length > ReferencePrefix.Length
        || identifier.StartsWith("DocumentRef-", StringComparison.OrdinalIgnoreCase) && identifier.Contains(":" + ReferencePrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>A licence, whatever case its identifier is written in; null for one that is not known.</summary>
    public LicenceFacts? Find(string identifier) => licences.GetValueOrDefault(identifier);

    /// <summary>An exception in the list's spelling; null for one that is not known.</summary>
    public string? Exception(string name) => exceptions.GetValueOrDefault(name);

    public LicenceReading Read(string text) => LicenceParser.Read(this, text);

    /// <summary>The expression that the words of a source mean, themselves one or known by hand; null when neither.</summary>
    public string? Understand(string stated) => Read(stated).Expression?.ToString() ?? words.GetValueOrDefault(stated);

    /// <summary>How open an expression is: the best of a choice, the worst of what holds together.</summary>
    public LicenceClass Judge(LicenceExpression expression) => expression switch
    {
        LicenceTerm term => Find(term.Identifier)?.Class ?? LicenceClass.Unclear,
        LicenceOr either => (LicenceClass)Math.Min((int)Judge(either.Left), (int)Judge(either.Right)),
        LicenceAnd both => (LicenceClass)Math.Max((int)Judge(both.Left), (int)Judge(both.Right)),
        _ => LicenceClass.Unclear,
    };

    /// <summary>The same of an expression as it is written; one that cannot be read is unclear.</summary>
    public LicenceClass Judge(string text) => Read(text).Expression is { } expression ? Judge(expression) : LicenceClass.Unclear;

    /// <summary>The licences of an expression, each once; those without an entry are left out.</summary>
    public IReadOnlyList<LicenceFacts> Facts(string text) =>
        [.. (Read(text).Expression?.Identifiers ?? []).Select(Find).OfType<LicenceFacts>()];
}
