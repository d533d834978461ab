using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Grants;

public sealed class GrantConversionTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Fact]
    public async Task Get_InEuros_ConvertsAtTheDateOfTheAwardAndLeavesUndatedOnesOpen()
    {
        var grants = await portal.WalkAsync("/api/v1/grants?currency=EUR&limit=200");

        var (own, foreign) = (grants.Where(grant => grant.Text("money.currency") == "EUR").ToList(), grants.Where(grant => grant.Text("money.currency") != "EUR").ToList());
        Assert.All(own.Where(grant => grant.Text("money.amount") is not null), grant => Assert.Equal(grant.Text("money.amount"), grant.Text("converted.money.amount")));
        Assert.All(foreign.Where(grant => grant.Text("awarded") is null), grant => Assert.Null(grant.Text("converted")));
        var converted = foreign.Where(grant => grant.Text("converted") is not null).ToList();
        Assert.NotEmpty(converted);
        Assert.All(converted, grant =>
        {
            Assert.True(string.CompareOrdinal(grant.Text("converted.rateDate.date"), grant.Text("awarded.date")) <= 0, grant.Ref());
            Assert.False(string.IsNullOrEmpty(grant.Text("converted.series")));
        });
    }

    [Fact]
    public async Task Get_GroupsInACurrency_AreRefused()
    {
        using var answer = await portal.Client.GetAsync("/api/v1/grants?groupBy=country&currency=EUR", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
