using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Tables;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Figures;

public static class FigureColumns
{
    public static Table<FigureItem> Table { get; } = new Table<FigureItem>(
        "figures", "Figures", "One amount at one stage of the money, as one announcement stated it for one programme; amounts are not to be added up, since many say the same money again")
        .Reference("ref", "Public reference of the figure; it does not change", figure => figure.Ref)
        .Label("programme", "The programme that the money is for", figure => figure.Programme, "programmes")
        .Country("country", "Country of the programme", figure => figure.Country)
        .ReferenceOrNone("announcement_ref", "The announcement that stated it: its reference", figure => figure.Announcement.Ref, "announcements")
        .Text("announcement_title", "The announcement that stated it: its title", figure => figure.Announcement.Name)
        .Text("speaker", "Who announced it", figure => figure.Speaker)
        .Date("stated_on", "When it was stated", figure => figure.StatedOn)
        .Code<Stage>("stage", "How far the money has come; amounts are never added across stages", figure => figure.Stage)
        .Code<Standing>("standing", "Whether the figure can be counted in totals, or why it is shown and never added", figure => figure.Standing)
        .Code<Nature>("nature", "How the source words the amount", figure => figure.Money.Nature)
        .Number("amount", "The amount, in units of currency; empty for a range and when not disclosed, which is not zero", figure => Whole(figure))
        .Number("amount_low", "The least it can be; differs from amount_high for a range", figure => Amounts.Of(figure.Money.Low, figure.Money.MinorUnit))
        .Number("amount_high", "The most it can be", figure => Amounts.Of(figure.Money.High, figure.Money.MinorUnit))
        .Text("currency", "Currency of the amounts: ISO 4217 code", figure => figure.Money.Currency)
        .Number("converted_low", "The least it can be in the currency asked for, at the rate of the day it was stated; empty when none was asked for", figure => Amounts.Of(figure.Converted?.Money.Low, figure.Converted?.Money.MinorUnit ?? 0))
        .Number("converted_high", "The most it can be in that currency", figure => Amounts.Of(figure.Converted?.Money.High, figure.Converted?.Money.MinorUnit ?? 0))
        .Text("converted_currency", "The currency asked for: ISO 4217 code", figure => figure.Converted?.Money.Currency)
        .Code<AmountBasis>("basis", "Whether the amount is for the whole period or for each of its years", figure => figure.Money.Basis)
        .Whole("period_start_year", "First year that the money is for", figure => figure.PeriodStartYear)
        .Whole("period_end_year", "Last year that the money is for", figure => figure.PeriodEndYear)
        .Code<FunderType>("funder_type", "Whose money it is", figure => figure.FunderType)
        .Code<Instrument>("instrument", "In which form the money is given", figure => figure.Instrument)
        .Code<Confidence>("confidence", "How sure the editors are", figure => figure.Confidence)
        .Flag("additional", "Whether the money comes on top of the parent programme's", figure => figure.Additional)
        .Flag("preferred", "Whether the editors prefer it among the figures of the same money", figure => figure.Preferred)
        .Texts("links", "What it says of other figures, each as kind:reference", figure => Links(figure.Links))
        .Texts("linked_from", "What other figures say of it, each as kind:reference", figure => Links(figure.LinkedFrom))
        .Text("evidence", "The source's words around the number", figure => figure.Evidence)
        .Text("note", "Note of the editors", figure => figure.Note)
        .Texts("source_refs", "References of the announcement's sources", figure => [.. figure.Sources.Select(source => source.Ref)])
        .Texts("source_urls", "Addresses of the announcement's sources", figure => [.. figure.Sources.Select(source => source.Url)])
        .Whole("revision", "Counts the record's publications from 1", figure => figure.Revision)
        .Instant("recorded_at", "When the portal first held the figure, UTC; a figure is never edited afterwards", figure => figure.RecordedAt)
        .Rate(figure => figure.Converted)
        .Flag("counted", "Whether it is in the world total of its stage and funder type, in euros or the currency asked for; one without a disclosed amount adds nothing to it, one for each year counts for all years of its period", figure => figure.Counting?.Counted)
        .Code<LeftOutReason>("left_out_reason", "Why it is not in that total; empty when it is", figure => figure.Counting?.Reason)
        .Text("left_out_for", "Reference of the figure that it is left out for; empty when the reason lies in the figure itself", figure => figure.Counting?.Because?.Ref)
        .Text("counted_instead", "Reference of the figure that is counted in the end, where the one before is itself left out for another", figure => figure.Counting?.InTheEnd?.Ref)
        .RateThrough(figure => figure.Converted);

    private static decimal? Whole(FigureItem figure) =>
        figure.Money.Low == figure.Money.High ? Amounts.Of(figure.Money.High, figure.Money.MinorUnit) : null;

    private static IReadOnlyList<string> Links(IReadOnlyList<FigureLinkItem> links) => [.. links.Select(link => $"{link.Kind.Code()}:{link.Figure.Ref}")];
}
