using AiPolicyPortal.Core.Changes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Api;
using AiPolicyPortal.Web.Formats;
using AiPolicyPortal.Web.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>A noun's list: the same query as its API twin, refused in the same way.</summary>
public abstract class ListPage<TRecord, TFilter, TItem, TDetail>(
    IRecordQueries<TFilter, TItem, TDetail> queries, ListQuery<TRecord, TFilter> query) : PageModel
    where TDetail : class
{
    public Page<TItem> List { get; private set; } = null!;

    public TFilter Filter { get; private set; } = default!;

    /// <summary>Which page of the list is asked for.</summary>
    protected PageRequest Asked { get; private set; } = null!;

    /// <summary>The order in force, as <c>sort</c> writes it.</summary>
    public string Sort { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            (Filter, Asked, var asOf) = query.Read(Request.Query, parameters => parameters.Allow(Localization.Parameter));
            Sort = Asked.Order.Name;
            ViewData[ListAddresses.Order] = HasOwnOrder ? Sort : null;
            await HttpContext.ReadAsOfAsync(asOf, cancellationToken);
            await LoadAsync(cancellationToken);
            List = await queries.ListAsync(Filter, Asked, cancellationToken);
            return Page();
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }
    }

    /// <summary>Whether its usual order is not that of its twins, or another in another language, so that its links name it.</summary>
    protected virtual bool HasOwnOrder => false;

    /// <summary>What the page shows beside the list, such as the choices of its filters; before the list, which may take its count and its first page from it.</summary>
    protected virtual Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>One record's page: 404 when there never was one, 301 when it was merged, 410 when it was withdrawn.</summary>
public abstract class DetailPage<TRecord, TFilter, TItem, TDetail>(
    IRecordQueries<TFilter, TItem, TDetail> queries, RecordFates fates, string path) : PageModel
    where TRecord : PublicRecord
    where TDetail : class
{
    public TDetail Record { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        TDetail? record;
        string? currency = null;
        try
        {
            await this.ReadAsOfAsync(cancellationToken, parameters =>
            {
                if (queries is IConvertedQueries<TDetail>)
                    currency = RecordCurrency.Read(parameters);
            });
            record = await queries.FindAsync(reference, cancellationToken) is { } found ? await RecordCurrency.InAsync(queries, found, currency, cancellationToken) : null;
        }
        catch (InvalidQueryException exception)
        {
            return this.Refuse(exception);
        }

        if (record is not null)
        {
            Record = record;
            ViewData[RecordCurrency.Parameter] = currency;
            if (Guid.TryParse(reference, out var id) && await fates.ReferenceAsync<TRecord>(id, cancellationToken) is { } name)
            {
                ViewData[PageMeta.CanonicalPath] = $"{path}/{name}";
            }

            await LoadAsync(cancellationToken);
            ViewData[RecordFoot.History] = await HistoryAsync(reference, cancellationToken);
            return Page();
        }

        return await fates.FindAsync<TRecord>(reference, cancellationToken) switch
        {
            null => await fates.RecordedLaterAsync<TRecord>(reference, cancellationToken) is { } since ? this.NotYet(since) : NotFound(),
            { MovedTo: { } other } => RedirectPermanent($"{path}/{other}{PageAddress.QueryWith(HttpContext)}"),
            var fate => this.Gone(new Withdrawal(fate.Reason ?? "", fate.ReplacedBy is { } replacement ? HttpContext.InPast($"{path}/{replacement}") : null)),
        };
    }

    private async Task<IReadOnlyList<ChangeItem>> HistoryAsync(string reference, CancellationToken cancellationToken) =>
        await fates.KeyAsync<TRecord>(reference, cancellationToken) is { } id
            ? await HttpContext.RequestServices.GetRequiredService<ChangeQueries>().OfRecordAsync(RecordKinds.Of<TRecord>(), id, RecordFoot.RevisionsShown, cancellationToken)
            : [];

    /// <summary>What the page shows beside the record.</summary>
    protected virtual Task LoadAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
