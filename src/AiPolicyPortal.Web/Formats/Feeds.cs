using System.Globalization;
using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing.Corrections;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Infrastructure;

namespace AiPolicyPortal.Web.Formats;

/// <summary>The feeds of the lists.</summary>
internal static class Feeds
{
    public static Feed<ProgrammeItem> Programmes { get; } = new(programme => new FeedEntry(
        programme.Id, programme.Name, $"/programmes/{programme.Ref}", programme.UpdatedAt, Line(programme.Country.Name, programme.Status.Code(), programme.Description)));

    public static Feed<FigureItem> Figures { get; } = new(
        figure => new FeedEntry(
            figure.Id, $"{Amount(figure.Money)} {figure.Stage.Code()}: {figure.Programme.Name}", $"/figures/{figure.Ref}", figure.RecordedAt,
            Line(figure.Country.Name, $"stated {figure.StatedOn}", figure.Announcement.Name, figure.Evidence)),
        "-recordedAt");

    public static Feed<AnnouncementItem> Announcements { get; } = new(announcement => new FeedEntry(
        announcement.Id, announcement.Title, $"/announcements/{announcement.Ref}", announcement.UpdatedAt,
        Line(announcement.Date.ToString(), announcement.Speaker, announcement.Summary)));

    public static Feed<GrantItem> Grants { get; } = new(grant => new FeedEntry(
        grant.Id, grant.Title, $"/grants/{grant.Ref}", grant.UpdatedAt,
        Line($"{Amount(grant.Money)} {grant.Stage.Code()}", grant.Awarded?.ToString(), grant.Recipient?.Name, grant.Funder?.Name, grant.Programme?.Name)));

    public static Feed<OrganisationItem> Organisations { get; } = new(organisation => new FeedEntry(
        organisation.Id, organisation.Name, $"/organisations/{organisation.Ref}", organisation.UpdatedAt,
        Line(organisation.Country?.Name, organisation.Type.Code(), organisation.Note)));

    public static Feed<ReleaseItem> Releases { get; } = new(release => new FeedEntry(
        release.Id, release.Name, $"/releases/{release.Ref}", release.UpdatedAt,
        Line(release.Kind.Code(), release.Released?.ToString(), string.Join(", ", release.DeveloperNames), release.Licence ?? release.LicenceAsStated)));

    public static Feed<GovernanceItem> Governance { get; } = new(measure => new FeedEntry(
        measure.Id, measure.Name, $"/governance/{measure.Ref}", measure.UpdatedAt,
        Line(measure.Country.Name, measure.Type.Code(), measure.Adopted?.ToString(), measure.Description)));

    public static Feed<SourceItem> Sources { get; } = new(source => new FeedEntry(
        source.Id, source.Title ?? source.Url, $"/sources/{source.Ref}", source.UpdatedAt, Line(source.Publisher, source.Published?.ToString(), source.Url)));

    public static Feed<ChangeItem> Changes { get; } = new(
        change => new FeedEntry(
            change.Id, $"{char.ToUpperInvariant(change.Change.Code()[0])}{change.Change.Code()[1..]}: {change.Name}", change.Kind.PathOf(change.Ref), change.PublishedAt,
            Line(
                $"{change.Kind.Code()} {change.Ref}", change.Reason, change.WithdrawnReason, change.ReplacedBy is { } other ? $"replaced by {other}" : null,
                string.Join("; ", change.Fields.Select(field => $"{field.Field}: {field.Before ?? "(empty)"} → {field.After ?? "(empty)"}")))),
        "-published");
    public static Feed<CorrectionItem> Corrections { get; } = new(correction => new FeedEntry(
        correction.Id, $"{correction.RecordName}: {correction.State.Code().Replace('-', ' ')}", $"/corrections?record={correction.Record}", correction.UpdatedAt,
        Line(correction.Report, correction.Answer, correction.Revision is { } revision ? $"mended in revision {revision}" : null)));

    private static string Line(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string Amount(Money money) => (money.Low, money.High) switch
    {
        (null, null) => "Undisclosed amount",
        var (low, high) when low == high => $"{Digits(high!.Value)} {money.Currency}",
        var (low, high) => $"{(low is { } least ? Digits(least) : "…")}–{(high is { } most ? Digits(most) : "…")} {money.Currency}",
    };

    private static string Digits(decimal amount) => amount.ToString("#,0.####", CultureInfo.InvariantCulture);
}
