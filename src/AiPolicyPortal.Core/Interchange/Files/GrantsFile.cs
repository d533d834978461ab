using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class GrantsFile : RecordFile<Grant>
{
    public override string Name => "grants.csv";

    public override string Summary => "An award; its first recipient is here, further ones are in grant_recipients.csv.";

    public override RecordKind? Declares => RecordKind.Grant;

    protected override ColumnList<Grant> Define(ColumnList<Grant> columns) => columns
        .Own("id", "The grant's reference.", grant => grant.Reference)
        .Record("programme", RecordKind.Programme, Need.Column, "The programme it is under.",
            grant => grant.ProgrammeId, (grant, id) => grant.ProgrammeId = id)
        .Text("title", Grant.TitleMaxLength, Need.Value, "What it is for, in a line.",
            grant => grant.Title, (grant, title) => grant.Title = title!)
        .Of("recipient", new Cells.TextCell(GrantRecipient.NameMaxLength), Need.Column, "Who received it, as stated.",
            (grant, _) => First(grant)?.Name, SetRecipient)
        .Country("recipient_country", Need.Column, "The recipient's country.",
            grant => First(grant)?.CountryCode, (grant, code) => SetRecipientCountry(grant, code))
        .Amount("amount", Need.Column, "The amount; empty when it is not disclosed.",
            grant => grant.Amount, (grant, amount) => grant.Amount = amount)
        .Currency("currency", Need.Value, "Its currency.", grant => grant.CurrencyCode, (grant, code) => grant.CurrencyCode = code!)
        .Date("awarded", Need.Column, "When it was awarded.", grant => grant.Awarded, (grant, date) => grant.Awarded = date)
        .Code("funder_type", "Whose money it is.", grant => grant.FunderType, (grant, type) => grant.FunderType = type)
        .Code("stage", "How far the money has come.", grant => grant.Stage, (grant, stage) => grant.Stage = stage)
        .Code("confidence", "How sure the editors are.", grant => grant.Confidence, (grant, confidence) => grant.Confidence = confidence)
        .Record("source", RecordKind.Source, Need.Column, "The source that shows it.",
            grant => grant.SourceId, (grant, id) => grant.SourceId = id)
        .LongText("note", Need.Column, "Anything a reader should know.", grant => grant.Note, (grant, note) => grant.Note = note)
        .Record("funder", RecordKind.Organisation, Need.Nothing, "Who gave it.",
            grant => grant.FunderId, (grant, id) => grant.FunderId = id)
        .Date("start", Need.Nothing, "When what it pays for begins.", grant => grant.Start, (grant, date) => grant.Start = date)
        .Date("end", Need.Nothing, "When what it pays for ends; not before start.", grant => grant.End, (grant, date) => grant.End = date)
        .Address("url", Need.Nothing, "The award's own page.", grant => grant.Url, (grant, url) => grant.Url = url)
        .CodeList("themes", Need.Nothing, "What the money is for.", grant => grant.Themes, (grant, themes) => grant.Themes = themes);

    public override void Check(FolderRow row, CheckContext context)
    {
        RowRules.DateOrder(row, "start", "end", context);
        if (row["recipient"] is null && row["recipient_country"] is not null)
        {
            context.Fault(row, "recipient", FaultCodes.Required, "The recipient whose country is given.");
        }

        context.FirstRecipients[row.Key] = (row["recipient"], row["recipient_country"]);
    }

    protected override IQueryable<Grant> Records(PortalDbContext context) =>
        context.Grants.Include(grant => grant.Recipients.Where(recipient => recipient.Position == 1)).AsSingleQuery();

    protected override Grant Create(FolderRow row, Guid id, ImportSession session) =>
        new() { Id = id, Reference = row.Key, Title = row.Text("title"), CurrencyCode = row.Text("currency") };

    private static GrantRecipient? First(Grant grant) => grant.Recipients.Find(recipient => recipient.Position == 1);

    private static void SetRecipient(Grant grant, string? name, ImportSession session)
    {
        var first = First(grant);
        if (name is null)
        {
            grant.Recipients.RemoveAll(recipient => recipient.Position == 1);
        }
        else if (first is null)
        {
            grant.Recipients.Add(new GrantRecipient { GrantId = grant.Id, Position = 1, Name = name });
        }
        else
        {
            first.Name = name;
        }
    }

    private static void SetRecipientCountry(Grant grant, string? code)
    {
        if (First(grant) is { } first)
        {
            first.CountryCode = code;
        }
    }
}
