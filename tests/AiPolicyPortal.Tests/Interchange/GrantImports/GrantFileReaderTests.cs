using System.IO.Compression;
using System.Text;
using AiPolicyPortal.Core.Interchange.GrantImports;
using AiPolicyPortal.Core.Interchange.GrantImports.Reading;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Interchange.GrantImports;

public sealed class GrantFileReaderTests : IDisposable
{
    private const string Table = "id;title;amount\r\n1;Été à l'île;1\r\n2;\"a;b\r\nc\";2\r\n";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-8", "utf-8" }, { "utf-16", "utf-16" }, { "utf-16BE", "utf-16BE" }, { "windows-1252", "windows-1252" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Inspect_Text_FindsEncodingAndDelimiter(string written, string found)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(written) ?? Encoding.GetEncoding(written);
        var path = Write("list.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(Table)]);

        var layout = GrantFileReader.Inspect(path, GrantFileFormat.Csv);

        Assert.Equal((found, ';'), (layout.Encoding, layout.Delimiter!.Value));
        Assert.Equal(["id", "title", "amount"], layout.Headings);
        Assert.Equal(["Été à l'île", "a;b\r\nc"], GrantFileReader.Rows(path, GrantFileFormat.Csv, layout).Select(row => row.Cells[1]));
    }

    [Theory]
    [InlineData("11/03/2024", DateFormat.DayFirst, "2024-03-11")]
    [InlineData("11/03/2024", DateFormat.MonthFirst, "2024-11-03")]
    [InlineData("2024-03-11T00:00:00+00:00", DateFormat.Iso, "2024-03-11")]
    [InlineData("45362", DateFormat.Serial, "2024-03-11")]
    [InlineData("31/02/2024", DateFormat.DayFirst, null)]
    [InlineData("11/03/24", DateFormat.DayFirst, null)]
    public void Date_DeclaredFormat_ReadsOnlyThat(string text, DateFormat format, string? expected) => Assert.Equal(expected, CellFormats.Date(text, format));

    [Theory]
    [InlineData("1,234.50", NumberFormat.Point, "1234.50")]
    [InlineData("1 234,50", NumberFormat.Comma, "1234.50")]
    [InlineData("1.234,50", NumberFormat.Comma, "1234.50")]
    [InlineData("1,5", NumberFormat.Point, null)]
    [InlineData("£5", NumberFormat.Point, null)]
    [InlineData("007", NumberFormat.Point, "7")]
    public void Number_DeclaredFormat_ReadsOnlyThat(string text, NumberFormat format, string? expected) => Assert.Equal(expected, CellFormats.Number(text, format));

    [Fact]
    public void Suggest_EnglishFrenchAnd360Giving_FindsTheColumns()
    {
        var layout = new GrantFileLayout("utf-8", ',', [], null, ["Identifiant", "Intitulé du projet", "Bénéficiaire", "Montant", "Date d'attribution", "Recipient Org:Identifer", "Couleur"],
            [["1", "x", "y", "1 234,50", "25/03/2024", "GB-1", "rouge"]]);

        var mapping = GrantSuggestions.Suggest(layout, null, keepsRest: false);

        Assert.Equal(["id", "title", "recipient", "amount", "awarded", "recipient_identifier", null], mapping.Columns.Select(column => column.Target));
        Assert.Equal((NumberFormat.Comma, DateFormat.DayFirst), (mapping.Columns[3].Numbers!.Value, mapping.Columns[4].Dates!.Value));
    }

    [Theory]
    [InlineData(DateFormat.Iso)]
    [InlineData(DateFormat.Iso, "2024-03-04", "2024-12-01", "soon")]
    [InlineData(DateFormat.DayFirst, "03/04/2024", "25/04/2024")]
    [InlineData(DateFormat.DayFirst, "25/04/2024", "26/04/2024", "01/02/2024", "04/25/2024")]
    [InlineData(DateFormat.MonthFirst, "03/04/2024", "04/25/2024")]
    [InlineData(null, "soon", "later")]
    public void DetectDates_Samples_TakesWhatReadsMost(DateFormat? expected, params string[] samples) => Assert.Equal(new(expected, null), CellFormats.DetectDates(samples));

    [Theory]
    [InlineData(NumberFormat.Point)]
    [InlineData(NumberFormat.Point, "1234", "500")]
    [InlineData(NumberFormat.Point, "1,234", "1,234,567")]
    [InlineData(NumberFormat.Comma, "1.234", "1.234,5")]
    [InlineData(NumberFormat.Point, "1,234.50", "12.75", "n/a")]
    public void DetectNumbers_Samples_TakesWhatReadsMost(NumberFormat expected, params string[] samples) => Assert.Equal(new(expected, null), CellFormats.DetectNumbers(samples));

    [Fact]
    public void Detect_CellsThatCanBeReadInTwoWays_LeavesTheFormatToAPerson()
    {
        Assert.Equal(new(null, new("03/04/2024", "2024-04-03", "2024-03-04")), CellFormats.DetectDates(["05/05/2024", "03/04/2024"]));
        Assert.Equal(new(null, new("1.234", "1.234", "1234")), CellFormats.DetectNumbers(["500", "1.234"]));
        Assert.Equal(new(null, new("1,234", "1234", "1.234")), CellFormats.DetectNumbers(["1,234"]));
    }

    [Theory]
    [InlineData("empty.csv", "", ImportProblems.Empty)]
    [InlineData("heading.csv", "id,title\r\n", ImportProblems.Empty)]
    [InlineData("heading-and-blanks.csv", "id,title\r\n,\r\n\r\n", ImportProblems.Empty)]
    [InlineData("blank.csv", "\r\n\r\n", ImportProblems.NoHeading)]
    [InlineData("cut.json", "{\"grants\": [{\"id\": \"1\", \"title\": \"cut", ImportProblems.NotJson)]
    [InlineData("other.json", "{\"people\": []}", ImportProblems.NoGrants)]
    [InlineData("number.json", "{\"grants\": 5}", ImportProblems.NoGrants)]
    [InlineData("no.xlsx", "this is no workbook", ImportProblems.NotAWorkbook)]
    public void Inspect_NoList_IsRefusedWithTheReason(string name, string content, string code) => Refuses(name, Encoding.UTF8.GetBytes(content), code);

    [Fact]
    public void Inspect_TenMillionColumns_IsRefused() => Refuses("wide.csv", Encoding.UTF8.GetBytes(new string(',', 10_000_000)), ImportProblems.RowTooLong);

    [Fact]
    public void Inspect_ManyColumns_IsRefused() => Refuses("wide.csv", Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 201)) + "\r\n"), ImportProblems.TooManyColumns);

    [Fact]
    public void Inspect_OpenQuote_IsRefused() => Refuses("open.csv", Encoding.UTF8.GetBytes("id,title\r\n1,\"" + new string('x', 2_000_000)), ImportProblems.CellTooLongInRow);

    [Fact]
    public void Inspect_NoText_IsRefused() => Refuses("photo.csv", [0xFE, 0xFF, 0xD8, 0x00, 0x00, 0x41], ImportProblems.NotText);

    [Fact]
    public void Inspect_WrongEncodingChosen_IsRefused()
    {
        var path = Write("list.csv", [.. "id,title\r\n1,"u8, 0xE9, .. "\r\n"u8]);
        var refused = Assert.Throws<ImportRefusedException>(() => GrantFileReader.Inspect(path, GrantFileFormat.Csv, new GrantFileLayout("utf-8", ',', [], null, [], [])));
        Assert.Equal(ImportProblems.WrongEncoding, refused.Problem.Code);
    }

    [Fact]
    public void Inspect_Formula_IsRefusedNamingTheCell()
    {
        var refused = Refuses("formula.xlsx", Workbook("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c></row><row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c></row>"), ImportProblems.Formula);
        Assert.Equal("A2", refused.Problem.Subject);
    }

    [Fact]
    public void Inspect_HugeCell_IsRefused() =>
        Refuses("huge.xlsx", Workbook($"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{new string('x', 50_000_000)}</t></is></c></row>"), ImportProblems.CellTooLong);

    [Fact]
    public void Inspect_ManyColumnsInAWorkbook_IsRefused() =>
        Refuses("wide.xlsx", Workbook("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"XFD1\"><v>1</v></c></row>"), ImportProblems.TooManyColumns);

    [Fact]
    public void Inspect_Bomb_IsRefusedWithoutFillingTheMemory()
    {
        // Other tests hold memory beside it.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        // Five gigabytes of blanks between rows, five megabytes packed.
        Refuses("bomb.xlsx", Workbook("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c></row>", padding: 5L << 30), ImportProblems.WorkbookTooLarge);
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(kept < 512L << 20, $"{kept} bytes more than before.");
    }

    [Fact]
    public void Inspect_CutWorkbook_IsRefused() =>
        Refuses("cut.xlsx", [.. Workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").SkipLast(200)], ImportProblems.NotAWorkbook);

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>999</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"1\"><v>5</v></c></row>")]
    public void Inspect_WorkbookThatPointsNowhere_IsRefused(string rows) => Refuses("odd.xlsx", Workbook(rows), ImportProblems.NotAWorkbook);

    [Theory]
    [InlineData(45362, false, "2024-03-11")]
    [InlineData(45362, true, "2028-03-12")]
    [InlineData(2958465, false, "9999-12-31")]
    [InlineData(2958465, true, "2958465")]
    public void Rows_DatesOfAWorkbook_AreCountedFromItsOwnFirstDay(int days, bool isFrom1904, string expected)
    {
        var path = Write("dates.xlsx", Workbook($"<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>day</t></is></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"><v>{days}</v></c></row>", isFrom1904: isFrom1904));

        Assert.Equal([expected], GrantFileReader.Rows(path, GrantFileFormat.Xlsx, GrantFileReader.Inspect(path, GrantFileFormat.Xlsx)).Select(row => row.Cells[0]));
    }

    [Fact]
    public void Inspect_JsonThatIsNoUtf8_IsRefused()
    {
        Refuses("latin.json", [.. "[{\"title\":\"caf"u8, 0xE9, .. "\"}]"u8], ImportProblems.NotJson);
        Refuses("half.json", Encoding.UTF8.GetBytes("""[{"title":"\ud800"}]"""), ImportProblems.NotJson);
    }

    [Fact]
    public void Inspect_CharactersThatNoTextHas_AreLeftOutOfWhatIsShown()
    {
        var path = Write("nul.json", Encoding.UTF8.GetBytes("""[{"title":"a\u0000b"}]"""));

        Assert.Equal(["a b"], GrantFileReader.Inspect(path, GrantFileFormat.Json).Samples[0]);
    }

    private static byte[] Workbook(string rows, long padding = 0, bool isFrom1904 = false)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "xl/styles.xml", "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
            Add(zip, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">" + (isFrom1904 ? "<workbookPr date1904=\"1\"/>" : "") + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\" Type=\"t\"/></Relationships>");
            using var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            sheet.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
            sheet.Write(Encoding.UTF8.GetBytes(rows));
            var blank = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string(' ', 1021) + "<a/>", 1024)));
            for (var written = 0L; written < padding; written += blank.Length)
            {
                sheet.Write(blank);
            }

            sheet.Write("</sheetData></worksheet>"u8);
        }

        return file.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }

    private ImportRefusedException Refuses(string name, byte[] content, string code)
    {
        var path = Write(name, content);
        var refused = Assert.Throws<ImportRefusedException>(() => GrantFileReader.Inspect(path, GrantFileReader.FormatOf(name)!.Value));
        Assert.Equal(code, refused.Problem.Code);
        return refused;
    }

    private string Write(string name, byte[] content)
    {
        var path = folder.Below(name);
        Directory.CreateDirectory(folder.Location);
        File.WriteAllBytes(path, content);
        return path;
    }
}
