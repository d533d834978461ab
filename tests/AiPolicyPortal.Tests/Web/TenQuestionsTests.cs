using System.Text.RegularExpressions;
using AiPolicyPortal.Tests.Infrastructure;
using AngleSharp;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiPolicyPortal.Tests.Web;

/// <summary>docs/ten-questions.md: each page it names answers, and each answer in bold stands on one of its question's pages.</summary>
public sealed partial class TenQuestionsTests(TenQuestionsTests.PortalThatDay portal) : IClassFixture<TenQuestionsTests.PortalThatDay>
{
    private static readonly string[] Parts = ["Pages: ", "What you see: ", "Caveat: "];

    private static readonly IReadOnlyList<Question> Questions = Read();

    public static TheoryData<string> Titles => [.. Questions.Select(question => question.Title)];

    [Fact]
    public void Document_Questions_AreTenInOrderWithPagesAnswersAndACaveat()
    {
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"{number}."), Questions.Select(question => question.Title.Split(' ')[0]));
        Assert.All(Questions, question =>
        {
            Assert.NotEmpty(question.Pages);
            Assert.NotEmpty(question.Answers);
            Assert.All(Parts, part => Assert.Contains(part, question.Text, StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Document_Question_IsAnsweredOnItsPages(string title)
    {
        var question = Questions.Single(question => question.Title == title);
        var pages = new List<string>();
        foreach (var address in question.Pages)
            pages.Add(await TextAsync(portal.Client, address));

        var missing = question.Answers.Where(answer => !pages.Exists(page => Holds(page, answer)));
        Assert.Empty(missing);
    }

    /// <summary>Whether a text stands in another, not as a part of a longer number or word.</summary>
    private static bool Holds(string page, string answer) =>
        Regex.IsMatch(page, $@"(?<![\w.,€$£]){Regex.Escape(answer)}(?![\w]|[.,]\d)", RegexOptions.CultureInvariant);

    private static async Task<string> TextAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(address.Split('#')[0], TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answered {(int)answer.StatusCode}.");
        using var page = await BrowsingContext.New().OpenAsync(request => request.Content(text));
        if (address.Split('#') is [_, var anchor])
            Assert.NotNull(page.GetElementById(anchor));
        foreach (var hidden in page.QuerySelectorAll("main [popover], main pre, main svg").ToList())
            hidden.Remove();
        foreach (var block in page.QuerySelectorAll("main :is(dt, dd, th, td, li, p)"))
            block.Prepend(page.CreateTextNode(" "));
        return OneLine(page.QuerySelector("main")!.TextContent);
    }

    private static IReadOnlyList<Question> Read() =>
        [.. File.ReadAllText(Path.Combine(Checkout.Root, "docs", "ten-questions.md")).ReplaceLineEndings("\n").Split("\n## ").Skip(1).Select(section => new Question(
            section.Split('\n')[0],
            OneLine(section),
            [.. Page().Matches(section).Select(match => match.Groups[1].Value)],
            [.. Bold().Matches(OneLine(section)).Select(match => match.Groups[1].Value).Distinct()]))];

    /// <summary>With every run of white space, no-break and narrow ones included, as one space.</summary>
    private static string OneLine(string text) => Space().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("`(/[^`]*)`")]
    private static partial Regex Page();

    [GeneratedRegex(@"\*\*(.+?)\*\*")]
    private static partial Regex Bold();

    /// <summary>The portal with the starter data on the day the document speaks of: which promises are overdue depends on it.</summary>
    public sealed class PortalThatDay(PostgresFixture postgres) : IAsyncLifetime
    {
        private static readonly DateTimeOffset Day = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        private WebApplicationFactory<Program> factory = null!;

        public HttpClient Client { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            factory = StarterPortal.CreateFactory(await StarterDatabase.SharedAsync(postgres)).WithWebHostBuilder(builder =>
                builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new FakeTimeProvider(Day))));
            Client = factory.CreateClient();
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await factory.DisposeAsync();
        }
    }

    private sealed record Question(string Title, string Text, IReadOnlyList<string> Pages, IReadOnlyList<string> Answers);
}
