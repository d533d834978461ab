using System.IO.Compression;
using System.Text;

namespace AiPolicyPortal.Tests.Interchange.Rates;

/// <summary>Files shaped as the European Central Bank shapes them.</summary>
internal static class RateFiles
{
    public const string Daily = "eurofxref-daily.xml";
    public const string Recent = "eurofxref-hist-90d.xml";
    public const string History = "eurofxref-hist.zip";

    public const string FirstRow = "1999-01-04,1.1789,133.73,";

    public static byte[] Xml(params (string Day, (string Currency, string Rate)[] Rates)[] days) => Encoding.UTF8.GetBytes(XmlText(days));

    public static string XmlText(params (string Day, (string Currency, string Rate)[] Rates)[] days)
    {
        var cubes = days.Select(day =>
            $"\t\t<Cube time='{day.Day}'>\n{string.Concat(day.Rates.Select(rate => $"\t\t\t<Cube currency='{rate.Currency}' rate='{rate.Rate}'/>\n"))}\t\t</Cube>\n");
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
            	<gesmes:subject>Reference rates</gesmes:subject>
            	<gesmes:Sender>
            		<gesmes:name>European Central Bank</gesmes:name>
            	</gesmes:Sender>
            	<Cube>
            {string.Concat(cubes)}	</Cube>
            </gesmes:Envelope>
            """;
    }

    /// <summary>The history with the dollar and the yen; each row as <c>day,rate,rate,</c>.</summary>
    public static string Csv(params string[] rows) => string.Concat(rows.Prepend("Date,USD,JPY,").Select(row => row + "\n"));

    public static byte[] Zip(string csv) => Zip(entry => entry.Write(Encoding.UTF8.GetBytes(csv)));

    public static byte[] Zip(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("eurofxref-hist.csv").Open();
            write(entry);
        }

        return bytes.ToArray();
    }
}
