using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class GovernanceFile : RecordFile<GovernanceMeasure>
{
    public override string Name => "governance.csv";

    public override string Summary =>
        "A strategy, law, oversight body, ethics framework, safety institute, standard or open-licensing rule.";

    public override RecordKind? Declares => RecordKind.Governance;

    protected override ColumnList<GovernanceMeasure> Define(ColumnList<GovernanceMeasure> columns) => columns
        .Own("id", "The measure's reference.", measure => measure.Reference)
        .Country("country", Need.Value, "Where it holds.", measure => measure.CountryCode, (measure, code) => measure.CountryCode = code!)
        .Text("name", GovernanceMeasure.NameMaxLength, Need.Value, "Its name.",
            measure => measure.Name, (measure, name) => measure.Name = name!)
        .Code("type", "What it is.", measure => measure.Type, (measure, type) => measure.Type = type)
        .Date("adopted", Need.Column, "When it was adopted.", measure => measure.Adopted, (measure, date) => measure.Adopted = date)
        .Of("status", new TextCell(PublicRecord.TextMaxLength), Need.Value,
            "Where it stands, in any words; they map to a short list and are kept.",
            (measure, _) => measure.StatusNote ?? StatusWords.Plain(measure.Status), SetStatus)
        .LongText("body", Need.Column, "Who adopted it or is responsible.", measure => measure.Body, (measure, body) => measure.Body = body)
        .Of("source", new ReferenceCell(RecordKind.Source), Need.Column, "The source that shows it; further ones are in citations.csv.",
            (measure, references) => CitationList.First(measure.Citations, references),
            (measure, text, session) => CitationList.ReplaceFirst(measure, measure.Citations, text, session))
        .LongText("description", Need.Column, "What it is.", measure => measure.Description, (measure, text) => measure.Description = text);

    public override void Check(FolderRow row, CheckContext context) => context.Measures[row.Key] = row;

    public override Task CheckWholeAsync(CheckContext context, CancellationToken cancellationToken) =>
        StatusAgreement.CheckAsync(this, context, cancellationToken);

    protected override IQueryable<GovernanceMeasure> Records(PortalDbContext context) =>
        context.GovernanceMeasures.Include(measure => measure.Citations.Where(citation => citation.WithdrawnAt == null));

    protected override GovernanceMeasure Create(FolderRow row, Guid id, ImportSession session) =>
        new() { Id = id, Reference = row.Key, Name = row.Text("name"), CountryCode = row.Text("country") };

    private static void SetStatus(GovernanceMeasure measure, string? words, ImportSession session)
    {
        measure.Status = StatusWords.Governance(words!, DateOnly.FromDateTime(session.Moment.UtcDateTime));
        measure.StatusNote = StatusWords.Note(words!, measure.Status);
    }
}
