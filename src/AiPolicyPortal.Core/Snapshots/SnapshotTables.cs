using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Countries;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Promises;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;

namespace AiPolicyPortal.Core.Snapshots;

public static class SnapshotTables
{
    /// <summary>Every noun, in the order in which readers are shown them, and after grants and releases the tables of their parts.</summary>
    public static IReadOnlyList<SnapshotTable> All { get; } =
    [
        SnapshotTable.Of<Programme, ProgrammeFilter, ProgrammeItem, ProgrammeDetail, ProgrammeQueries>(
            ProgrammeColumns.Table, ProgrammeFilter.SortKeys, ProgrammeFilter.Read),
        SnapshotTable.Of<Figure, FigureFilter, FigureItem, FigureItem, FigureQueries>(FigureColumns.Table, FigureFilter.SortKeys, FigureFilter.Read),
        SnapshotTable.Of<Announcement, AnnouncementFilter, AnnouncementItem, AnnouncementDetail, AnnouncementQueries>(
            AnnouncementColumns.Table, AnnouncementFilter.SortKeys, AnnouncementFilter.Read),
        SnapshotTable.Of<Grant, GrantFilter, GrantItem, GrantDetail, GrantQueries>(GrantColumns.Table, GrantFilter.SortKeys, GrantFilter.Read),
        SnapshotTable.Of(GrantColumns.Recipients, (GrantParts parts) => parts.Recipients()),
        SnapshotTable.Of(GrantColumns.Disbursements, (GrantParts parts) => parts.Disbursements()),
        SnapshotTable.Of<Organisation, OrganisationFilter, OrganisationItem, OrganisationDetail, OrganisationQueries>(
            OrganisationColumns.Table, OrganisationFilter.SortKeys, OrganisationFilter.Read),
        SnapshotTable.Of<Release, ReleaseFilter, ReleaseItem, ReleaseDetail, ReleaseQueries>(ReleaseColumns.Table, ReleaseFilter.SortKeys, ReleaseFilter.Read),
        SnapshotTable.Of(ReleaseColumns.Funding, (ReleaseQueries releases) => releases.Funding()),
        SnapshotTable.Of<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail, GovernanceQueries>(
            GovernanceColumns.Table, GovernanceFilter.SortKeys, GovernanceFilter.Read),
        SnapshotTable.Of<Source, SourceFilter, SourceItem, SourceDetail, SourceQueries>(SourceColumns.Table, SourceFilter.SortKeys, SourceFilter.Read),
        SnapshotTable.Of<PromiseRow, PromiseFilter, PromiseItem, PromiseItem, PromiseQueries>(PromiseColumns.Table, PromiseFilter.SortKeys, PromiseFilter.Read),
        SnapshotTable.Of<CountryItem, CountryFilter, CountryItem, CountryDetail, CountryQueries>(CountryColumns.Table, CountryFilter.SortKeys, CountryFilter.Read),
    ];

    /// <summary>Those that are lists, which can be had as they are now.</summary>
    public static IReadOnlyList<SnapshotTable> Lists { get; } = [.. All.Where(table => table.Table.PartsOf is null)];
}
