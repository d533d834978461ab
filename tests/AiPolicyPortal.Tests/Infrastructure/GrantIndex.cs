using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>The index of grants, for tests that write tables without a publication.</summary>
internal static class GrantIndex
{
    public static async Task RebuildAsync(PortalDbContext context)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        await GrantIndexing.RebuildAsync(context, CancellationToken.None);
        await transaction.CommitAsync();
    }
}
