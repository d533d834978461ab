using AiPolicyPortal.Core.Queries;

namespace AiPolicyPortal.Core.Grants;

/// <summary>
/// The grants that a country awarded from public money: under its programmes or, where no programme is known, by a funder in it. Each currency
/// is summed by itself, since a sum of converted grants is exact only grant by grant.
/// </summary>
/// <param name="Country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>.</param>
/// <param name="Currencies">The one of most grants first; empty when no grant is recorded.</param>
public sealed record PaidGrants(string Country, IReadOnlyList<PaidCurrency> Currencies)
{
    public int Count => Currencies.Sum(currency => currency.Count);
}

/// <summary>The grants in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Years">In order; that of the unknown year is last.</param>
/// <param name="Recipients">Those that surely received most, at most <see cref="PaidGrantQueries.RecipientLimit"/>.</param>
public sealed record PaidCurrency(string Currency, IReadOnlyList<PaidYear> Years, IReadOnlyList<PaidRecipient> Recipients)
{
    public int Count => Years.Sum(year => year.Count);
}

/// <summary>The grants of one year.</summary>
/// <param name="Year">Of award; where that is not known, of the start; null when neither is.</param>
/// <param name="Count">Grants, undisclosed ones included.</param>
/// <param name="Sum">What the disclosed ones add up to; its amount is null when none is disclosed.</param>
/// <param name="UndisclosedCount">Grants without an amount.</param>
public sealed record PaidYear(int? Year, int Count, Money Sum, int UndisclosedCount);

/// <summary>A recipient of grants.</summary>
/// <param name="Organisation">Null where the recipient is known by name alone.</param>
/// <param name="Count">Grants received, alone or with others.</param>
/// <param name="Sum">Grants received alone and stated shares; its amount is null when no such amount is known.</param>
/// <param name="SharedCount">Grants counted and added to nothing: undisclosed, or shared with others without a stated share.</param>
public sealed record PaidRecipient(string Name, RecordLabel? Organisation, int Count, Money Sum, int SharedCount);
