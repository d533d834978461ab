using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AiPolicyPortal.Tests.Persistence;

/// <summary>Contexts serve one request after the other.</summary>
public sealed class PooledContextTests(PostgresFixture postgres)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Context_UsedAgain_KnowsNothingOfItsFormerUse()
    {
        var connection = await StarterDatabase.SharedAsync(postgres);
        await using var services = new ServiceCollection().AddLogging().AddPortalStore(_ => connection).BuildServiceProvider();
        PortalDbContext first;
        await using (var scope = services.CreateAsyncScope())
        {
            first = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
            await first.ReadAsOfAsync(new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero), Cancel);
            first.IsTrial = true;
            first.PublicationMoment = DateTimeOffset.UtcNow;
            Assert.Empty(await first.Programmes.ToListAsync(Cancel));
            first.Countries.Add(new() { Code = "ZZ", NameEn = "Nowhere", NameFr = "Nulle part" });
        }

        await using var next = services.CreateAsyncScope();
        var second = next.ServiceProvider.GetRequiredService<PortalDbContext>();

        Assert.Same(first, second);
        Assert.Equal((null, false, null, false), (second.AsOf, second.IsTrial, second.PublicationMoment, second.Database.AutoSavepointsEnabled));
        Assert.Null(second.Database.CurrentTransaction);
        Assert.False(second.ChangeTracker.HasChanges());
        Assert.NotEmpty(await second.Programmes.ToListAsync(Cancel));
    }
}
