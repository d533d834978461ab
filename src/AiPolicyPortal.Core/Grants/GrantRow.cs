using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <summary>A grant and its first recipient as the database has them: what they refer to is named by <see cref="GrantNames"/>.</summary>
internal sealed class GrantRow
{
    public Guid Id { get; init; }

    public string Reference { get; init; } = "";

    public string Title { get; init; } = "";

    public Guid? ProgrammeId { get; init; }

    public Guid? FunderId { get; init; }

    /// <summary>Null where no recipient is recorded.</summary>
    public string? RecipientName { get; init; }

    public Guid? RecipientOrganisationId { get; init; }

    public string? RecipientCountry { get; init; }

    public int RecipientCount { get; init; }

    public decimal? Amount { get; init; }

    public string CurrencyCode { get; init; } = "";

    public DateOnly? AwardedOn { get; init; }

    public DatePrecision? AwardedPrecision { get; init; }

    public DateOnly? StartOn { get; init; }

    public DatePrecision? StartPrecision { get; init; }

    public DateOnly? EndOn { get; init; }

    public DatePrecision? EndPrecision { get; init; }

    public FunderType FunderType { get; init; }

    public Stage Stage { get; init; }

    public Confidence Confidence { get; init; }

    public Theme[] Themes { get; init; } = [];

    public Guid? SourceId { get; init; }

    public string? Url { get; init; }

    public int Revision { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <param name="names">They know the row.</param>
    public GrantItem ToItem(GrantNames names)
    {
        // At a past instant what a grant names may have come later: a restored grant has its present facts from its beginning on.
        var programme = ProgrammeId is { } id ? names.Programmes.GetValueOrDefault(id) : null;
        var payer = FunderId is { } funder ? names.Organisations.GetValueOrDefault(funder) : null;
        return new GrantItem
        {
            Id = Id,
            Ref = Reference,
            Title = Title,
            Programme = programme?.Label,
            Country = programme?.Country,
            PayingCountry = programme is null ? payer?.Country : programme.Country,
            Funder = payer?.Label,
            Recipient = RecipientName is null
                ? null
                : new RecipientLabel(
                    RecipientName,
                    RecipientOrganisationId is { } recipient ? names.Organisations.GetValueOrDefault(recipient)?.Label : null,
                    RecipientCountry is { } country ? names.Countries[country] : null),
            RecipientCount = RecipientCount,
            Money = new Money(
                Amount, Amount, CurrencyCode, names.MinorUnits[CurrencyCode], Amount is null ? Nature.Undisclosed : Nature.Exact, AmountBasis.Total),
            Awarded = PartialDate.From(AwardedOn, AwardedPrecision),
            Start = PartialDate.From(StartOn, StartPrecision),
            End = PartialDate.From(EndOn, EndPrecision),
            FunderType = FunderType,
            Stage = Stage,
            Confidence = Confidence,
            Themes = Themes.Length > 0 || programme is null ? Themes : programme.Themes,
            Source = SourceId is { } source ? names.Sources.GetValueOrDefault(source) : null,
            Url = Url,
            Revision = Revision,
            UpdatedAt = UpdatedAt,
        };
    }

    /// <summary>Of a grant and its first recipient, null where none is recorded.</summary>
    public static Expression<Func<Grant, GrantRecipient?, GrantRow>> Projection { get; } = (grant, first) => new GrantRow
    {
        Id = grant.Id,
        Reference = grant.Reference,
        Title = grant.Title,
        ProgrammeId = grant.ProgrammeId,
        FunderId = grant.FunderId,
        RecipientName = first == null ? null : first.Name,
        RecipientOrganisationId = first == null ? null : first.OrganisationId,
        RecipientCountry = first == null ? null : first.CountryCode,
        RecipientCount = grant.Recipients.Count,
        Amount = grant.Amount,
        CurrencyCode = grant.CurrencyCode,
        AwardedOn = grant.AwardedOn,
        AwardedPrecision = grant.AwardedPrecision,
        StartOn = grant.StartOn,
        StartPrecision = grant.StartPrecision,
        EndOn = grant.EndOn,
        EndPrecision = grant.EndPrecision,
        FunderType = grant.FunderType,
        Stage = grant.Stage,
        Confidence = grant.Confidence,
        Themes = grant.Themes,
        SourceId = grant.SourceId,
        Url = grant.Url,
        Revision = grant.Revision,
        UpdatedAt = grant.UpdatedAt,
    };
}

internal static class GrantRows
{
    private static readonly Expression<Func<GrantEntry, GrantRecipient?, GrantRow>> OfEntry = MakeOfEntry();

    private static Expression<Func<GrantEntry, IEnumerable<GrantRecipient?>>> First { get; } =
        entry => entry.Grant.Recipients.Where(recipient => recipient.Position == 1).DefaultIfEmpty();

    // All recipients "at position 1" are joined by key; to find "the first" PostgreSQL would number every recipient.
    public static IQueryable<GrantRow> ToRows(this IQueryable<Grant> grants) =>
        grants.SelectMany(grant => grant.Recipients.Where(recipient => recipient.Position == 1).DefaultIfEmpty(), GrantRow.Projection);

    public static IQueryable<GrantRow> ToRows(this IQueryable<GrantEntry> entries) => entries.AsSingleQuery().SelectMany(First, OfEntry);

    // A query that might be split is kept whole in memory before its first row is made.
    public static IQueryable<KeyedRow<GrantRow>> ToKeyedRows(this IQueryable<GrantEntry> entries, Order order) =>
        entries.AsSingleQuery().SelectMany(First, Keyset.WithKeys(OfEntry, order));

    private static Expression<Func<GrantEntry, GrantRecipient?, GrantRow>> MakeOfEntry()
    {
        var (entry, projection) = (Expression.Parameter(typeof(GrantEntry), "entry"), GrantRow.Projection);
        var body = new ParameterReplacer(projection.Parameters[0], Expression.Property(entry, nameof(GrantEntry.Grant))).Visit(projection.Body);
        return Expression.Lambda<Func<GrantEntry, GrantRecipient?, GrantRow>>(body, entry, projection.Parameters[1]);
    }
}
