using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Announcements;

/// <summary>Which announcements are asked for; the same on the page and in the API.</summary>
public sealed record AnnouncementFilter
{
    public string? Words { get; init; }

    /// <summary>Countries of the programmes that its figures are for.</summary>
    public AnyOf<string> Country { get; init; } = AnyOf<string>.Everything;

    public AnyOf<string> Programme { get; init; } = AnyOf<string>.Everything;

    public AnyOf<Stage> Stage { get; init; } = AnyOf<Stage>.Everything;

    /// <summary>The best tier among its sources, 1 to 4.</summary>
    public AnyOf<int> Tier { get; init; } = AnyOf<int>.Everything;

    public AnyOf<string> Source { get; init; } = AnyOf<string>.Everything;

    /// <summary>Whether what it stated of a stage and kind of funder was new; of several, any.</summary>
    public AnyOf<NewMoneyVerdict> NewMoney { get; init; } = AnyOf<NewMoneyVerdict>.Everything;

    public DateRange Date { get; init; } = DateRange.Open;

    /// <summary>Only records published anew since then, UTC.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    public static SortKeys<Announcement> SortKeys { get; } = new SortKeys<Announcement>(announcement => announcement.Id, "-date")
        .Add("date", announcement => announcement.StatedOn)
        .Add("title", announcement => EF.Functions.Unaccent(announcement.Title.ToLower()))
        .Add("figures", announcement => announcement.Figures.Count(figure => figure.WithdrawnAt == null))
        .Add("updatedAt", announcement => announcement.UpdatedAt)
        .Add("added", announcement => announcement.RecordedAt);

    public static AnnouncementFilter Read(QueryParameters parameters) => new()
    {
        Words = parameters.Text("q"),
        Country = parameters.CountryCodesOrUnknown("country"),
        Programme = parameters.References("programme"),
        Stage = parameters.Codes<Stage>("stage"),
        Tier = parameters.Numbers("tier", 1, 4),
        Source = parameters.References("source"),
        NewMoney = parameters.Codes<NewMoneyVerdict>("newMoney"),
        Date = parameters.Dates("date"),
        UpdatedSince = parameters.Since("updatedSince"),
    };
}
