using System.Globalization;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Organisations;

public sealed class NewestGrantsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Get_GrantWithoutADateOfAward_StandsAmongTheNewestByItsStart()
    {
        using var folder = new SmallFolder();
        folder.Write("grants.csv", [
            "id,programme,title,recipient,recipient_country,amount,currency,awarded,funder_type,stage,confidence,source,note,funder,start",
            .. Enumerable.Range(1, 3 * OrganisationQueries.GrantsShown).Select(number => string.Create(
                CultureInfo.InvariantCulture, $"g-{number},p-1,A chair,A laboratory,FR,1000,EUR,2020-03-{1 + (number % 28):D2},public,awarded,high,s-1,,fr-state,2021-06-01")),
            "g-undated,p-1,A chair,A laboratory,FR,1000,EUR,,public,awarded,high,s-1,,fr-state,2021-01-01",
            "g-old,p-1,A chair,A laboratory,FR,1000,EUR,,public,awarded,high,s-1,,fr-state,2001-01-01"]);
        await using var portal = await FolderPortal.CreateAsync(postgres);
        await portal.ImportAsync(folder.Path);

        var newest = (await portal.GetDataAsync("/api/v1/organisations/fr-state")).GetProperty("grantsFunded").EnumerateArray().Select(grant => grant.GetProperty("ref").GetString()).ToList();

        Assert.Equal((OrganisationQueries.GrantsShown, "g-undated"), (newest.Count, newest[0]));
        Assert.DoesNotContain("g-old", newest);
    }
}
