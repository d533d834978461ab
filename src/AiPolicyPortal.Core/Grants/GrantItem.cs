using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Grants;

/// <summary>A grant as lists show it.</summary>
public sealed record GrantItem
{
    public required Guid Id { get; init; }

    public required string Ref { get; init; }

    public required string Title { get; init; }

    public required RecordLabel? Programme { get; init; }

    /// <summary>The programme's country; null where no programme is recorded. Lists are filtered and grouped by <see cref="PayingCountry"/> and by the countries of recipients.</summary>
    public required CountryLabel? Country { get; init; }

    /// <summary>Whose money it is: the programme's country or, where no programme is recorded, the funder's; null where neither is known.</summary>
    public required CountryLabel? PayingCountry { get; init; }

    public required RecordLabel? Funder { get; init; }

    /// <summary>The first recipient as the source lists them; null when none is recorded.</summary>
    public required RecipientLabel? Recipient { get; init; }

    public required int RecipientCount { get; init; }

    /// <summary>The whole grant, not one recipient's share; its amount is null when not disclosed.</summary>
    public required Money Money { get; init; }

    /// <summary>The amount in the currency asked for, at the rate of the award's date or, where that is unknown, of the start's; null when none was asked for, undisclosed, undated or without a rate.</summary>
    public ConvertedMoney? Converted { get; init; }

    public required PartialDate? Awarded { get; init; }

    public required PartialDate? Start { get; init; }

    public required PartialDate? End { get; init; }

    public required FunderType FunderType { get; init; }

    public required Stage Stage { get; init; }

    public required Confidence Confidence { get; init; }

    /// <summary>Its own; where it has none, its programme's.</summary>
    public required IReadOnlyList<Theme> Themes { get; init; }

    /// <summary>Where it is stated; null where none is recorded.</summary>
    public required GrantSource? Source { get; init; }

    /// <summary>The grant's page in the funder's register; null where there is none.</summary>
    public required string? Url { get; init; }

    public required int Revision { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The same with its amount in the currency asked for, at the rate of the day of its award.</summary>
    internal GrantItem In(MoneyConversion conversion) => conversion == MoneyConversion.None ? this : this with { Converted = conversion.Of(Money, Awarded ?? Start) };
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
