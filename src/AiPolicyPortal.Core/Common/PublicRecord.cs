using System.Text.RegularExpressions;
namespace AiPolicyPortal.Core.Common;

/// <summary>
/// A published record of the portal. Public tables hold nothing that is not published.
/// Every instant is UTC and is the portal's own knowledge, not the date of what is described.
/// </summary>
public abstract partial class PublicRecord
{
    public const int ReferenceMaxLength = 120;

    /// <summary>Whether a text can be a record's reference: small letters, digits and single hyphens between them.</summary>
    public static bool IsReference(string text) => text.Length <= ReferenceMaxLength && ReferenceShape().IsMatch(text);

    /// <summary>The most characters a description, summary or note may have.</summary>
    public const int TextMaxLength = 20_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The stable public reference, such as <c>f-fr-001</c> or <c>fr-snia-phase-2</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>Counts publications of this record from 1; the concurrency token and the source of its ETag.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>When the portal first held the record.</summary>
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>When the record was last published with a change.</summary>
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When the record stopped holding; null while it holds.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    public string? WithdrawnReason { get; set; }

    /// <summary>Reference of the record of the same kind that took its place when it was withdrawn; null when none did.</summary>
    public string? ReplacedBy { get; set; }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ReferenceShape();
}

/// <summary>
/// A record some of whose present values a total rests on. Earlier values are kept in the noun's history table;
/// <see cref="Persistence.FactsHistoryInterceptor"/> writes them there.
/// </summary>
public interface IHasFacts
{
    /// <summary>Since when the portal holds the present values of those facts.</summary>
    DateTimeOffset FactsRecordedAt { get; set; }
}

/// <summary>A statement that held from one instant of the portal's knowledge until another.</summary>
public interface IRecordedFact
{
    DateTimeOffset RecordedAt { get; set; }

    DateTimeOffset? WithdrawnAt { get; set; }
}
