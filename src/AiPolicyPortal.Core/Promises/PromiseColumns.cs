using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Promises;

public static class PromiseColumns
{
    public static Table<PromiseItem> Table { get; } = new Table<PromiseItem>(
        "promises", "Promises outstanding", "One amount whose date has passed and of which no later stage is recorded; it may have been kept unrecorded")
        .Reference("ref", "Reference of the figure that stands for the money", promise => promise.Ref, "figures")
        .Label("programme", "The programme that the money is for", promise => promise.Programme, "programmes")
        .Country("country", "Country of the programme", promise => promise.Country)
        .ReferenceOrNone("announcement_ref", "The announcement that stated it: its reference", promise => promise.Announcement.Ref, "announcements")
        .Text("announcement_title", "The announcement that stated it: its title", promise => promise.Announcement.Name)
        .Text("speaker", "Who announced it", promise => promise.Speaker)
        .Code<Stage>("stage", "How far the money had come when it was promised", promise => promise.Stage)
        .Code<FunderType>("funder_type", "Whose money it is", promise => promise.FunderType)
        .Code<Nature>("nature", "How the source words the amount", promise => promise.Money.Nature)
        .Number("amount_low", "The least it can be; empty when not disclosed, which is not zero", promise => Amounts.Of(promise.Money.Low, promise.Money.MinorUnit))
        .Number("amount_high", "The most it can be; empty when not disclosed", promise => Amounts.Of(promise.Money.High, promise.Money.MinorUnit))
        .Text("currency", "Currency of the amounts: ISO 4217 code", promise => promise.Money.Currency)
        .Code<AmountBasis>("basis", "Whether the amount is for the whole period or for each of its years", promise => promise.Money.Basis)
        .Number("converted_low", "The least for all its years, in converted_currency; empty when undisclosed or without a rate", promise => Converted(promise, high: false))
        .Number("converted_high", "The most for all its years, in converted_currency", promise => Converted(promise, high: true))
        .Text("converted_currency", "Currency asked for: ISO 4217 code", promise => promise.Converted?.Money.Currency)
        .Rate(promise => promise.Converted)
        .Date("stated_on", "When the figure was stated", promise => promise.StatedOn)
        .Date("first_stated_on", "When the same money was first stated at this stage", promise => promise.FirstStatedOn)
        .Whole("period_start_year", "First year that the money is for", promise => promise.PeriodStartYear)
        .Whole("period_end_year", "Last year that the money is for", promise => promise.PeriodEndYear)
        .Date("due", "By when it was to be", promise => promise.Due)
        .Code<PromiseTerm>("term", "What names that date", promise => promise.Term)
        .Instant("outstanding_since", "The first moment after due, or when the figure was first recorded here if that was later", promise => promise.OutstandingSince)
        .Whole("days_since", "Days from the last day of due to the day of the file, UTC", promise => promise.DaysSince)
        .Code<PromiseEvidence>("evidence", "What is recorded since", promise => promise.Evidence)
        .Code<Stage>("latest_stage", "The furthest stage in evidence", promise => promise.LatestStage)
        .Url("source_url", "Address of the announcement's first source", promise => promise.Source?.Url)
        .RateThrough(promise => promise.Converted);

    private static decimal? Converted(PromiseItem promise, bool high) => promise.Converted is { Money: var money }
        ? Amounts.Of(high ? money.High : money.Low, money.MinorUnit)
        : null;
}
