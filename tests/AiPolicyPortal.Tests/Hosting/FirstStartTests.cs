using System.Net.Http.Json;
using System.Text.Json;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Hosting;

/// <summary>What a newcomer's first minutes are: start, look, stop, start again, and a machine that went down in between.</summary>
public sealed class FirstStartTests : IDisposable
{
    private readonly string folder = RunFolder.Create();

    [Fact]
    public async Task Start_OnAnEmptyFolder_LoadsTheStarterDataOnceAndSurvivesKillAndRestart()
    {
        await using (var first = await WebProcess.StartAsync(folder))
        {
            Assert.Contains("Loaded", first.Output, StringComparison.Ordinal);
            await AssertStarterDataAsync(first.Client);
            await first.KillAsync();
        }

        await using (var second = await WebProcess.StartAsync(folder))
        {
            await AssertStarterDataAsync(second.Client);
            Assert.DoesNotContain("Loaded", second.Output, StringComparison.Ordinal);
            Assert.Equal(0, await second.StopAsync());
            Assert.Contains("database server has stopped", second.Output, StringComparison.Ordinal);
        }

        await using var third = await WebProcess.StartAsync(folder);
        await AssertStarterDataAsync(third.Client);
    }

    [Fact]
    public async Task Start_WithoutStarterData_OpensAnEmptyPortal()
    {
        await using var web = await WebProcess.StartAsync(folder, ("Portal__StarterData", ""));

        Assert.Equal(0, await CountAsync(web.Client, "programmes"));
        Assert.Contains("<h1", await web.Client.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => TemporaryFolder.Delete(folder);

    private static async Task AssertStarterDataAsync(HttpClient client)
    {
        foreach (var (noun, file) in new[]
        {
            ("programmes", "programmes.csv"), ("figures", "figures.csv"), ("announcements", "announcements.csv"), ("sources", "sources.csv"),
            ("governance", "governance.csv"), ("organisations", "organisations.csv"), ("releases", "releases.csv"), ("grants", "grants.csv"),
        })
        {
            Assert.Equal(StarterFile.Read(file).Count, await CountAsync(client, noun));
        }
    }

    private static async Task<int> CountAsync(HttpClient client, string noun)
    {
        var answer = await client.GetFromJsonAsync<JsonElement>($"/api/v1/{noun}?limit=1", TestContext.Current.CancellationToken);
        return answer.GetProperty("meta").GetProperty("count").GetInt32();
    }
}
