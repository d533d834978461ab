using AiPolicyPortal.Core.Interchange;

namespace AiPolicyPortal.Tests.Interchange;

/// <summary>What looks the same is the same.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("Min\u200Bistry", 4, "U+200B")]
    [InlineData("\u202Egnp.exe", 1, "U+202E")]
    [InlineData("a\u0000", 2, "U+0000")]
    [InlineData("soft\u00ADhyphen", 5, "U+00AD")]
    public void FaultOf_HiddenCharacter_NamesItAndItsPlace(string text, int place, string name)
    {
        Assert.Contains($"character {place} is {name}.", VisibleText.FaultOf(text), StringComparison.Ordinal);
        Assert.Equal(text.Remove(place - 1, 1), VisibleText.Without(text));
    }

    [Theory]
    [InlineData("Two\r\nlines\tand a tab")]
    [InlineData("Île-de-France, 東京, می‌خواهم, עברית\u200F!")]
    [InlineData("👩‍💻 10\u00A0% – “quoted”")]
    public void FaultOf_WhatScriptsNeed_IsNone(string text)
    {
        Assert.Null(VisibleText.FaultOf(text));
        Assert.Same(text, VisibleText.Without(text));
    }
}
