using System.Text;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Tests.Infrastructure;
using MiniExcelLibs;

namespace AiPolicyPortal.Tests.Formats;

public sealed class HostileCellTests
{
    private static readonly Table<string> Words = new Table<string>("words", "Words", "A word").Reference("word", "The word", word => word);

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-2", "'-2")]
    [InlineData("a,b\"c\r\nd", "a,b\"c\r\nd")]
    [InlineData("007", "007")]
    [InlineData("É – 漢 😀", "É – 漢 😀")]
    public async Task WriteAsync_Csv_ReadsBackWithFormulasDefused(string word, string expected)
    {
        using var stream = new MemoryStream();
        await CsvTable.WriteAsync(Words, One(word), stream, CancellationToken.None);
        var text = Encoding.UTF8.GetString(stream.ToArray());

        Assert.StartsWith("\uFEFFword\r\n", text, StringComparison.Ordinal);
        Assert.Equal(expected, CsvText.Rows(text.TrimStart('\uFEFF')).Single()["word"]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("007")]
    [InlineData("12345678901234567890")]
    [InlineData("a\u0001b<&>")]
    public async Task WriteAsync_Workbook_KeepsEveryWordAsText(string word)
    {
        using var stream = new MemoryStream();
        await XlsxTable.WriteAsync(Words, One(word), [("Licence", "CC-BY-4.0")], stream, CancellationToken.None);
        stream.Position = 0;

        var row = (IDictionary<string, object>)stream.Query(useHeaderRow: true).Single();
        Assert.Equal(word, Assert.IsType<string>(row["word"]));
        Assert.Equal(["words", "About"], stream.GetSheetNames());
    }

    [Theory]
    [InlineData("1500000000.00", false)]
    [InlineData("12345678901234.50", false)]
    [InlineData("12345678901234.56", true)]
    [InlineData("0.00000000001234567890", false)]
    [InlineData("1.0944312345678901", false)]
    [InlineData("1234567890123456.0000000", true)]
    [InlineData("-999999999999999", false)]
    [InlineData("1000000000000000000", true)]
    public async Task WriteAsync_Workbook_WritesNumbersOfMoreDigitsThanItKeepsAsText(string number, bool isText)
    {
        var value = decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        var table = new Table<string>("numbers", "Numbers", "One number").Number("number", "It", _ => value);
        using var stream = new MemoryStream();
        await XlsxTable.WriteAsync(table, One(""), [], stream, CancellationToken.None);
        stream.Position = 0;

        var cell = ((IDictionary<string, object>)stream.Query(useHeaderRow: true).Single())["number"];
        if (isText)
            Assert.Equal(number, Assert.IsType<string>(cell));
        else
            Assert.Equal((double)value, Assert.IsType<double>(cell), 14);
    }

    [Theory]
    [InlineData("5", 2, "5.00")]
    [InlineData("5.5000", 2, "5.50")]
    [InlineData("5.125", 2, "5.125")]
    [InlineData("1000000000000000000", 0, "1000000000000000000")]
    public void Of_Amount_HasThePlacesOfItsCurrency(string amount, int unit, string expected)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        Assert.Equal(expected, Amounts.Of(decimal.Parse(amount, invariant), unit)!.Value.ToString(invariant));
    }

    private static async IAsyncEnumerable<string> One(string word)
    {
        await Task.Yield();
        yield return word;
    }
}
