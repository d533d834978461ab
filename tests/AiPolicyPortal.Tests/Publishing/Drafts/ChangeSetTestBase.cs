using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Audit;
using AiPolicyPortal.Core.Publishing.Drafts;
using AiPolicyPortal.Tests.Infrastructure;
using AiPolicyPortal.Tests.Interchange;

namespace AiPolicyPortal.Tests.Publishing.Drafts;

/// <summary>Two contributors, an editor, and the small folder already published.</summary>
public abstract class ChangeSetTestBase(PostgresFixture postgres) : ImportTestBase(postgres)
{
    protected static Actor Ada { get; } = new(Guid.CreateVersion7(), "Ada", "192.0.2.1", "request-1");

    protected static Actor Ben { get; } = new(Guid.CreateVersion7(), "Ben", "192.0.2.2", "request-2");

    protected static Actor Eve { get; } = new(Guid.CreateVersion7(), "Eve", "192.0.2.3", "request-3");

    /// <summary>Does one thing on a context of its own, as a request does.</summary>
    protected async Task<T> OnAsync<T>(Func<ChangeSets, Task<T>> act)
    {
        await using var context = Store.Open();
        return await act(new ChangeSets(context, Clock));
    }

    /// <summary>Does what must succeed.</summary>
    protected async Task<ChangeAnswer> DoneAsync(Func<ChangeSets, Task<ChangeAnswer>> act)
    {
        var answer = await OnAsync(act);
        Assert.True(answer.Succeeded, $"{answer.Outcome}: {string.Join("; ", answer.Faults)}");
        return answer;
    }

    protected async Task<long> CreateAsync(string title = "A change")
    {
        var answer = await DoneAsync(sets => sets.CreateAsync(title, Ada, Cancel));
        await DoneAsync(sets => sets.DescribeAsync(answer.ChangeSet!.Number, title, "It was learnt.", "Between us.", Ada, Cancel));
        return answer.ChangeSet!.Number;
    }

    /// <summary>Ada opens a published record and saves it with some cells changed.</summary>
    protected async Task<Draft> EditAsync(long set, RecordKind kind, string reference, Action<RecordRows> change, Actor? by = null)
    {
        var added = await DoneAsync(sets => sets.AddEditAsync(set, kind, reference, by ?? Ada, Cancel));
        return await SaveAsync(set, added.Draft!, change, by);
    }

    protected async Task<Draft> SaveAsync(long set, Draft draft, Action<RecordRows> change, Actor? by = null)
    {
        var rows = draft.Rows.Copy();
        change(rows);
        return (await DoneAsync(sets => sets.SaveAsync(set, draft.Id, draft.Version, draft.Reference, rows, by ?? Ada, Cancel))).Draft!;
    }

    protected async Task<Publication> PublishAsync(long set, Actor? by = null)
    {
        await DoneAsync(sets => sets.SubmitAsync(set, Ada, Cancel));
        await DoneAsync(sets => sets.ApproveAsync(set, by ?? Eve, Cancel));
        return (await DoneAsync(sets => sets.PublishAsync(set, by ?? Eve, Cancel))).Publication!;
    }

    protected Task<ChangeSet?> FindAsync(long set) => OnAsync(sets => sets.FindAsync(set, Cancel));

    protected async Task VerifyChainAsync()
    {
        await using var context = Store.Open();
        Assert.Empty((await new AuditCheck(context).RunAsync(null, Cancel)).Faults);
    }

    protected static RecordRows Rows(string file, params (string Column, string Text)[] cells) =>
        new() { [file] = [cells.ToDictionary(cell => cell.Column, cell => cell.Text)] };

    protected Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read) => Store.ReadAsync(read);
}
