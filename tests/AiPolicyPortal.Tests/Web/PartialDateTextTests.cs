using System.Globalization;
using AiPolicyPortal.Web.Formatting;

namespace AiPolicyPortal.Tests.Web;

public sealed class PartialDateTextTests
{
    [Theory]
    [InlineData("en", "2024-03-11", "day", false, "11 March 2024")]
    [InlineData("en", "2024-03-31", "month", false, "March 2024")]
    [InlineData("en", "2024-12-31", "year", false, "2024")]
    [InlineData("en", "2024-03-11", "day", true, "11 Mar 2024")]
    [InlineData("fr", "2024-03-11", "day", false, "11 mars 2024")]
    [InlineData("fr", "2024-02-01", "day", false, "1er février 2024")]
    [InlineData("fr", "2024-02-01", "month", false, "février 2024")]
    public void Words_KeepThePrecision(string language, string date, string precision, bool brief, string expected) =>
        Assert.Equal(expected, PartialDateText.Words(DateOnly.Parse(date, CultureInfo.InvariantCulture), precision, CultureInfo.GetCultureInfo(language), brief));

    [Theory]
    [InlineData("year", "2024")]
    [InlineData("month", "2024-03")]
    [InlineData("day", "2024-03-11")]
    public void Iso_KeepsThePrecision(string precision, string expected) => Assert.Equal(expected, PartialDateText.Iso(new(2024, 3, 11), precision));

    [Fact]
    public void Words_UnknownPrecision_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDateText.Words(new(2024, 3, 11), "decade", CultureInfo.InvariantCulture));
}
