using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>A grant as lists show it.</summary>
public sealed record GrantItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required string Title { get; init; }

    public required RecordLabel? Programme { get; init; }

    /// <summary>The programme's country; null where no programme is recorded.</summary>
    public required CountryLabel? Country { get; init; }

    public required RecordLabel? Funder { get; init; }

    /// <summary>The first recipient as the source lists them; null when none is recorded.</summary>
    public required RecipientLabel? Recipient { get; init; }

    public required int RecipientCount { get; init; }

    /// <summary>The whole grant, not one recipient's share; its amount is null when not disclosed.</summary>
    public required Money Money { get; init; }

    /// <summary>The amount in the currency asked for, at the rate of the award's date; null when none was asked for, undisclosed, undated or without a rate.</summary>
    public ConvertedMoney? Converted { get; init; }

    public required PartialDate? Awarded { get; init; }

    public required PartialDate? Start { get; init; }

    public required PartialDate? End { get; init; }

    public required FunderType FunderType { get; init; }

    public required Stage Stage { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>Its own; where it has none, its programme's.</summary>
    public required IReadOnlyList<Theme> Themes { get; init; }

    public required string? Url { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Of a grant and its first recipient, null where none is recorded.</summary>
    internal static Expression<Func<Grant, GrantRecipient?, GrantItem>> Projection { get; } = (grant, first) => new GrantItem
    {
        Id = grant.Id,
        Ref = grant.Reference,
        Title = grant.Title,
        Programme = grant.Programme == null ? null : new RecordLabel(grant.Programme.Reference, grant.Programme.Name),
        Country = grant.Programme == null
            ? null
            : new CountryLabel(grant.Programme.CountryCode, grant.Programme.Country.NameEn, grant.Programme.Country.NameFr),
        Funder = grant.Funder == null ? null : new RecordLabel(grant.Funder.Reference, grant.Funder.Name),
        Recipient = first == null
            ? null
            : new RecipientLabel(
                first.Name,
                first.Organisation == null ? null : new RecordLabel(first.Organisation.Reference, first.Organisation.Name),
                first.Country == null ? null : new CountryLabel(first.Country.Code, first.Country.NameEn, first.Country.NameFr)),
        RecipientCount = grant.Recipients.Count,
        Money = new Money(
            grant.Amount, grant.Amount, grant.CurrencyCode, grant.Currency.MinorUnit,
            grant.Amount == null ? Nature.Undisclosed : Nature.Exact, AmountBasis.Total),
        Awarded = PartialDate.From(grant.AwardedOn, grant.AwardedPrecision),
        Start = PartialDate.From(grant.StartOn, grant.StartPrecision),
        End = PartialDate.From(grant.EndOn, grant.EndPrecision),
        FunderType = grant.FunderType,
        Stage = grant.Stage,
        Confidence = grant.Confidence,
        Themes = grant.Themes.Length > 0 || grant.Programme == null ? grant.Themes : grant.Programme.Themes,
        Url = grant.Url,
        Revision = grant.Revision,
        UpdatedAt = grant.UpdatedAt,
    };
}

internal static class GrantItems
{
    private static readonly Expression<Func<GrantEntry, GrantRecipient?, GrantItem>> OfEntry = MakeOfEntry();

    // All recipients "at position 1" are joined by key; to find "the first" PostgreSQL would number every recipient.
    public static IQueryable<GrantItem> ToItems(this IQueryable<Grant> grants) =>
        grants.SelectMany(grant => grant.Recipients.Where(recipient => recipient.Position == 1).DefaultIfEmpty(), GrantItem.Projection);

    public static IQueryable<GrantItem> ToItems(this IQueryable<GrantEntry> entries) => entries.AsSingleQuery().SelectMany(First, OfEntry);

    // A query that might be split is kept whole in memory before its first row is made.
    public static IQueryable<KeyedRow<GrantItem>> ToKeyedItems(this IQueryable<GrantEntry> entries, Order order) =>
        entries.AsSingleQuery().SelectMany(First, Keyset.WithKeys(OfEntry, order));

    private static Expression<Func<GrantEntry, IEnumerable<GrantRecipient?>>> First { get; } =
        entry => entry.Grant.Recipients.Where(recipient => recipient.Position == 1).DefaultIfEmpty();

    private static Expression<Func<GrantEntry, GrantRecipient?, GrantItem>> MakeOfEntry()
    {
        var (entry, projection) = (Expression.Parameter(typeof(GrantEntry), "entry"), GrantItem.Projection);
        var body = new ParameterReplacer(projection.Parameters[0], Expression.Property(entry, nameof(GrantEntry.Grant))).Visit(projection.Body);
        return Expression.Lambda<Func<GrantEntry, GrantRecipient?, GrantItem>>(body, entry, projection.Parameters[1]);
    }
}

/// <summary>Who received money: the name as stated, and the organisation where that is sure.</summary>
public sealed record RecipientLabel(string Name, RecordLabel? Organisation, CountryLabel? Country);

/// <param name="Position">Order among the grant's recipients, from 1.</param>
/// <param name="Share">This recipient's part of the grant; null when the source gives none.</param>
public sealed record GrantRecipientItem(
    int Position, string Name, RecordLabel? Organisation, CountryLabel? Country, RecipientRole Role, Money? Share);

/// <summary>A payment that a source shows under the grant.</summary>
public sealed record DisbursementItem(string Ref, PartialDate Paid, Money Money, SourceLabel? Source, string? Note);

/// <summary>A grant with everything known of it.</summary>
/// <param name="ProgrammeAncestors">The programmes above its programme, the outermost first.</param>
/// <param name="Releases">Releases it paid for, as a source states it.</param>
public sealed record GrantDetail(
    GrantItem Grant,
    string? Note,
    IReadOnlyList<RecordLabel> ProgrammeAncestors,
    IReadOnlyList<GrantRecipientItem> Recipients,
    IReadOnlyList<DisbursementItem> Disbursements,
    IReadOnlyList<RecordLabel> Releases,
    SourceLabel? Source);
