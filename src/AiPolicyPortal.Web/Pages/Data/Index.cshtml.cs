using AiPolicyPortal.Core.Data;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Snapshots;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Snapshots;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Data;

[OfSnapshots]
public sealed class IndexModel(DataCatalogue catalogue, SnapshotFolder snapshots) : PageModel
{
    /// <summary>The nouns by their collections, such as <c>grants</c>, in the order shown.</summary>
    public static IReadOnlyList<string> Lists { get; } = [.. SnapshotTables.Lists.Select(table => table.Table.Name)];

    public IReadOnlyList<DataFile> Starter { get; } = [.. catalogue.Files.Where(file => file.Name.StartsWith("starter/", StringComparison.Ordinal))];

    public IReadOnlyList<DataFile> Reference { get; } = [.. catalogue.Files.Where(file => file.Name.StartsWith("reference/", StringComparison.Ordinal))];

    /// <summary>Whose data the portal uses besides its own, each once, with what of theirs is used.</summary>
    public IReadOnlyList<IGrouping<string, DataOrigin>> Attributions { get; } =
        [.. catalogue.Files.SelectMany(file => file.Origins).Where(origin => origin.OriginUrl is not null).GroupBy(origin => origin.Attribution)];

    /// <summary>The snapshot that the address names, else the newest; null while there is none.</summary>
    public SnapshotManifest? Shown { get; private set; }

    /// <summary>Whether the address names one, so that the page is about it alone.</summary>
    public bool IsDated { get; private set; }

    public IReadOnlyList<SnapshotManifest> Others { get; private set; } = [];

    /// <param name="snapshot">Its name; null for the newest.</param>
    public IActionResult OnGet(string? snapshot)
    {
        try
        {
            Request.Query.ToParameters().Allow(Localization.Parameter).ThrowIfInvalid();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }

        IsDated = snapshot is not null;
        var all = snapshots.All;
        Shown = IsDated ? all.FirstOrDefault(known => known.Name == snapshot) : all.Count > 0 ? all[0] : null;
        Others = [.. all.Where(known => known != Shown)];
        if (snapshot == SnapshotRoutes.Latest)
            return LocalRedirect("/data");
        return !IsDated || Shown is not null ? Page() : snapshots.WasRemoved(snapshot!) ? this.Removed() : NotFound();
    }
}
