using System.Globalization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class GrantRecipientsFile : PartFile<GrantRecipient>
{
    private const int FirstPosition = 1;

    public override string Name => "grant_recipients.csv";

    public override string Summary =>
        "A recipient of a grant. Position 1 is the recipient that grants.csv names: a row for it adds organisation, role and share, "
        + "and leaves name and country empty or says the same.";

    public override IReadOnlyList<string> Key => ["grant", "position"];

    protected override IReadOnlyList<string> Owner => ["grant"];

    protected override ColumnList<GrantRecipient> Define(ColumnList<GrantRecipient> columns) => columns
        .Record("grant", RecordKind.Grant, Need.Value, "The grant.", recipient => recipient.GrantId, null)
        .Integer("position", FirstPosition, 10_000, Need.Value, "Order among the grant's recipients.",
            recipient => recipient.Position, null)
        .Text("name", GrantRecipient.NameMaxLength, Need.Column, "Who, as stated.",
            recipient => recipient.Name, (recipient, name) => recipient.Name = name!)
        .Record("organisation", RecordKind.Organisation, Need.Column, "The organisation, where that is sure.",
            recipient => recipient.OrganisationId, (recipient, id) => recipient.OrganisationId = id)
        .Country("country", Need.Column, "The recipient's country.",
            recipient => recipient.CountryCode, (recipient, code) => recipient.CountryCode = code)
        .Code("role", "What it does in the work.", recipient => recipient.Role, (recipient, role) => recipient.Role = role)
        .Amount("amount", Need.Column, "Its share, where the source gives one.",
            recipient => recipient.Amount, (recipient, amount) => recipient.Amount = amount)
        .Currency("currency", Need.Column, "The currency of the share.",
            recipient => recipient.CurrencyCode, (recipient, code) => recipient.CurrencyCode = code);

    public override void Check(FolderRow row, CheckContext context)
    {
        RowRules.CurrencyWithAmount(row, context);
        if (!IsFirst(row))
        {
            RequireName(row, context);
        }
        else if (context.FirstRecipients.TryGetValue(row.Text("grant"), out var first))
        {
            Agree(row, first.Name, first.Country, context);
        }
    }

    public override async Task<IReadOnlyList<string?[]>> RowsOfAsync(
        PortalDbContext context, References references, RecordReference record, CancellationToken cancellationToken)
    {
        var rows = await base.RowsOfAsync(context, references, record, cancellationToken);
        foreach (var row in rows.Where(row => row[IndexOf("position")] == "1"))
        {
            (row[IndexOf("name")], row[IndexOf("country")]) = (null, null);
        }

        return rows;
    }

    public override async IAsyncEnumerable<string?[]> ExportAsync(PortalDbContext context, References references)
    {
        var recipients =
            from recipient in context.GrantRecipients.AsNoTracking()
            join grant in context.Grants on recipient.GrantId equals grant.Id
            where recipient.Position > FirstPosition || recipient.OrganisationId != null || recipient.Role != RecipientRole.Recipient
                || recipient.Amount != null || recipient.CurrencyCode != null
            orderby EF.Functions.Collate(grant.Reference, "C"), recipient.Position
            select recipient;
        await foreach (var recipient in recipients.AsAsyncEnumerable())
        {
            yield return [.. Columns.Select(column => column.Read(recipient, references))];
        }
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Grant, row.Text("grant"));

    protected override Task<List<GrantRecipient>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.GrantRecipients.Where(recipient => owners.Contains(recipient.GrantId)).ToListAsync(cancellationToken);

    // What grants.csv says of the first recipient is compared here and then taken as said.
    protected override void CheckOwner(FolderRow row, GrantRecipient? part, PublicRecord owner, ImportSession session)
    {
        if (!IsFirst(row))
        {
            return;
        }

        if (part is null)
        {
            RequireName(row, session.Check);
            return;
        }

        Agree(row, part.Name, part.CountryCode, session.Check);
        row.Cells[IndexOf("name")] = part.Name;
        row.Cells[IndexOf("country")] = part.CountryCode;
    }

    protected override async Task<IReadOnlyList<GrantRecipient>> HeldAsync(PortalDbContext context, Guid owner, CancellationToken cancellationToken) =>
        await context.GrantRecipients.Where(recipient => recipient.GrantId == owner).OrderBy(recipient => recipient.Position).ToListAsync(cancellationToken);

    // The first is grants.csv's to take away.
    protected override bool CanRemove(GrantRecipient part) => part.Position > FirstPosition;

    protected override GrantRecipient Create(FolderRow row, PublicRecord owner, ImportSession session) => new()
    {
        GrantId = owner.Id,
        Position = int.Parse(row.Text("position"), CultureInfo.InvariantCulture),
        Name = row.Text("name"),
        CountryCode = row["country"],
    };

    protected override Task<List<GrantRecipient>> AllAsync(PortalDbContext context, References references) =>
        context.GrantRecipients.AsNoTracking().ToListAsync();

    private static bool IsFirst(FolderRow row) => row["position"] == "1";

    private static void RequireName(FolderRow row, CheckContext context)
    {
        if (row["name"] is null)
        {
            context.Fault(row, "name", FaultCodes.Required, "The recipient's name; only a grant's first recipient is named in grants.csv.");
        }
    }

    private static void Agree(FolderRow row, string? name, string? country, CheckContext context)
    {
        if (row["name"] is not null && row["name"] != name)
        {
            context.Fault(row, "name", FaultCodes.RecipientDiffers, $"Empty, or the recipient of grants.csv: {name ?? "none"}.");
        }

        if (row["country"] is not null && row["country"] != country)
        {
            context.Fault(row, "country", FaultCodes.RecipientDiffers,
                $"Empty, or the recipient_country of grants.csv: {country ?? "none"}.");
        }
    }
}
