using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <param name="Grant">Reference of the grant that it is part of.</param>
public sealed record GrantPart<TItem>(string Grant, TItem Item);

/// <summary>The recipients and the payments of grants, which lists of grants have no room for.</summary>
public sealed class GrantParts(PortalDbContext db)
{
    /// <summary>Of all grants that hold, the grants in the order of their list; one after the other as the database gives them.</summary>
    public IAsyncEnumerable<GrantPart<GrantRecipientItem>> Recipients() =>
        Of(db.GrantRecipients.Where(recipient => recipient.Grant.WithdrawnAt == null).OrderByDescending(recipient => recipient.GrantId).ThenBy(recipient => recipient.Position))
            .AsAsyncEnumerable();

    /// <inheritdoc cref="Recipients"/>
    public IAsyncEnumerable<GrantPart<DisbursementItem>> Disbursements() => Of(db.GrantDisbursements
            .Where(paid => paid.WithdrawnAt == null && paid.Grant.WithdrawnAt == null)
            .OrderByDescending(paid => paid.GrantId).ThenBy(paid => paid.PaidOn).ThenBy(paid => paid.Reference))
        .AsAsyncEnumerable();

    internal static IQueryable<GrantPart<GrantRecipientItem>> Of(IQueryable<GrantRecipient> recipients) => recipients.Select(recipient => new GrantPart<GrantRecipientItem>(
        recipient.Grant.Reference,
        new GrantRecipientItem(
            recipient.Position,
            recipient.Name,
            recipient.Organisation == null ? null : new RecordLabel(recipient.Organisation.Reference, recipient.Organisation.Name),
            recipient.Country == null ? null : new CountryLabel(recipient.Country.Code, recipient.Country.NameEn, recipient.Country.NameFr),
            recipient.Role,
            recipient.Amount == null || recipient.Currency == null
                ? null
                : new Money(recipient.Amount, recipient.Amount, recipient.Currency.Code, recipient.Currency.MinorUnit, Nature.Exact, AmountBasis.Total))));

    internal static IQueryable<GrantPart<DisbursementItem>> Of(IQueryable<GrantDisbursement> payments) => payments.Select(paid => new GrantPart<DisbursementItem>(
        paid.Grant.Reference,
        new DisbursementItem(
            paid.Reference,
            new PartialDate(paid.PaidOn, paid.PaidPrecision),
            new Money(paid.Amount, paid.Amount, paid.CurrencyCode, paid.Currency.MinorUnit, Nature.Exact, AmountBasis.Total),
            paid.Source == null
                ? null
                : new SourceLabel(
                    paid.Source.Reference, paid.Source.Url, paid.Source.Title, paid.Source.Publisher,
                    PartialDate.From(paid.Source.PublishedOn, paid.Source.PublishedPrecision), paid.Source.Language, paid.Source.Tier, null,
                    PartialDate.From(paid.Source.RetractedOn, paid.Source.RetractedPrecision), paid.Source.ArchiveUrl),
            paid.Note)));
}
