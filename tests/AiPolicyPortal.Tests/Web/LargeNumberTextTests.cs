using System.Globalization;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Tests.Web;

public sealed class LargeNumberTextTests
{
    [Theory]
    [InlineData(314_000_000_000, "en", "314 billion")]
    [InlineData(314_000_000_000, "fr", "314 milliards")]
    [InlineData(1_500_000_000, "fr", "1,5 milliard")]
    [InlineData(7_241_732_096, "en", "7.24 billion")]
    [InlineData(1_040_000_000_000, "en", "1,040 billion")]
    [InlineData(999_600_000, "en", "1 billion")]
    [InlineData(61_100_000, "fr", "61,1 millions")]
    [InlineData(12_500, "en", "12,500")]
    public void Words_Count_HasThreeDigitsAndItsWord(long number, string language, string expected) =>
        Assert.Equal(expected, LargeNumberText.Words(number, CultureInfo.GetCultureInfo(language)).Replace('\u00A0', ' '));
}
