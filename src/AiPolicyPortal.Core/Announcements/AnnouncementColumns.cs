using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Announcements;

public static class AnnouncementColumns
{
    public static Table<AnnouncementItem> Table { get; } = new Table<AnnouncementItem>(
        "announcements", "Announcements", "One dated public statement that introduces or repeats figures and releases")
        .Reference("ref", "Public reference of the announcement; it does not change", announcement => announcement.Ref)
        .Date("date", "When it was made", announcement => announcement.Date)
        .Text("title", "Title", announcement => announcement.Title)
        .Text("speaker", "Who made it", announcement => announcement.Speaker)
        .Text("summary", "What was said, in the portal's words", announcement => announcement.Summary)
        .Texts("countries", "Countries of the programmes that its figures are for: ISO 3166-1 alpha-2 codes, EU or INT", announcement => [.. announcement.Countries.Select(country => country.Code)])
        .Whole("figure_count", "Figures that it states", announcement => announcement.FigureCount)
        .Whole("best_tier", "The best of its sources: 1 official, 2 research, 3 press, 4 aggregator", announcement => announcement.Sources.Min(source => (long?)source.Tier))
        .Texts("source_refs", "References of its sources", announcement => [.. announcement.Sources.Select(source => source.Ref)])
        .Texts("source_urls", "Addresses of its sources", announcement => [.. announcement.Sources.Select(source => source.Url)])
        .Revision(announcement => announcement.Revision, announcement => announcement.UpdatedAt)
        .Texts(
            "new_money", "Whether its money was new: stage, funder type and verdict, such as announced:public:part, for each stage and funder type it stated amounts of",
            announcement => [.. announcement.NewMoney.Select(money => $"{money.Stage.Code()}:{money.FunderType.Code()}:{money.Verdict.Code()}")]);
}
