using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Grants;

/// <summary>The grants of the starter data as its files say them.</summary>
internal static class GrantFile
{
    public sealed record Recipient(int Position, string Name, string Country, string Organisation);

    public sealed record Row(IReadOnlyDictionary<string, string> Cells, IReadOnlyList<Recipient> Recipients)
    {
        public string this[string column] => Cells[column];

        public string Id => Cells["id"];

        public PartialDate? Date(string column) => PartialDate.TryParse(Cells[column], out var date) ? date : null;

        public decimal? Amount => Cells["amount"].Length == 0 ? null : decimal.Parse(Cells["amount"], System.Globalization.CultureInfo.InvariantCulture);
    }

    public static IReadOnlyList<Row> Read()
    {
        var further = StarterFile.Read("grant_recipients.csv").ToLookup(row => row["grant"]);
        return [.. StarterFile.Read("grants.csv").Select(grant => new Row(grant, [.. Recipients(grant, further[grant["id"]])]))];
    }

    // A row at position 1 adds the organisation to the recipient that the grant names.
    private static IEnumerable<Recipient> Recipients(
        IReadOnlyDictionary<string, string> grant, IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        var listed = rows.Select(row => new Recipient(
            int.Parse(row["position"], System.Globalization.CultureInfo.InvariantCulture), row["name"], row["country"], row["organisation"])).ToList();
        return listed.Exists(recipient => recipient.Position == 1) || grant["recipient"].Length == 0
            ? listed.OrderBy(recipient => recipient.Position)
            : listed.Prepend(new Recipient(1, grant["recipient"], grant["recipient_country"], "")).OrderBy(recipient => recipient.Position);
    }
}
