using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class OrganisationIdentifiersFile : PartFile<OrganisationIdentifier>
{
    public override string Name => "organisation_identifiers.csv";

    public override string Summary => "An organisation's name in a public register.";

    public override IReadOnlyList<string> Key => ["organisation", "scheme", "identifier"];

    protected override IReadOnlyList<string> Owner => ["organisation"];

    protected override ColumnList<OrganisationIdentifier> Define(ColumnList<OrganisationIdentifier> columns) => columns
        .Record("organisation", RecordKind.Organisation, Need.Value, "The organisation.", identifier => identifier.OrganisationId, null)
        .Code("scheme", "The register.", identifier => identifier.Scheme, null)
        .Text("identifier", OrganisationIdentifier.ValueMaxLength, Need.Value, "The name there, of one organisation only.",
            identifier => identifier.Value, null);

    public override void Check(FolderRow row, CheckContext context)
    {
        if (context.SaidBefore(Name, row.Join(["scheme", "identifier"]), row) is { } earlier
            && earlier["organisation"] != row["organisation"])
        {
            Taken(row, earlier.Text("organisation"), context);
        }
    }

    /// <summary>Reports identifiers that the portal has for another organisation; one that was withdrawn or merged gives its own away.</summary>
    public override async Task ApplyAsync(IReadOnlyList<FolderRow> rows, ImportSession session, CancellationToken cancellationToken)
    {
        var values = rows.Select(row => row.Text("identifier")).ToList();
        var holders = await session.Store.OrganisationIdentifiers.Where(identifier => values.Contains(identifier.Value)).Join(
            session.Store.Organisations, identifier => identifier.OrganisationId, organisation => organisation.Id,
            (identifier, organisation) => new { Identifier = identifier, IsGone = organisation.WithdrawnAt != null || organisation.MergedIntoId != null })
            .ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            var holder = holders.Find(held => held.Identifier.Value == row["identifier"] && held.Identifier.Scheme.Code() == row["scheme"]);
            if (holder is null || session.References.Name(holder.Identifier.OrganisationId) is var name && name == row["organisation"])
            {
                continue;
            }

            if (holder.IsGone)
            {
                session.Store.Remove(holder.Identifier);
            }
            else
            {
                Taken(row, name, session.Check);
            }
        }

        await base.ApplyAsync(rows, session, cancellationToken);
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Organisation, row.Text("organisation"));

    protected override Task<List<OrganisationIdentifier>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.OrganisationIdentifiers.Where(identifier => owners.Contains(identifier.OrganisationId)).ToListAsync(cancellationToken);

    protected override OrganisationIdentifier Create(FolderRow row, PublicRecord owner, ImportSession session) =>
        new() { OrganisationId = owner.Id, Scheme = row.Code<IdentifierScheme>("scheme"), Value = row.Text("identifier") };

    protected override Task<List<OrganisationIdentifier>> AllAsync(PortalDbContext context, References references) =>
        context.OrganisationIdentifiers.AsNoTracking().ToListAsync();

    private static void Taken(FolderRow row, string organisation, CheckContext context) =>
        context.Fault(row, "identifier", FaultCodes.TakenIdentifier,
            $"An identifier of one organisation; {organisation} has this one. Merge the two by organisation_merges.csv.");
}
