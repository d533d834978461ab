using System.Xml;

namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>
/// Reads the Bank's XML: an envelope with a <c>Cube time</c> for each day, which holds a <c>Cube currency rate</c> for each currency.
/// </summary>
internal static class RateXml
{
    private const string Envelope = "http://www.gesmes.org/xml/2002-08-01";
    private const string Rates = "http://www.ecb.int/vocabulary/2002-08-01/eurofxref";
    private const string Mend = "Expected: the European Central Bank's XML of reference rates, whole. See whether the address is right, or run the command again later.";

    public static void Read(byte[] content, RateSheet sheet)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true };
        using var reader = XmlReader.Create(new MemoryStream(content), settings);
        try
        {
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "Envelope" || reader.NamespaceURI != Envelope)
            {
                sheet.Fault(Line(reader), null, reader.Name, FaultCodes.Unreadable, Mend);
                return;
            }

            ReadCubes(reader, sheet);
        }
        catch (XmlException exception)
        {
            // The reader's message can quote the file; the place says enough.
            sheet.Fault(exception.LineNumber, null, Beginning(content), FaultCodes.Unreadable, Mend);
        }
    }

    private static void ReadCubes(XmlReader reader, RateSheet sheet)
    {
        DateOnly? day = null;
        var (dayLine, inDay, ofDay) = (0, false, 0);
        while (reader.Read())
        {
            if (reader is not { NodeType: XmlNodeType.Element, LocalName: "Cube", NamespaceURI: Rates })
            {
                continue;
            }

            if (reader.GetAttribute("time") is { } time)
            {
                FaultEmpty();
                (dayLine, inDay, ofDay) = (Line(reader), true, 0);
                day = sheet.Day(time, dayLine, "time");
            }
            else if (reader.AttributeCount > 0)
            {
                ofDay++;
                ReadRate(reader, inDay, day, sheet);
            }
        }

        FaultEmpty();
        if (!inDay)
        {
            sheet.Fault(null, null, null, FaultCodes.Required, "Expected: rates for at least one day. Run the command again later.");
        }

        void FaultEmpty()
        {
            if (inDay && ofDay == 0)
            {
                sheet.Fault(dayLine, "time", null, FaultCodes.Required, "Expected: a rate for at least one currency on each day.");
            }
        }
    }

    private static void ReadRate(XmlReader reader, bool inDay, DateOnly? day, RateSheet sheet)
    {
        var line = Line(reader);
        var currency = reader.GetAttribute("currency");
        if (!inDay)
        {
            sheet.Fault(line, "time", null, FaultCodes.Required, "Expected: a day around each rate.");
        }
        else if (sheet.KnowsCurrency(currency, line, "currency") && day is { } known)
        {
            sheet.Add(known, currency!, reader.GetAttribute("rate"), line, $"{currency} rate");
        }
    }

    private static int Line(XmlReader reader) => ((IXmlLineInfo)reader).LineNumber;

    private static string Beginning(byte[] content) => System.Text.Encoding.UTF8.GetString(content.AsSpan(0, Math.Min(content.Length, 40)));
}
