using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Publishing.Drafts;

namespace AiPolicyPortal.Tests.Publishing.Drafts;

/// <summary>Two versions of a record that go back to a third: nothing of either is lost without a question, and no part is made of halves.</summary>
public sealed class RowMergeTests
{
    private const string Links = "figure_links.csv";

    [Fact]
    public void Merge_PartThatOneChangedAndTheOtherTookAway_StaysWholeAsMineAndIsAskedAbout()
    {
        var began = Figure(Link("restates", "f-1", "old"), Link("part-of", "f-2", null));
        var (without, changed) = (Figure(Link("part-of", "f-2", null)), Figure(Link("restates", "f-1", "new"), Link("part-of", "f-2", null)));

        var kept = RowMerge.Merge(RecordKind.Figure, began, live: without, mine: changed);
        var gone = RowMerge.Merge(RecordKind.Figure, began, live: changed, mine: without);

        Assert.Equal(RecordRows.Write(changed), RecordRows.Write(kept.Rows));
        Assert.Equal(("figure_links[restates f-1]", null, "restates · f-1 · new"), Told(Assert.Single(kept.Conflicts)));
        Assert.Equal(RecordRows.Write(without), RecordRows.Write(gone.Rows));
        Assert.Equal(("figure_links[restates f-1]", "restates · f-1 · new", null), Told(Assert.Single(gone.Conflicts)));
        var taken = RowMerge.Take(RecordKind.Figure, gone.Rows, changed, gone.Conflicts[0].Name);
        Assert.Equal(["restates f-1 new", "part-of f-2 "], taken.Of(Links).Select(Told).OrderDescending());
        Assert.Equal(RecordRows.Write(without), RecordRows.Write(RowMerge.Take(RecordKind.Figure, kept.Rows, without, kept.Conflicts[0].Name)));
    }

    [Fact]
    public void Merge_PartThatOneTookAwayAndTheOtherLeft_GoesAndIsTold()
    {
        var (began, without) = (Figure(Link("restates", "f-1", "old")), Figure());

        var merged = RowMerge.Merge(RecordKind.Figure, began, live: without, mine: began);

        Assert.Empty(merged.Rows.Of(Links));
        Assert.Empty(merged.Conflicts);
        Assert.Equal("restates · f-1 · old", Assert.Single(merged.Theirs).Base);
    }

    [Fact]
    public void Merge_PartsThatBothAddedUnderTheSameKey_BothStay()
    {
        var (began, live, mine) = (Figure(), Figure(Link("restates", "f-1", "theirs")), Figure(Link("restates", "f-1", "mine")));

        var merged = RowMerge.Merge(RecordKind.Figure, began, live, mine);

        Assert.Equal(["restates f-1 mine", "restates f-1 theirs"], merged.Rows.Of(Links).Select(Told));
        Assert.Single(RowMerge.Merge(RecordKind.Figure, began, live, live).Rows.Of(Links));
    }

    [Fact]
    public void Merge_ValuesOfOnePart_AreToldApart()
    {
        var began = Figure(Link("restates", "f-1", "old"));
        began.Of("figures.csv")[0]["evidence"] = "old";
        var (live, mine) = (began.Copy(), began.Copy());
        live.Of("figures.csv")[0]["evidence"] = "theirs";
        (live.Of(Links)[0]["note"], mine.Of(Links)[0]["note"]) = ("theirs", "mine");

        var merged = RowMerge.Merge(RecordKind.Figure, began, live, mine);

        Assert.Equal(("theirs", "mine"), (merged.Rows.Of("figures.csv")[0]["evidence"], merged.Rows.Of(Links)[0]["note"]));
        Assert.Equal(("evidence", "figure_links[restates f-1].note"), (Assert.Single(merged.Theirs).Name, Assert.Single(merged.Conflicts).Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("[1]")]
    [InlineData("{\"figures.csv\":null}")]
    [InlineData("{\"figures.csv\":[null]}")]
    [InlineData("{\"figures.csv\":[{\"note\":null}]}")]
    public void TryParse_NoRows_IsNull(string json) => Assert.Null(RecordRows.TryParse(json));

    [Fact]
    public void Merge_BeginningThatNoFormWrites_AsksAndDoesNotFail()
    {
        var began = RecordRows.TryParse("""{"figures.csv":[{"note":"a"},{"note":"b"}],"surprise.csv":[{"x":"y"}]}""");

        var merged = RowMerge.Merge(RecordKind.Figure, began, Figure(Link("restates", "f-1", "theirs")), Figure());

        Assert.Single(merged.Rows.Of(Links));
    }

    private static RecordRows Figure(params IEnumerable<Dictionary<string, string>> links)
    {
        var rows = new RecordRows { ["figures.csv"] = [new() { ["stage"] = "announced" }] };
        foreach (var link in links)
            rows.Add(Links, link);
        return rows;
    }

    private static Dictionary<string, string> Link(string kind, string to, string? note)
    {
        var row = new Dictionary<string, string> { ["kind"] = kind, ["to"] = to };
        if (note is not null)
            row["note"] = note;
        return row;
    }

    private static (string Name, string? Live, string? Mine) Told(FieldDifference difference) => (difference.Name, difference.Live, difference.Mine);

    private static string Told(Dictionary<string, string> link) => $"{link["kind"]} {link["to"]} {link.GetValueOrDefault("note")}";
}
