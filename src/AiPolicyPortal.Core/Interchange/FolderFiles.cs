using AiPolicyPortal.Core.Interchange.Files;

namespace AiPolicyPortal.Core.Interchange;

/// <summary>Every file of the data folder, in the order in which they are taken over.</summary>
internal static class FolderFiles
{
    public static IReadOnlyList<FolderFile> All { get; } =
    [
        new OrganisationsFile(),
        new OrganisationIdentifiersFile(),
        new OrganisationMergesFile(),
        new SourcesFile(),
        new SourceHistoryFile(),
        new AnnouncementsFile(),
        new AnnouncementHistoryFile(),
        new ProgrammesFile(),
        new ProgrammeHistoryFile(),
        new FiguresFile(),
        new FigureLinksFile(),
        new FigurePreferencesFile(),
        new GrantsFile(),
        new GrantRecipientsFile(),
        new GrantDisbursementsFile(),
        new GrantHistoryFile(),
        new ReleasesFile(),
        new ReleaseComponentsFile(),
        new ReleaseFundingFile(),
        new GovernanceFile(),
        new GovernanceLinksFile(),
        new GovernanceStatusesFile(),
        new CitationsFile(),
        new RecordsFile(),
    ];

    public static IEnumerable<string> Names => All.Select(file => file.Name);

    /// <summary>Where a file comes in the order; -1 when its name is none of the folder's.</summary>
    public static int IndexOf(string name)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (All[index].Name == name)
            {
                return index;
            }
        }

        return -1;
    }
}
