using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Api;

/// <summary>A group leads to its records: the filter of the same name, with the group's key, finds as many.</summary>
public sealed class GroupKeysTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    private const int MostGroups = 12;

    [Theory]
    [InlineData("grants", "country payingCountry programme funder recipient theme year band funderType stage statedCurrency")]
    [InlineData("figures", "country programme theme year stage standing funderType instrument confidence statedCurrency")]
    [InlineData("releases", "mof osaid grid licenceFamily country organisationType modality year funded payingCountry kind origin licence weights")]
    public async Task Get_FilterByTheKeyOfAGroup_FindsAsManyRecords(string noun, string names)
    {
        foreach (var name in names.Split(' '))
        {
            var groups = (await portal.GetJsonAsync($"/api/v1/{noun}?groupBy={name}")).GetProperty("data").GetProperty("groups").EnumerateArray()
                .Select(group => (Key: group.GetProperty("key").GetProperty(name).GetString()!, Count: Count(group)))
                .Where(group => group.Count > 0).OrderByDescending(group => group.Key == "unknown").ThenByDescending(group => group.Count).Take(MostGroups).ToList();
            Assert.NotEmpty(groups);
            if ((noun, name) is ("releases", "country" or "licence" or "organisationType" or "payingCountry"))
                Assert.Contains(groups, group => group.Key == "unknown");
            foreach (var (key, count) in groups)
            {
                var list = await portal.GetJsonAsync($"/api/v1/{noun}?{name}={Uri.EscapeDataString(key)}&limit=1");
                Assert.Equal((name, key, count), (name, key, Count(list.GetProperty("meta"))));
            }
        }
    }

    private static int Count(JsonElement element) => element.GetProperty("count").GetInt32();
}
