using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Articles;

/// <summary>What a text seems to say, each with the words that say so. Nothing of it holds before a person ticks it.</summary>
public sealed record ArticleProposals
{
    public required ArticleLanguage Language { get; init; }

    /// <summary>Null when the text has no line of its own for it.</summary>
    public required Quote? Title { get; init; }

    /// <summary>Days, months and years the text names, the likeliest day of the announcement first.</summary>
    public required IReadOnlyList<DateProposal> Dates { get; init; }

    public required IReadOnlyList<PublisherProposal> Publishers { get; init; }

    /// <summary>The most spoken of first.</summary>
    public required IReadOnlyList<CountryProposal> Countries { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<AmountProposal> Amounts { get; init; }

    public required IReadOnlyList<ThemeProposal> Themes { get; init; }

    public required IReadOnlyList<NameProposal> Organisations { get; init; }

    public required IReadOnlyList<NameProposal> Releases { get; init; }

    /// <summary>Programmes of the portal the text may be about, the likeliest first.</summary>
    public required IReadOnlyList<ProgrammeProposal> Programmes { get; init; }
}

public sealed record DateProposal(PartialDate Date, Quote Quote);

public sealed record PublisherProposal(string Name, Quote Quote);

/// <param name="Code">ISO 3166-1 alpha-2, or <c>EU</c>.</param>
/// <param name="Mentions">How often the text names it.</param>
public sealed record CountryProposal(string Code, int Mentions, Quote Quote);

/// <param name="Low">In units of <paramref name="Currency"/>; equal to <paramref name="High"/> unless a range.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="CurrencyIsSure">False where a name or sign of several currencies was told from the countries of the text.</param>
/// <param name="StageWords">What says the stage; null when nothing does and it is taken as announced.</param>
/// <param name="PeriodStart">First year the money is for, where its sentence names two.</param>
/// <param name="Sentence">The sentence it stands in, for evidence.</param>
public sealed record AmountProposal(
    decimal Low,
    decimal High,
    string Currency,
    bool CurrencyIsSure,
    Nature Nature,
    AmountBasis Basis,
    Stage Stage,
    Quote? StageWords,
    int? PeriodStart,
    int? PeriodEnd,
    Quote Quote,
    Quote Sentence);

/// <param name="Theme">Public code, as programmes have it: <c>open-source</c>.</param>
public sealed record ThemeProposal(string Theme, Quote Quote);

/// <summary>An organisation or a release that a text names.</summary>
/// <param name="References">Records of the portal it may be, the likeliest first; none for a name the portal does not know.</param>
public sealed record NameProposal(string Name, IReadOnlyList<string> References, Quote Quote);

public enum ProgrammeReason
{
    /// <summary>The text has its name.</summary>
    Name,

    /// <summary>A figure of it has an amount of the text, in a country of the text.</summary>
    Amount,
}

public sealed record ProgrammeProposal(string Reference, string Name, ProgrammeReason Reason, Quote Quote);
