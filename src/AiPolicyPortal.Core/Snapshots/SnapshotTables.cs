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
    /// <summary>Every noun, in the order in which readers are shown them.</summary>
    public static IReadOnlyList<SnapshotTable> All { get; } =
    [
        new SnapshotTable<Programme, ProgrammeFilter, ProgrammeItem, ProgrammeDetail, ProgrammeQueries>(
            ProgrammeColumns.Table, ProgrammeFilter.SortKeys, ProgrammeFilter.Read),
        new SnapshotTable<Figure, FigureFilter, FigureItem, FigureItem, FigureQueries>(FigureColumns.Table, FigureFilter.SortKeys, FigureFilter.Read),
        new SnapshotTable<Announcement, AnnouncementFilter, AnnouncementItem, AnnouncementDetail, AnnouncementQueries>(
            AnnouncementColumns.Table, AnnouncementFilter.SortKeys, AnnouncementFilter.Read),
        new SnapshotTable<Grant, GrantFilter, GrantItem, GrantDetail, GrantQueries>(GrantColumns.Table, GrantFilter.SortKeys, GrantFilter.Read),
        new SnapshotTable<Organisation, OrganisationFilter, OrganisationItem, OrganisationDetail, OrganisationQueries>(
            OrganisationColumns.Table, OrganisationFilter.SortKeys, OrganisationFilter.Read),
        new SnapshotTable<Release, ReleaseFilter, ReleaseItem, ReleaseDetail, ReleaseQueries>(ReleaseColumns.Table, ReleaseFilter.SortKeys, ReleaseFilter.Read),
        new SnapshotTable<GovernanceMeasure, GovernanceFilter, GovernanceItem, GovernanceDetail, GovernanceQueries>(
            GovernanceColumns.Table, GovernanceFilter.SortKeys, GovernanceFilter.Read),
        new SnapshotTable<Source, SourceFilter, SourceItem, SourceDetail, SourceQueries>(SourceColumns.Table, SourceFilter.SortKeys, SourceFilter.Read),
        new SnapshotTable<PromiseRow, PromiseFilter, PromiseItem, PromiseItem, PromiseQueries>(PromiseColumns.Table, PromiseFilter.SortKeys, PromiseFilter.Read),
        new SnapshotTable<CountryItem, CountryFilter, CountryItem, CountryDetail, CountryQueries>(CountryColumns.Table, CountryFilter.SortKeys, CountryFilter.Read),
    ];
}
