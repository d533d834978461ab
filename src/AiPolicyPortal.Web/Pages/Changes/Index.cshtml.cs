using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Changes;

/// <summary>The public log of what was published, the newest first.</summary>
public sealed class IndexModel(ChangeQueries changes, IStringLocalizer<Interface> texts)
    : ListPage<Revision, ChangeFilter, ChangeItem, ChangeItem>(changes, ChangesApi.QueryOfPage)
{
    // The API gives longer texts whole.
    private const int LongestValue = 280;

    private readonly ChangeQueries changes = changes;

    public Facet Kinds { get; private set; } = null!;

    public Facet Changes { get; private set; } = null!;

    /// <summary>Whether there is a page of the record to lead to.</summary>
    public static bool HasPage(ChangeItem change) => change.WithdrawnReason is null && change.Change is not (RevisionChange.Withdrawn or RevisionChange.Merged);

    /// <summary>A value before or after, in the reader's language where it is a code.</summary>
    public string Value(string field, string? value)
    {
        var text = value is null ? texts["Log.NoValue"].Value : texts.ColumnValue(field, value);
        return text.Length <= LongestValue ? text : text[..LongestValue].TrimEnd() + "…";
    }

    protected override bool HasOwnOrder => true;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var counts = await changes.CountAsync(Filter, cancellationToken);
        Changes = texts.OfCounted("change", texts["Changes.What"], counts.Changes, Filter.Change);
        Kinds = new Facet(
            "kind",
            texts["Changes.Kind"],
            [.. Enum.GetValues<RecordKind>().Where(kind => counts.Kinds.ContainsKey(kind) || Filter.Kind.Included.Contains(kind)).Select(kind =>
                new FacetChoice(kind.Code(), texts[$"Nav.{kind.Noun()}"], counts.Kinds.GetValueOrDefault(kind), Filter.Kind.Included.Contains(kind)))]);
    }
}
