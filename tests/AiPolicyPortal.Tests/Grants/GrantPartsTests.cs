using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Grants;

public sealed class GrantPartsTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recipients_OfAllGrants_HaveThoseOfTheStarterFile()
    {
        await using var context = portal.CreateContext();
        var parts = await new GrantParts(context).Recipients().ToListAsync(Cancel);

        Assert.Equal(await context.GrantRecipients.CountAsync(recipient => recipient.Grant.WithdrawnAt == null, Cancel), parts.Count);
        Assert.Empty(StarterFile.Read("grant_recipients.csv").Select(row => $"{row["grant"]}/{row["position"]} {row["name"]} {row["country"]} {row["role"]}")
            .Except(parts.Select(part => $"{part.Grant}/{part.Item.Position} {part.Item.Name} {part.Item.Country?.Code} {part.Item.Role.ToString().ToLowerInvariant()}")));
        Assert.Contains(parts, part => part.Item.Position > 1);
    }

    [Fact]
    public async Task Disbursements_OfAllGrants_AreThoseThatHold()
    {
        await using var context = portal.CreateContext();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        var grant = await context.Grants.FirstAsync(grant => grant.WithdrawnAt == null, Cancel);
        foreach (var (reference, amount) in new[] { ("d-one", 10m), ("d-two", 20.5m), ("d-taken-back", 30m) })
        {
            context.GrantDisbursements.Add(new GrantDisbursement
            {
                Reference = reference,
                GrantId = grant.Id,
                PaidOn = new DateOnly(2024, 3, 31),
                PaidPrecision = Core.Common.DatePrecision.Month,
                Amount = amount,
                CurrencyCode = grant.CurrencyCode,
                WithdrawnAt = amount == 30m ? DateTimeOffset.UtcNow : null,
            });
        }

        await context.SaveChangesAsync(Cancel);
        var payments = await new GrantParts(context).Disbursements().Where(part => part.Item.Ref.StartsWith("d-", StringComparison.Ordinal)).ToListAsync(Cancel);

        Assert.Equal([(grant.Reference, "d-one", 10m, "2024-03"), (grant.Reference, "d-two", 20.5m, "2024-03")], payments.Select(part => (part.Grant, part.Item.Ref, part.Item.Money.High!.Value, part.Item.Paid.ToString())));
    }
}
