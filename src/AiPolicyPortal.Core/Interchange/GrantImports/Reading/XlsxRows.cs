using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace AiPolicyPortal.Core.Interchange.GrantImports.Reading;

/// <summary>
/// Reads a sheet of a workbook row by row. What a workbook of a stranger may do to the memory is bounded here: how much it unpacks to, how
/// long a word and how wide a row is, how many parts it has. Words that cells share are kept packed.
/// </summary>
internal sealed class XlsxRows : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int DirectoryBytes = 1 << 20;
    private const int DaysTo1904 = 1462;

    private readonly FileStream file;
    private readonly ZipArchive archive;
    private readonly UnpackedBudget budget = new();
    private readonly SharedWords words = new();
    private readonly HashSet<int> dateStyles = [];

    // A workbook of an old Mac counts its days from 1904.
    private bool isFrom1904;

    private XlsxRows(string path)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            CheckDirectory(file);
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public static IReadOnlyList<string> Sheets(string path) => Guarded(() =>
    {
        using var workbook = new XlsxRows(path);
        return workbook.SheetParts().Select(sheet => sheet.Name).ToList();
    });

    /// <summary>All rows with a cell in them, the heading first.</summary>
    /// <exception cref="ImportRefusedException">The workbook is broken, hostile, or has a formula.</exception>
    public static IEnumerable<SourceRow> Read(string path, string sheet)
    {
        using var rows = Guarded(() => Open(path, sheet)).GetEnumerator();
        while (Guarded(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    public void Dispose()
    {
        archive.Dispose();
        file.Dispose();
    }

    private static IEnumerable<SourceRow> Open(string path, string sheet)
    {
        using var workbook = new XlsxRows(path);
        var part = workbook.SheetParts().FirstOrDefault(part => part.Name == sheet).Part
            ?? throw ImportProblems.Refuse(ImportProblems.NoSheet, $"The workbook has no sheet '{sheet}'.", sheet);
        workbook.ReadShared();
        workbook.ReadStyles();
        var columns = 0;
        foreach (var row in workbook.Rows(part))
        {
            columns = columns == 0 ? row.Cells.Length : columns;
            var wide = row.Cells.Length > columns && Array.Exists(row.Cells[columns..], cell => !string.IsNullOrWhiteSpace(cell));
            var cells = row.Cells;
            Array.Resize(ref cells, columns);
            yield return row with { Cells = cells, FaultCode = wide ? FaultCodes.CellCount : null };
        }
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException or FormatException or OverflowException or EndOfStreamException or KeyNotFoundException or ArgumentException)
        {
            throw ImportProblems.Refuse(ImportProblems.NotAWorkbook, $"The file is no workbook that can be read, or it was cut off: {exception.Message}");
        }
    }

    // The list of parts is read whole when an archive is opened, so its length is looked at first.
    private static void CheckDirectory(FileStream file)
    {
        var tail = new byte[Math.Min(file.Length, 66_000)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at + 22 > tail.Length)
        {
            throw new InvalidDataException("The list of its parts is missing.");
        }

        // A file this small never needs the longer form of the list.
        if (BitConverter.ToUInt32(tail, at + 16) == uint.MaxValue)
        {
            throw new InvalidDataException("The list of its parts is too long.");
        }

        if (file.Length - BitConverter.ToUInt32(tail, at + 16) > DirectoryBytes + (long)tail.Length)
        {
            throw ImportProblems.TooMany(ImportProblems.WorkbookTooLarge, DirectoryBytes, "bytes for the list of a workbook's parts");
        }
    }

    private List<(string Name, string Part)> SheetParts()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var relations = Open("xl/_rels/workbook.xml.rels"))
        {
            while (relations.Read())
            {
                if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" })
                {
                    var target = relations.GetAttribute("Target") ?? "";
                    targets[relations.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
                }
            }
        }

        var sheets = new List<(string, string)>();
        using var workbook = Open("xl/workbook.xml");
        while (workbook.Read())
        {
            if (workbook is { NodeType: XmlNodeType.Element, LocalName: "workbookPr" })
            {
                isFrom1904 = workbook.GetAttribute("date1904") is "1" or "true";
            }

            if (workbook is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && targets.TryGetValue(workbook.GetAttribute("id", Relations) ?? "", out var part))
            {
                sheets.Add((workbook.GetAttribute("name") ?? "", part));
            }
        }

        return sheets;
    }

    private void ReadShared()
    {
        if (archive.GetEntry("xl/sharedStrings.xml") is null)
        {
            return;
        }

        using var shared = Open("xl/sharedStrings.xml");
        while (shared.Read())
        {
            if (shared is { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                words.Add(Words(shared));
            }
        }
    }

    private void ReadStyles()
    {
        if (archive.GetEntry("xl/styles.xml") is null)
        {
            return;
        }

        var dateFormats = new HashSet<int>([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
        var (inCells, index) = (false, 0);
        using var styles = Open("xl/styles.xml");
        while (styles.Read())
        {
            if (styles is { NodeType: XmlNodeType.Element, LocalName: "numFmt" } && IsDate(styles.GetAttribute("formatCode") ?? ""))
            {
                dateFormats.Add(int.Parse(styles.GetAttribute("numFmtId")!, CultureInfo.InvariantCulture));
            }
            else if (styles is { NodeType: XmlNodeType.Element, LocalName: "cellXfs" })
            {
                inCells = true;
            }
            else if (styles is { NodeType: XmlNodeType.EndElement, LocalName: "cellXfs" })
            {
                break;
            }
            else if (inCells && styles is { NodeType: XmlNodeType.Element, LocalName: "xf" })
            {
                if (dateFormats.Contains(int.Parse(styles.GetAttribute("numFmtId") ?? "0", CultureInfo.InvariantCulture)))
                {
                    dateStyles.Add(index);
                }

                index++;
            }
        }
    }

    // Letters in quotes or brackets are no parts of a date.
    private static bool IsDate(string format)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var character in format)
        {
            quoted ^= character == '"';
            bracketed = character == '[' || (bracketed && character != ']');
            if (!quoted && !bracketed && char.ToLowerInvariant(character) is 'y' or 'd')
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<SourceRow> Rows(string part)
    {
        using var sheet = Open(part);
        var number = 0;
        while (sheet.Read())
        {
            if (sheet is not { NodeType: XmlNodeType.Element, LocalName: "row", NamespaceURI: Main })
            {
                continue;
            }

            number = sheet.GetAttribute("r") is { } said ? int.Parse(said, CultureInfo.InvariantCulture) : number + 1;
            if (sheet.IsEmptyElement)
            {
                continue;
            }

            var cells = Cells(sheet, number);
            if (cells.Count > 0)
            {
                yield return new SourceRow(number, [.. cells]);
            }
        }
    }

    private List<string?> Cells(XmlReader sheet, int row)
    {
        var cells = new List<string?>();
        while (sheet.Read() && sheet is not { NodeType: XmlNodeType.EndElement, LocalName: "row" })
        {
            if (sheet is not { NodeType: XmlNodeType.Element, LocalName: "c" })
            {
                continue;
            }

            var column = sheet.GetAttribute("r") is { } place ? ColumnOf(place) : cells.Count;
            var (kind, style) = (sheet.GetAttribute("t"), sheet.GetAttribute("s"));
            var text = sheet.IsEmptyElement ? null : Cell(sheet, kind, style, row, column);
            if (string.IsNullOrEmpty(text))
            {
                continue;
            }

            if (column >= FileLimits.Columns)
            {
                throw ImportProblems.TooMany(ImportProblems.TooManyColumns, FileLimits.Columns, "columns");
            }

            while (cells.Count <= column)
            {
                cells.Add(null);
            }

            cells[column] = text;
        }

        return cells;
    }

    private string? Cell(XmlReader sheet, string? kind, string? style, int row, int column)
    {
        string? value = null;
        while (sheet.Read() && sheet is not { NodeType: XmlNodeType.EndElement, LocalName: "c" })
        {
            if (sheet.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (sheet.LocalName)
            {
                case "f":
                    throw ImportProblems.Refuse(ImportProblems.Formula,
                        $"Cell {Name(column)}{row} is a formula. Save the sheet with its values in place of formulas.", $"{Name(column)}{row}");
                case "v":
                    value = Words(sheet);
                    break;
                case "is":
                    value = Words(sheet);
                    break;
            }
        }

        return kind switch
        {
            "s" => value is null or "" ? null : words[int.Parse(value, CultureInfo.InvariantCulture)],
            "b" => value == "1" ? "yes" : "no",
            "str" or "inlineStr" or "d" or "e" => value,
            _ => value is null or "" ? null : Number(value, style),
        };
    }

    private string Number(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return value;
        }

        var days = isFrom1904 ? number + DaysTo1904 : number;
        if (style is not null && dateStyles.Contains(int.Parse(style, CultureInfo.InvariantCulture)) && days is >= 0 and < 2_958_466)
        {
            var moment = DateTime.FromOADate(days);
            return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
        }

        // A spreadsheet keeps fifteen digits; what comes behind them is not what somebody typed.
        return Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : value;
    }

    private static int ColumnOf(string place)
    {
        var column = 0;
        foreach (var letter in place.TakeWhile(char.IsAsciiLetterUpper).Take(4))
        {
            column = (column * 26) + letter - 'A' + 1;
        }

        return column - 1;
    }

    private static string Name(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{Name((column / 26) - 1)}{(char)('A' + (column % 26))}";

    // The words of an element, formatted in pieces or not; how they are spoken is left out.
    private static string Words(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var (depth, spoken) = (reader.Depth, false);
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader is { LocalName: "rPh", IsEmptyElement: false })
            {
                spoken = reader.NodeType == XmlNodeType.Element;
            }

            if (!spoken && reader.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                text.Append(reader.Value);
                if (text.Length > FileLimits.CellLength)
                {
                    throw ImportProblems.TooMany(ImportProblems.CellTooLong, FileLimits.CellLength, "characters in a cell");
                }
            }
        }

        return text.ToString();
    }

    private XmlReader Open(string part)
    {
        var entry = archive.GetEntry(part) ?? throw new InvalidDataException($"Its part {part} is missing.");
        return XmlReader.Create(new UnpackedStream(entry.Open(), budget), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
        });
    }

    /// <summary>Words that cells share, packed one after the other.</summary>
    private sealed class SharedWords
    {
        private readonly List<int> ends = [];
        private byte[] bytes = new byte[1 << 16];
        private int length;

        public string this[int index] => Encoding.UTF8.GetString(bytes, Start(index), ends[index] - Start(index));

        public void Add(string text)
        {
            var size = Encoding.UTF8.GetByteCount(text);
            if (length + (long)size > FileLimits.SharedWordsBytes)
            {
                throw ImportProblems.TooMany(ImportProblems.WorkbookTooLarge, FileLimits.SharedWordsBytes, "bytes of different words; save the sheet as CSV UTF-8");
            }

            while (length + size > bytes.Length)
            {
                Array.Resize(ref bytes, bytes.Length * 2);
            }

            length += Encoding.UTF8.GetBytes(text, bytes.AsSpan(length));
            ends.Add(length);
        }

        private int Start(int index) => index == 0 ? 0 : ends[index - 1];
    }

    private sealed class UnpackedBudget
    {
        private long left = FileLimits.WorkbookBytes;

        public void Take(int bytes)
        {
            left -= bytes;
            if (left < 0)
            {
                throw ImportProblems.TooMany(ImportProblems.WorkbookTooLarge, FileLimits.WorkbookBytes, "bytes when unpacked");
            }
        }
    }

    /// <summary>Counts what is unpacked, and refuses a piece of markup or text that a reader would have to hold whole and that is longer than any honest one.</summary>
    private sealed class UnpackedStream(Stream inner, UnpackedBudget budget) : Stream
    {
        private int token;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            budget.Take(read);
            var bytes = (ReadOnlySpan<byte>)buffer[..read];
            while (bytes.IndexOfAny((byte)'<', (byte)'>') is var at and >= 0)
            {
                Check(at);
                token = 0;
                bytes = bytes[(at + 1)..];
            }

            Check(bytes.Length);
            token += bytes.Length;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Check(int more)
        {
            if (token + more > FileLimits.TokenBytes)
            {
                throw ImportProblems.TooMany(ImportProblems.CellTooLong, FileLimits.CellLength, "characters in a cell");
            }
        }
    }
}
