using System.Globalization;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Core.Grants;

public static class GrantColumns
{
    public static Table<GrantItem> Table { get; } = new Table<GrantItem>("grants", "Grants", "One award to one or more named recipients")
        .Reference("ref", "Public reference of the grant; it does not change", grant => grant.Ref)
        .Text("title", "Title as the source gives it", grant => grant.Title)
        .Label("programme", "The programme it was made under", grant => grant.Programme, "programmes")
        .Country("country", "Country of the programme", grant => grant.Country)
        .Label("funder", "The organisation that pays", grant => grant.Funder, "organisations")
        .Text("recipient_name", "The first recipient, named as the source does", grant => grant.Recipient?.Name)
        .ReferenceOrNone("recipient_ref", "The first recipient as an organisation of the portal, where that is sure: its reference", grant => grant.Recipient?.Organisation?.Ref, "organisations")
        .Country("recipient_country", "Country of the first recipient", grant => grant.Recipient?.Country)
        .Whole("recipient_count", "Number of recipients", grant => grant.RecipientCount)
        .Amount("amount", "Amount of the whole grant, not of one recipient", grant => grant.Money)
        .Number("converted_amount", "The amount in the currency asked for, at the rate of the award's date or, where that is unknown, of the start's; empty when none was asked for", grant => Amounts.Of(grant.Converted?.Money.Low, grant.Converted?.Money.MinorUnit ?? 0))
        .Text("converted_currency", "The currency asked for: ISO 4217 code", grant => grant.Converted?.Money.Currency)
        .Code<Figures.Stage>("stage", "How far the money has come; amounts are never added across stages", grant => grant.Stage)
        .Date("awarded", "Date of award", grant => grant.Awarded)
        .Date("start", "First day of the work", grant => grant.Start)
        .Date("end", "Last day of the work", grant => grant.End)
        .Code<Figures.FunderType>("funder_type", "Whose money it is", grant => grant.FunderType)
        .Code<Figures.Confidence>("confidence", "How sure the editors are", grant => grant.Confidence)
        .Codes("themes", "What the money is for", grant => grant.Themes)
        .ReferenceOrNone("source_ref", "The source that states it: its reference", grant => grant.Source?.Ref, "sources")
        .Url("source_url", "Address of that source", grant => grant.Source?.Url)
        .Url("url", "Page of the grant in the funder's register", grant => grant.Url)
        .Revision(grant => grant.Revision, grant => grant.UpdatedAt)
        .Rate(grant => grant.Converted)
        .Country("paying_country", "Whose money it is: the country of the programme or, where no programme is recorded, of the funder", grant => grant.PayingCountry)
        .RateThrough(grant => grant.Converted);

    public static Table<GrantPart<GrantRecipientItem>> Recipients { get; } = new Table<GrantPart<GrantRecipientItem>>("grant_recipients", "Recipients of grants", "One recipient of one grant") { PartsOf = "grants" }
        .Reference("ref", "Reference of the grant and the recipient's place in it", part => string.Create(CultureInfo.InvariantCulture, $"{part.Grant}/{part.Item.Position}"))
        .Reference("grant_ref", "The grant: its reference", part => part.Grant, "grants")
        .Whole("position", "Order among the recipients of the grant, from 1", part => part.Item.Position)
        .Text("recipient_name", "The recipient, named as the source does", part => part.Item.Name)
        .ReferenceOrNone("recipient_ref", "The recipient as an organisation of the portal, where that is sure: its reference", part => part.Item.Organisation?.Ref, "organisations")
        .Country("recipient_country", "Country of the recipient", part => part.Item.Country)
        .Code<RecipientRole>("role", "What the recipient is to the grant", part => part.Item.Role)
        .Amount("share", "The recipient's own part of the grant, where the source gives one", part => part.Item.Share);

    public static Table<GrantPart<DisbursementItem>> Disbursements { get; } = new Table<GrantPart<DisbursementItem>>("grant_disbursements", "Payments of grants", "One payment that a source shows under a grant") { PartsOf = "grants" }
        .Reference("ref", "Public reference of the payment; it does not change", part => part.Item.Ref)
        .Reference("grant_ref", "The grant: its reference", part => part.Grant, "grants")
        .Date("paid", "When it was paid", part => part.Item.Paid)
        .Amount("amount", "What was paid, part of the grant's amount and never to be added to it", part => part.Item.Money)
        .ReferenceOrNone("source_ref", "The source that states it: its reference", part => part.Item.Source?.Ref, "sources")
        .Url("source_url", "Address of that source", part => part.Item.Source?.Url)
        .Text("note", "What the editors note about it", part => part.Item.Note);
}
