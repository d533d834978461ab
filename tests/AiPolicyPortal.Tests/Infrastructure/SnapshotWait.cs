using AiPolicyPortal.Core.Snapshots;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>Waits for what a portal makes by itself.</summary>
internal static class SnapshotWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Until there is a snapshot of a publication, or of a later one, in a folder.</summary>
    public static async Task<SnapshotManifest> ForAsync(string folder, long publication = 0)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (new SnapshotFolder(folder).All.FirstOrDefault(snapshot => snapshot.Publication >= publication) is { } snapshot)
                return snapshot;
            await Task.Delay(50, patience.Token);
        }
    }
}
