using AiPolicyPortal.Core.Search;

namespace AiPolicyPortal.Tests.Search;

public sealed class SnippetTests
{
    private static readonly string Long = string.Concat(Enumerable.Range(0, 80).Select(number => $"word{number:00} ")) + "Stratégie nationale end";

    [Fact]
    public void Of_ShortText_IsTheText() => Assert.Equal("Short text.", Snippet.Of("Short text.", ["nothing"]));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Of_NoText_IsNull(string? text) => Assert.Null(Snippet.Of(text, ["word"]));

    [Theory]
    [InlineData("strategie")]
    [InlineData("WORD40")]
    public void Of_LongText_ShowsTheWordWhateverCaseAndAccents(string word)
    {
        var snippet = Snippet.Of(Long, [word])!;

        Assert.StartsWith("…word", snippet, StringComparison.Ordinal);
        Assert.Contains(word == "WORD40" ? "word40" : "Stratégie", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, Snippet.MaxLength / 2, Snippet.MaxLength + 2);
    }

    [Fact]
    public void Of_WordNotThere_ShowsTheBeginning()
    {
        var snippet = Snippet.Of(Long, ["absent"])!;

        Assert.StartsWith("word00 ", snippet, StringComparison.Ordinal);
        Assert.EndsWith("…", snippet, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TextWithoutSpaces_IsCutAnyway() => Assert.InRange(Snippet.Of(new string('x', 1000), ["y"])!.Length, 200, 202);
}
