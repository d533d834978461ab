using System.Linq.Expressions;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Queries;

/// <summary>Where a word stands by itself in a text, by PostgreSQL's own reading.</summary>
public sealed class TextSearchTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("nsf", "a grant of NSF", true)]
    [InlineData("nsf", "a grant of\nNSF\nof 2024", true)]
    [InlineData("nsf", "Énsf", false)]
    [InlineData("nsf", "transformer", false)]
    [InlineData("llm", "three LLMs", true)]
    [InlineData("hpc", "EuroHPC", true)]
    [InlineData("hpc", "EuroHPCs are two", true)]
    [InlineData("hpc", "eurohpc", false)]
    [InlineData("open", "OpenAI", true)]
    [InlineData("open", "opened", false)]
    [InlineData("etat", "l’État", true)]
    [InlineData("qwen", "Qwen3-8B", true)]
    [InlineData("109", "EUR 109bn", true)]
    [InlineData("109", "EUR 1090", false)]
    [InlineData("80", "Falcon-180B", false)]
    [InlineData("7b", "80ee7f43e7b17", false)]
    [InlineData("7b", "Mistral-7B", true)]
    [InlineData("million", "EUR 40m for research", true)]
    [InlineData("million", "40 M€", true)]
    [InlineData("million", "40 models", false)]
    [InlineData("billion", "USD 1.5bn", true)]
    [InlineData("billion", "2,5 Md €", true)]
    [InlineData("billion", "deux milliards", true)]
    [InlineData("milliard", "1.5 billion", true)]
    [InlineData("trillion", "KRW 10.1tn", true)]
    [InlineData("billion", "40m", false)]
    public async Task WithWords_IsTrueOfWordsAndOfPartsSetApart(string word, string text, bool stands) =>
        Assert.Equal(stands, await HoldsAsync(text, TextSearch.WithWords(word)));

    [Theory]
    [InlineData("1.5", "EUR 1.5bn", true)]
    [InlineData("1,5", "EUR 1.5bn", true)]
    [InlineData("1.5", "11.5", false)]
    [InlineData("1.5", "1.527", false)]
    [InlineData("1,500", "1,500,000", false)]
    [InlineData("1.5", "costs 1.5.", true)]
    [InlineData("GPT-4", "gpt-4o", true)]
    [InlineData("GPT-4", "GPT-40", false)]
    [InlineData("C++", "in C++ and C", true)]
    [InlineData("cœur-2", "CŒUR-2", true)]
    [InlineData("𠮷-2", "𠮷-2", true)]
    [InlineData("1.5(", "1.5(", true)]
    [InlineData(@"a\1", @"a\1", true)]
    [InlineData("[1", "[1]", true)]
    [InlineData(".5", ".5", true)]
    [InlineData("1..5", "1..5", true)]
    [InlineData("***1", "***1", true)]
    [InlineData("{1", "{1", true)]
    [InlineData("^1$", "^1$", true)]
    [InlineData("a∗∗1", "a∗∗1", true)]
    public async Task WithSigns_IsTrueOfWholeNumbersAndOfSignsAsTheyStand(string written, string text, bool stands) =>
        Assert.Equal(stands, await HoldsAsync(text, TextSearch.WithSigns(written)));

    [Theory]
    [InlineData("€1.5 billion", "1.5 billion")]
    [InlineData("40 M€", "40 million")]
    [InlineData("2,5 Md €", "2,5 milliard")]
    [InlineData("R$ and M€", "R$ and M€")]
    [InlineData("100€", "100")]
    public void Words_OfAnAmount_AreItsNumberAndItsScale(string typed, string words) => Assert.Equal(words, string.Join(' ', TextSearch.Words(typed)));

    private async Task<bool> HoldsAsync(string text, Expression<Func<string, bool>> condition)
    {
        await using var context = StarterDatabase.CreateContext(await StarterDatabase.SharedAsync(postgres));
        return await context.Currencies.Where(currency => currency.Code == "EUR").Select(currency => currency.Code + "\n" + text)
            .Where(condition).AnyAsync(TestContext.Current.CancellationToken);
    }
}
