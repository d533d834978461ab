namespace AiPolicyPortal.Core.Totals;

/// <summary>Which figures make up their announcement's headline: what rules 4 to 6 would count if that announcement were all that was said.</summary>
internal static class HeadlineRule
{
    /// <param name="standing">The candidates that rule 3 left in.</param>
    public static HashSet<Candidate> Stated(KnownMoney money, IReadOnlyCollection<Candidate> standing)
    {
        var stated = new HashSet<Candidate>();
        foreach (var announcement in standing.GroupBy(candidate => candidate.Figure.Announcement, StringComparer.Ordinal))
        {
            List<Candidate> copies = [.. announcement.Select(candidate => candidate.Copy())];
            if (copies.Count == 1)
            {
                stated.Add(announcement.First());
                continue;
            }

            var representatives = Representative.Choose(money, copies);
            InsideRule.Apply(money, representatives);
            ParentRule.Apply(money, representatives);
            stated.UnionWith(announcement.Zip(copies).Where(pair => pair.Second.Reason is null).Select(pair => pair.First));
        }

        return stated;
    }
}
