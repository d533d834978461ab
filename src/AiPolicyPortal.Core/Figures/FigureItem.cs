using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Figures;

/// <summary>One figure as lists and details show it: the amount, who stated it and when, and how it relates to other figures.</summary>
public sealed record FigureItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required RecordLabel Programme { get; init; }

    public required CountryLabel Country { get; init; }

    public required RecordLabel Announcement { get; init; }

    public required string? Speaker { get; init; }

    public required PartialDate StatedOn { get; init; }

    public required Stage Stage { get; init; }

    public required Standing Standing { get; init; }

    public required Money Money { get; init; }

    /// <summary>The amount in the currency asked for, at the rate of the day it was stated; null when none was asked for, undisclosed or without a rate.</summary>
    public ConvertedMoney? Converted { get; init; }

    public required int? PeriodStartYear { get; init; }

    public required int? PeriodEndYear { get; init; }

    public required FunderType FunderType { get; init; }

    public required Instrument Instrument { get; init; }

    public required Confidence Confidence { get; init; }

    public required bool Additional { get; init; }

    /// <summary>The editors prefer this figure among those of the same money.</summary>
    public required bool Preferred { get; init; }

    public required string? Evidence { get; init; }

    public required string? Note { get; init; }

    /// <summary>What this figure says of others: "restates …", "part of …".</summary>
    public required IReadOnlyList<FigureLinkItem> Links { get; init; }

    /// <summary>What other figures say of this one.</summary>
    public required IReadOnlyList<FigureLinkItem> LinkedFrom { get; init; }

    public required IReadOnlyList<SourceLabel> Sources { get; init; }

    /// <summary>Every source of it was retracted, so that nothing shows it any more.</summary>
    public bool SourcesRetracted => Sources.Count > 0 && Sources.All(source => source.Retracted is not null);

    public required int Revision { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>Whether it is counted in totals, or for which figure it is left out; null only for one that was published or withdrawn while it was read.</summary>
    public CountingItem? Counting { get; init; }

    internal static Expression<Func<Figure, FigureItem>> Projection { get; } = figure => new FigureItem
    {
        Id = figure.Id,
        Ref = figure.Reference,
        Programme = new RecordLabel(figure.Programme.Reference, figure.Programme.Name),
        Country = new CountryLabel(figure.Programme.CountryCode, figure.Programme.Country.NameEn, figure.Programme.Country.NameFr),
        Announcement = new RecordLabel(figure.Announcement.Reference, figure.Announcement.Title),
        Speaker = figure.Announcement.Speaker,
        StatedOn = new PartialDate(figure.Announcement.StatedOn, figure.Announcement.StatedPrecision),
        Stage = figure.Stage,
        Standing = figure.Standing,
        Money = new Money(figure.AmountLow, figure.AmountHigh, figure.CurrencyCode, figure.Currency.MinorUnit, figure.Nature, figure.Basis),
        PeriodStartYear = figure.PeriodStartYear,
        PeriodEndYear = figure.PeriodEndYear,
        FunderType = figure.FunderType,
        Instrument = figure.Instrument,
        Confidence = figure.Confidence,
        Additional = figure.Additional,
        Preferred = figure.Preferences.Any(preference => preference.WithdrawnAt == null),
        Evidence = figure.Evidence,
        Note = figure.Note,
        Links = figure.LinksFrom.Where(link => link.WithdrawnAt == null)
            .OrderBy(link => link.Kind).ThenBy(link => link.To.Reference)
            .Select(link => new FigureLinkItem(link.Kind, new FigureLabel(
                link.To.Reference,
                new RecordLabel(link.To.Programme.Reference, link.To.Programme.Name),
                new RecordLabel(link.To.Announcement.Reference, link.To.Announcement.Title),
                new PartialDate(link.To.Announcement.StatedOn, link.To.Announcement.StatedPrecision),
                link.To.Stage,
                new Money(link.To.AmountLow, link.To.AmountHigh, link.To.CurrencyCode, link.To.Currency.MinorUnit, link.To.Nature, link.To.Basis)), link.Note))
            .ToList(),
        LinkedFrom = figure.LinksTo.Where(link => link.WithdrawnAt == null)
            .OrderBy(link => link.Kind).ThenBy(link => link.From.Reference)
            .Select(link => new FigureLinkItem(link.Kind, new FigureLabel(
                link.From.Reference,
                new RecordLabel(link.From.Programme.Reference, link.From.Programme.Name),
                new RecordLabel(link.From.Announcement.Reference, link.From.Announcement.Title),
                new PartialDate(link.From.Announcement.StatedOn, link.From.Announcement.StatedPrecision),
                link.From.Stage,
                new Money(link.From.AmountLow, link.From.AmountHigh, link.From.CurrencyCode, link.From.Currency.MinorUnit, link.From.Nature, link.From.Basis)), link.Note))
            .ToList(),
        Sources = figure.Announcement.Citations.Where(citation => citation.WithdrawnAt == null)
            .OrderBy(citation => citation.Position)
            .Select(citation => new SourceLabel(
                citation.Source.Reference, citation.Source.Url, citation.Source.Title, citation.Source.Publisher,
                PartialDate.From(citation.Source.PublishedOn, citation.Source.PublishedPrecision),
                citation.Source.Language, citation.Source.Tier, citation.Quote,
                PartialDate.From(citation.Source.RetractedOn, citation.Source.RetractedPrecision), citation.Source.ArchiveUrl))
            .ToList(),
        Revision = figure.Revision,
        RecordedAt = figure.RecordedAt,
        UpdatedAt = figure.UpdatedAt,
        WithdrawnAt = figure.WithdrawnAt,
    };
}

/// <summary>A link seen from one of its ends.</summary>
/// <param name="Figure">The figure at the other end.</param>
public sealed record FigureLinkItem(FigureLinkKind Kind, FigureLabel Figure, string? Note);

/// <summary>Enough of a figure to recognise it where another one speaks of it.</summary>
public sealed record FigureLabel(string Ref, RecordLabel Programme, RecordLabel Announcement, PartialDate StatedOn, Stage Stage, Money Money);
