using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Grants;

/// <summary>Translates a filter into what the index knows.</summary>
internal static class GrantSelections
{
    /// <exception cref="InvalidQueryException">A value names nothing; the nearest is suggested.</exception>
    public static async Task<GrantSelection> SelectGrantsAsync(this PortalDbContext db, GrantFilter filter, MoneyConversions conversions, CancellationToken cancellationToken)
    {
        var names = new NameLookups();
        await names.RequireAsync(conversions.ToAsync(filter.Currency, cancellationToken));
        await names.RequireAsync(db.Countries.RequireAsync("country", filter.Country.Known(), cancellationToken));
        await names.RequireAsync(db.Countries.RequireAsync("payingCountry", filter.PayingCountry.Known(), cancellationToken));
        await names.RequireAsync(db.Currencies.RequireAsync("statedCurrency", filter.StatedCurrency, cancellationToken));
        var programmes = await names.ResolveAsync(db.Programmes.ResolveAsync("programme", filter.Programme.Known(), cancellationToken));
        var funders = await names.ResolveAsync(db.Organisations.ResolveMergedAsync("funder", filter.Funder.Known(), cancellationToken));
        var recipients = await names.ResolveAsync(db.Organisations.ResolveMergedAsync("recipient", filter.Recipient.Known(), cancellationToken));
        var sources = await names.ResolveAsync(db.Sources.ResolveAsync("source", filter.Source.Known(), cancellationToken));
        names.ThrowIfAnyMissing();
        var (words, spelling) = await GrantWords.ReadAsync(db, filter.Words, cancellationToken);
        TagCondition?[] tags =
        [
            Condition(GrantTags.Country, filter.Country),
            Condition(GrantTags.PayingCountry, filter.PayingCountry),
            Condition(GrantTags.Programme, filter.Programme, programmes),
            Condition(GrantTags.Funder, filter.Funder, funders),
            Condition(GrantTags.Recipient, filter.Recipient, recipients),
            Condition(GrantTags.Theme, filter.Theme.Select(theme => theme?.Code() ?? GrantTags.Unknown)),
            Condition(GrantTags.Year, filter.Year.Select(year => year is { } known ? $"{known}" : GrantTags.Unknown)),
            Condition(GrantTags.Band, filter.Band),
            Condition(GrantTags.FunderType, filter.FunderType.Select(type => type.Code())),
            Condition(GrantTags.Stage, filter.Stage.Select(stage => stage.Code())),
            Condition(GrantTags.Confidence, filter.Confidence.Select(level => level.Code())),
            Condition(GrantTags.StatedCurrency, filter.StatedCurrency),
        ];
        return new GrantSelection(
            words, spelling, [.. tags.OfType<TagCondition>()], OrNone(filter.Source, sources), filter.Awarded, filter.Start, filter.Amount, filter.UpdatedSince);
    }

    private static AnyOf<Guid?> OrNone(AnyOf<string> asked, AnyOf<Guid> ids) => new(
        [.. asked.Included.Where(value => value == GrantTags.Unknown).Select(_ => (Guid?)null), .. ids.Included],
        [.. asked.Excluded.Where(value => value == GrantTags.Unknown).Select(_ => (Guid?)null), .. ids.Excluded]);

    private static TagCondition? Condition(string kind, AnyOf<string> asked, AnyOf<Guid> ids) => Condition(kind, new AnyOf<string>(
        [.. asked.Included.Where(value => value == GrantTags.Unknown), .. ids.Included.Select(id => $"{id}")],
        [.. asked.Excluded.Where(value => value == GrantTags.Unknown), .. ids.Excluded.Select(id => $"{id}")]));

    private static TagCondition? Condition(string kind, AnyOf<string> asked)
    {
        var tags = asked.Select(value => $"{kind}:{value}");
        return asked.IsEverything ? null : new TagCondition(kind, [.. tags.Included], [.. tags.Excluded]);
    }
}
