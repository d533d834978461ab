using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;

namespace AiPolicyPortal.Core.Queries;

/// <summary>Another record, named so that it can be linked to.</summary>
public sealed record RecordLabel(string Ref, string Name);

/// <summary>A country in both languages of the interface.</summary>
public sealed record CountryLabel(string Code, string Name, string NameFr)
{
    /// <summary>The name in the reader's language: French for <c>fr</c>, English for any other.</summary>
    public string NameIn(string language) => language == "fr" ? NameFr : Name;
}

/// <summary>A source as it stands beside what it shows.</summary>
/// <param name="Retracted">When its publisher took it back; null while it stands.</param>
/// <param name="ArchiveUrl">Where a copy of it is kept; null when nowhere.</param>
public sealed record SourceLabel(
    string Ref, string Url, string? Title, string? Publisher, PartialDate? Published, string? Language, int Tier, string? Quote,
    PartialDate? Retracted = null, string? ArchiveUrl = null);

public static class SourceLabels
{
    /// <summary>The language that all of the sources are in, ISO 639-1; null where it is not known or not one.</summary>
    public static string? Language(this IEnumerable<SourceLabel> sources) => sources.Select(source => source.Language).Distinct().ToList() is [var language] ? language : null;
}

/// <summary>An amount in its own currency; <see cref="Low"/> and <see cref="High"/> are null when it is not disclosed, and differ for a range.</summary>
public sealed record Money(decimal? Low, decimal? High, string Currency, int MinorUnit, Nature Nature, AmountBasis Basis = AmountBasis.Total);

/// <summary>An amount in another currency than its own.</summary>
/// <param name="Years">How many times the original counts: in sums for each year of its period where it is an amount for each, else once.</param>
/// <param name="Rate">Units of this currency for one of the original.</param>
/// <param name="RateDate">The date of the oldest value used; null when there was nothing to convert.</param>
/// <param name="Series">Codes of the series used; null when there was nothing to convert.</param>
/// <param name="RateThrough">Of a mean of the rates of a month or year, the last day or month it is of where the rates end before the month or year does; else null.</param>
public sealed record ConvertedMoney(Money Money, int Years, decimal Rate, PartialDate? RateDate, string? Series, PartialDate? RateThrough);
