using System.Globalization;
using System.Text;
using System.Xml;
using AiPolicyPortal.Web.Api;

namespace AiPolicyPortal.Web.Formats;

/// <summary>A page of a selection as an Atom feed (RFC 4287), paged by RFC 5005, with what is gone (RFC 6721). Addresses are absolute.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="ChangedAt">When a feed without entries last changed, UTC.</param>
/// <param name="Id">The selection's own address, without a place in it and without a language: in each it is the same feed.</param>
internal sealed record AtomFeed(
    string Language, string Title, string Id, string Self, string Alternate, string? Next, string? Previous, DateTimeOffset ChangedAt, string Root, IReadOnlyList<FeedEntry> Entries,
    IReadOnlyList<DeletedEntry> Deleted)
{
    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const string TombstoneNamespace = "http://purl.org/atompub/tombstones/1.0";
    private const string Author = "AI Policy Portal";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true };

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, Language);
            Write(xml, "title", Title);
            Write(xml, "id", Id);
            Write(xml, "updated", Instant(Entries.Select(entry => entry.UpdatedAt).Concat(Deleted.Select(entry => entry.DeletedAt)).DefaultIfEmpty(ChangedAt).Max()));
            xml.WriteStartElement("author", Namespace);
            Write(xml, "name", Author);
            xml.WriteEndElement();
            Write(xml, "rights", $"{ApiAnswers.Licence}, {ApiAnswers.LicenceUrl}");
            WriteLink(xml, "self", Self, ListFormat.Atom.MediaType);
            WriteLink(xml, "alternate", Alternate, "text/html");
            WriteLink(xml, "next", Next, ListFormat.Atom.MediaType);
            WriteLink(xml, "previous", Previous, ListFormat.Atom.MediaType);
            foreach (var entry in Entries)
            {
                WriteEntry(xml, entry);
            }

            foreach (var deleted in Deleted)
            {
                WriteDeleted(xml, deleted);
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private void WriteEntry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Write(xml, "title", entry.Title);
        Write(xml, "id", $"urn:uuid:{entry.Id}");
        Write(xml, "updated", Instant(entry.UpdatedAt));
        WriteLink(xml, "alternate", Root + entry.Address, "text/html");
        Write(xml, "summary", entry.Summary);
        xml.WriteEndElement();
    }

    private void WriteDeleted(XmlWriter xml, DeletedEntry deleted)
    {
        xml.WriteStartElement("at", "deleted-entry", TombstoneNamespace);
        xml.WriteAttributeString("ref", $"urn:uuid:{deleted.Id}");
        xml.WriteAttributeString("when", Instant(deleted.DeletedAt));
        WriteLink(xml, "alternate", Root + deleted.Address, "text/html");
        if (deleted.Comment is { } comment)
        {
            xml.WriteElementString("at", "comment", TombstoneNamespace, Writable(comment));
        }

        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string? address, string type)
    {
        if (address is null)
        {
            return;
        }

        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string name, string text) =>
        xml.WriteElementString(name, Namespace, Writable(text));

    // XML has no way to write most control characters.
    private static string Writable(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value >= 0x10000 || XmlConvert.IsXmlChar((char)rune.Value)));

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
