using System.Globalization;
using AiPolicyPortal.Core.Common;

namespace AiPolicyPortal.Core.Totals;

/// <summary>
/// Splits what is asked into the sets of its groups. A figure is in the group of each theme of its programme, and of its programme
/// and each of that one's ancestors in the asked set, so that a group is what asking for it alone would be.
/// </summary>
internal sealed class Partition(KnownMoney money, TotalQuestion question, TotalGrouping grouping)
{
    private readonly bool[] members = money.Tree.Members(question.Programmes);

    /// <summary>By key in ordinal order; the unknown group is always there, and last.</summary>
    public IEnumerable<(string Key, IReadOnlyCollection<int> Figures)> Of(IReadOnlyCollection<int> figures)
    {
        var groups = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        var unknown = new List<int>();
        foreach (var figure in figures)
        {
            var isKnown = false;
            foreach (var key in Keys(figure).Where(key => key != TotalGroup.Unknown))
            {
                isKnown = true;
                if (!groups.TryGetValue(key, out var group))
                    groups.Add(key, group = []);
                group.Add(figure);
            }

            if (!isKnown)
                unknown.Add(figure);
        }

        return [.. groups.Select(group => (group.Key, (IReadOnlyCollection<int>)group.Value)), (TotalGroup.Unknown, unknown)];
    }

    private IEnumerable<string> Keys(int figure)
    {
        var programme = money.ProgrammeOf(figure);
        return grouping switch
        {
            TotalGrouping.Country => money.CountryOf(figure) is { } country ? [country] : [],
            TotalGrouping.Theme => programme == ProgrammeTree.None ? [] : money.Tree[programme].Themes.Distinct().Select(theme => theme.Code()),
            TotalGrouping.Year => [money.StatedOn(figure).Year.ToString("D4", CultureInfo.InvariantCulture)],
            TotalGrouping.Programme => money.Tree.SelfAndAncestors(programme).Where(above => members[above]).Select(above => money.Tree[above].Slug),
            TotalGrouping.FunderType => [money[figure].FunderType.Code()],
            TotalGrouping.Instrument => [money[figure].Instrument.Code()],
            _ => throw new ArgumentOutOfRangeException(nameof(figure), grouping, "Not a grouping."),
        };
    }
}
