using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Promises;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Formats;

/// <summary>The feeds of the lists.</summary>
internal static class Feeds
{
    public static Feed<ProgrammeItem> Programmes { get; } = new((programme, words) => new FeedEntry(
        programme.Id, programme.Name, $"/programmes/{programme.Ref}", programme.UpdatedAt,
        Line(FeedWords.Name(programme.Country), words.Of(programme.Status), programme.Description)));

    public static Feed<FigureItem> Figures { get; } = new((figure, words) => new FeedEntry(
        figure.Id, words.Titled(words.Of(figure.Money, figure.Stage), figure.Programme.Name), $"/figures/{figure.Ref}", figure.UpdatedAt,
        Line(
            [
                FeedWords.Name(figure.Country), words.Stated(figure.StatedOn), figure.Standing == Standing.Stands ? null : words.Of(figure.Standing),
                .. figure.Links.Select(words.Of), figure.Announcement.Name, figure.Evidence,
            ])));

    public static Feed<AnnouncementItem> Announcements { get; } = new((announcement, words) => new FeedEntry(
        announcement.Id, announcement.Title, $"/announcements/{announcement.Ref}", announcement.UpdatedAt,
        Line(FeedWords.Day(announcement.Date), announcement.Speaker, announcement.Summary)));

    public static Feed<GrantItem> Grants { get; } = new((grant, words) => new FeedEntry(
        grant.Id, grant.Title, $"/grants/{grant.Ref}", grant.UpdatedAt,
        Line(words.Of(grant.Money, grant.Stage), FeedWords.Day(grant.Awarded), grant.Recipient?.Name, grant.Funder?.Name, grant.Programme?.Name)));

    public static Feed<OrganisationItem> Organisations { get; } = new((organisation, words) => new FeedEntry(
        organisation.Id, organisation.Name, $"/organisations/{organisation.Ref}", organisation.UpdatedAt,
        Line(FeedWords.Name(organisation.Country), words.Of(organisation.Type), organisation.Note)));

    public static Feed<ReleaseItem> Releases { get; } = new((release, words) => new FeedEntry(
        release.Id, release.Name, $"/releases/{release.Ref}", release.UpdatedAt,
        Line(words.Of(release.Kind), FeedWords.Day(release.Released), string.Join(", ", release.DeveloperNames), release.Licence ?? release.LicenceAsStated)));

    public static Feed<GovernanceItem> Governance { get; } = new((measure, words) => new FeedEntry(
        measure.Id, measure.Name, $"/governance/{measure.Ref}", measure.UpdatedAt,
        Line(FeedWords.Name(measure.Country), words.Of(measure.Type), FeedWords.Day(measure.Adopted), measure.Description)));

    public static Feed<SourceItem> Sources { get; } = new((source, words) => new FeedEntry(
        source.Id, source.Title ?? source.Url, $"/sources/{source.Ref}", source.UpdatedAt, Line(source.Publisher, FeedWords.Day(source.Published), source.Url)));

    public static Feed<ChangeItem> Changes { get; } = new(
        (change, words) => new FeedEntry(
            change.Id, words.Titled(words.Of(change.Change), change.Name), change.Kind.PathOf(change.Ref), change.PublishedAt,
            Line(
                $"{words.Of(change.Kind)} {change.Ref}", change.Reason, change.WithdrawnReason, change.ReplacedBy is { } other ? words.ReplacedBy(other) : null,
                string.Join("; ", change.Fields.Select(words.Change)))),
        "-published");

    public static Feed<CorrectionItem> Corrections { get; } = new((correction, words) => new FeedEntry(
        correction.Id, words.Titled(correction.RecordName, words.Of(correction.State)), $"/corrections?record={correction.Record}", correction.UpdatedAt,
        Line(correction.Report, correction.Answer, correction.Revision is { } revision ? words.Mended(revision) : null)));

    public static Feed<PromiseItem> Promises { get; } = new(
        (promise, words) => new FeedEntry(
            FeedEntry.IdOf("promises", promise.Ref), words.Titled(words.Of(promise.Money, promise.Stage), promise.Programme.Name), $"/figures/{promise.Ref}", promise.OutstandingSince,
            Line(FeedWords.Name(promise.Country), words.Due(promise.Due), words.Of(promise.Evidence), promise.Announcement.Name)),
        "-outstandingSince");

    public static Feed<CountryItem> Countries { get; } = new((country, words) => country.UpdatedAt is { } at
        ? new FeedEntry(
            FeedEntry.IdOf("countries", country.Code), FeedWords.Name(country), $"/countries/{country.Code}", at,
            Line(
                words.Count("Programmes", country.ProgrammeCount), words.Count("Figures", country.FigureCount), words.Count("Grants", country.GrantCount),
                words.Count("Releases", country.ReleaseCount), words.Count("Governance", country.GovernanceCount)))
        : null,
        Refused: "all");

    /// <summary>Why a record is gone and what took its place; null where neither is recorded.</summary>
    public static string? Gone(Tombstone record, FeedWords words) =>
        Line(record.Reason, record.ReplacedBy is { } other ? words.ReplacedBy(other) : null) is { Length: > 0 } said ? said : null;

    private static string Line(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
