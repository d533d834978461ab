using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class FigurePreferencesFile : FactFile<FigurePreference>
{
    public override string Name => "figure_preferences.csv";

    public override string Summary =>
        "Since when, and until when, the editors preferred a figure. The preferred column of figures.csv says what holds now; this file is needed for what held before.";

    public override IReadOnlyList<string> Key => ["figure", "recorded_at"];

    protected override IReadOnlyList<string> Owner => ["figure"];

    protected override ColumnList<FigurePreference> Define(ColumnList<FigurePreference> columns) => columns
        .Record("figure", RecordKind.Figure, Need.Value, "The figure.", preference => preference.FigureId, null)
        .RecordedAt("Since when.", preference => preference.RecordedAt, Need.Value)
        .WithdrawnAt("Until when; empty while it is preferred.", preference => preference.WithdrawnAt,
            (preference, instant, _) => preference.WithdrawnAt = instant, Need.Column);

    public override void Check(FolderRow row, CheckContext context)
    {
        if (row["withdrawn_at"] is null && context.SaidBefore(Name, row.Text("figure"), row) is { } earlier)
        {
            context.Fault(row, "figure", FaultCodes.DuplicateKey,
                $"Said already by row {earlier.Number}, which has no withdrawn_at either.");
        }
    }

    /// <summary>Opens and closes preferences as the preferred column asks for, where this file has not said so itself.</summary>
    public override async Task FinishAsync(ImportSession session, CancellationToken cancellationToken)
    {
        foreach (var batch in session.Preferences.Chunk(1000))
        {
            var figures = batch.Select(wanted => wanted.Key).ToList();
            var current = await session.Store.FigurePreferences
                .Where(preference => figures.Contains(preference.FigureId) && preference.WithdrawnAt == null)
                .ToDictionaryAsync(preference => preference.FigureId, cancellationToken);
            foreach (var (figure, (preferred, since)) in batch)
            {
                var held = current.GetValueOrDefault(figure);
                if (preferred && held is null)
                {
                    session.Store.Add(new FigurePreference { FigureId = figure, RecordedAt = since });
                }
                else if (!preferred && held is not null)
                {
                    held.WithdrawnAt = session.Moment;
                }
            }
        }
    }

    protected override (RecordKind Kind, string Reference) OwnerOf(FolderRow row) => (RecordKind.Figure, row.Text("figure"));

    protected override Task<List<FigurePreference>> PartsAsync(
        PortalDbContext context, IReadOnlyList<FolderRow> rows, IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken) =>
        context.FigurePreferences.Where(preference => owners.Contains(preference.FigureId)).ToListAsync(cancellationToken);

    protected override FigurePreference? Create(FolderRow row, PublicRecord owner, ImportSession session)
    {
        var preferred = session.Preferences.TryGetValue(owner.Id, out var wanted) && wanted.Preferred;
        if (!session.IsNew(owner) || (row["withdrawn_at"] is null && !preferred))
        {
            session.Fault(row, "recorded_at", FaultCodes.RewrittenPast,
                "A preference the portal holds or, for a figure new in this folder, one that its preferred column agrees with.");
            return null;
        }

        return new FigurePreference { FigureId = owner.Id, RecordedAt = row.Instant("recorded_at")!.Value };
    }

    protected override Task<List<FigurePreference>> AllAsync(PortalDbContext context, References references) =>
        context.FigurePreferences.AsNoTracking().ToListAsync();
}
