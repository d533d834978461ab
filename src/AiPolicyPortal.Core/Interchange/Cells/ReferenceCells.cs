using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Core.Interchange.Cells;

/// <summary>A record's own public reference.</summary>
internal sealed class OwnReferenceCell : CellType
{
    public override string Description => "small letters, digits and single hyphens";

    public override void Check(string text, CellPlace place)
    {
        if (!PublicRecord.IsReference(text))
        {
            place.Fault(FaultCodes.BadReference,
                $"Small letters a–z, digits and single hyphens between them, at most {PublicRecord.ReferenceMaxLength}.");
        }
    }
}

/// <summary>The reference of a record that is in the folder or in the portal.</summary>
internal sealed class ReferenceCell(RecordKind kind) : CellType
{
    public RecordKind Kind => kind;

    public override string Description => $"reference of {RecordNames.WithArticle(kind)}";

    public override void Check(string text, CellPlace place) => place.Context.Expect(kind, text, place);
}

/// <summary>What kind of record the next column names.</summary>
internal sealed class RecordKindCell(params RecordKind[] kinds) : CellType
{
    private readonly string[] names = [.. kinds.Select(kind => kind.Code())];

    public override string Description => "one of " + string.Join(", ", names.Select(name => $"`{name}`"));

    public override void Check(string text, CellPlace place) => CodeCells.CheckCode(text, names, place);
}

/// <summary>The reference of a record whose kind another column names.</summary>
internal sealed class AnyReferenceCell(string kindColumn) : CellType
{
    public override string Description => $"reference of the record that `{kindColumn}` speaks of";

    public override void Check(string text, CellPlace place)
    {
        if (Codes<RecordKind>.TryParse(place.Row[kindColumn], out var kind))
        {
            place.Context.Expect(kind, text, place);
        }
    }
}
