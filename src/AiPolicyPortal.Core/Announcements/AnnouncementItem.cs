using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Announcements;

/// <summary>An announcement as lists show it.</summary>
public sealed record AnnouncementItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required PartialDate Date { get; init; }

    public required string Title { get; init; }

    public required string? Speaker { get; init; }

    public required string? Summary { get; init; }

    /// <summary>Countries of the programmes that its figures are for, each once.</summary>
    public required IReadOnlyList<CountryLabel> Countries { get; init; }

    public required int FigureCount { get; init; }

    public required IReadOnlyList<SourceLabel> Sources { get; init; }

    /// <summary>What of its money was new: an entry for each stage and kind of funder, none where it stated no amount.</summary>
    public IReadOnlyList<StatedMoney> NewMoney { get; init; } = [];

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    internal AnnouncementItem With(IReadOnlyList<AnnouncementNovelty> novelties) => this with { NewMoney = [.. novelties.Select(novelty => novelty.InBrief())] };

    /// <summary>Without <see cref="NewMoney"/>, which <see cref="AnnouncementQueries.WithNewMoneyAsync"/> gives it.</summary>
    internal static Expression<Func<Announcement, AnnouncementItem>> Projection { get; } = announcement => new AnnouncementItem
    {
        Id = announcement.Id,
        Ref = announcement.Reference,
        Date = new PartialDate(announcement.StatedOn, announcement.StatedPrecision),
        Title = announcement.Title,
        Speaker = announcement.Speaker,
        Summary = announcement.Summary,
        Countries = announcement.Figures.Where(figure => figure.WithdrawnAt == null)
            .Select(figure => figure.Programme.Country).Distinct().OrderBy(country => country.Code)
            .Select(country => new CountryLabel(country.Code, country.NameEn, country.NameFr))
            .ToList(),
        FigureCount = announcement.Figures.Count(figure => figure.WithdrawnAt == null),
        Sources = announcement.Citations.Where(citation => citation.WithdrawnAt == null)
            .OrderBy(citation => citation.Position)
            .Select(citation => new SourceLabel(
                citation.Source.Reference, citation.Source.Url, citation.Source.Title, citation.Source.Publisher,
                PartialDate.From(citation.Source.PublishedOn, citation.Source.PublishedPrecision),
                citation.Source.Language, citation.Source.Tier, citation.Quote,
                PartialDate.From(citation.Source.RetractedOn, citation.Source.RetractedPrecision), citation.Source.ArchiveUrl))
            .ToList(),
        Revision = announcement.Revision,
        UpdatedAt = announcement.UpdatedAt,
    };
}

/// <summary>An announcement with its figures and their links, the releases it announced and the announcements its money is linked to.</summary>
/// <param name="NewMoney">What of its money was new, figure by figure: an entry for each stage and kind of funder.</param>
public sealed record AnnouncementDetail(
    AnnouncementItem Announcement,
    IReadOnlyList<AnnouncementNovelty> NewMoney,
    IReadOnlyList<FigureItem> Figures,
    IReadOnlyList<ReleaseItem> Releases,
    IReadOnlyList<RelatedAnnouncement> Related);

/// <summary>Another announcement that speaks of the same money.</summary>
/// <param name="Relations">How, each once; the figures' own links say which amount.</param>
public sealed record RelatedAnnouncement(AnnouncementItem Announcement, IReadOnlyList<AnnouncementRelation> Relations);

/// <param name="Inverse">The other announcement says it of this one: with <c>restates</c>, it restates this one.</param>
public sealed record AnnouncementRelation(FigureLinkKind Kind, bool Inverse);
