using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Queries;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Grants;

/// <param name="Country">That of the programme.</param>
public sealed record GrantProgramme(RecordLabel Label, CountryLabel Country, Theme[] Themes);

/// <param name="Country">Null where it is not known.</param>
public sealed record GrantOrganisation(RecordLabel Label, CountryLabel? Country);

/// <summary>Where a grant is stated: the source's reference and address.</summary>
public sealed record GrantSource(string Ref, string Url);

/// <summary>What everything that grants refer to is called.</summary>
/// <param name="MinorUnits">Digits after the point, by currency.</param>
public sealed record GrantNames(
    IReadOnlyDictionary<Guid, GrantProgramme> Programmes, IReadOnlyDictionary<Guid, GrantOrganisation> Organisations,
    IReadOnlyDictionary<Guid, GrantSource> Sources,
    IReadOnlyDictionary<string, CountryLabel> Countries, IReadOnlyDictionary<string, int> MinorUnits)
{
    internal bool Know(GrantRow row) => MinorUnits.ContainsKey(row.CurrencyCode)
        && (row.ProgrammeId is not { } programme || Programmes.ContainsKey(programme))
        && (row.SourceId is not { } source || Sources.ContainsKey(source))
        && Know(row.FunderId) && Know(row.RecipientOrganisationId)
        && (row.RecipientCountry is not { } country || Countries.ContainsKey(country));

    private bool Know(Guid? organisation) => organisation is not { } id || Organisations.ContainsKey(id);

    /// <param name="kind">One of <see cref="GrantTags"/>.</param>
    /// <param name="value">Value of a tag of that kind.</param>
    /// <returns>Null where there is no such record; a value that speaks for itself has no name.</returns>
    internal GrantKey? Of(string kind, string value) => (kind, value) switch
    {
        (_, GrantTags.Unknown) => new GrantKey(value),
        (GrantTags.Country or GrantTags.PayingCountry, _) => Countries.TryGetValue(value, out var country) ? new GrantKey(country.Code, country.Name, country.NameFr) : null,
        (GrantTags.Programme, _) => Programmes.TryGetValue(Guid.Parse(value), out var programme) ? new GrantKey(programme.Label.Ref, programme.Label.Name) : null,
        (GrantTags.Funder or GrantTags.Recipient, _) => Organisations.TryGetValue(Guid.Parse(value), out var organisation) ? new GrantKey(organisation.Label.Ref, organisation.Label.Name) : null,
        _ => new GrantKey(value),
    };

    internal static async Task<GrantNames> ReadAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        var countries = await db.Countries.ToDictionaryAsync(
            country => country.Code, country => new CountryLabel(country.Code, country.NameEn, country.NameFr), StringComparer.Ordinal, cancellationToken);
        var programmes = await db.Programmes
            .Select(programme => new { programme.Id, programme.Reference, programme.Name, programme.CountryCode, programme.Themes }).ToListAsync(cancellationToken);
        var organisations = await db.Organisations
            .Select(organisation => new { organisation.Id, organisation.Reference, organisation.Name, organisation.CountryCode }).ToListAsync(cancellationToken);
        return new GrantNames(
            programmes.ToDictionary(
                programme => programme.Id,
                programme => new GrantProgramme(new RecordLabel(programme.Reference, programme.Name), countries[programme.CountryCode], programme.Themes)),
            organisations.ToDictionary(
                organisation => organisation.Id,
                organisation => new GrantOrganisation(
                    new RecordLabel(organisation.Reference, organisation.Name), organisation.CountryCode is { } country ? countries[country] : null)),
            await db.Sources.Select(source => new { source.Id, source.Reference, source.Url })
                .ToDictionaryAsync(source => source.Id, source => new GrantSource(source.Reference, source.Url), cancellationToken),
            countries,
            await db.Currencies.ToDictionaryAsync(currency => currency.Code, currency => currency.MinorUnit, StringComparer.Ordinal, cancellationToken));
    }
}

/// <summary>
/// The names as the newest publication left them, held in memory: to join them to each list takes PostgreSQL longer to plan than to answer.
/// </summary>
/// <param name="latest">Says what was published last; null to ask the database each time.</param>
public sealed class GrantNameSnapshots(LatestPublication? latest = null)
{
    private readonly PublishedAnswers kept = new(keep: true, latest);

    /// <param name="db">The asker's.</param>
    /// <param name="suffice">Whether they name everything that is needed; what came with a publication a moment ago is read anew.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    internal async Task<GrantNames> ForAsync(PortalDbContext db, Func<GrantNames, bool> suffice, CancellationToken cancellationToken)
    {
        var known = await kept.GetAsync(db, "grant names", token => GrantNames.ReadAsync(db, token), cancellationToken);
        return suffice(known) ? known : await GrantNames.ReadAsync(db, cancellationToken);
    }

    /// <summary>The grants of a query in its order, with their names.</summary>
    public async Task<IReadOnlyList<GrantItem>> ListAsync(PortalDbContext db, IQueryable<Grant> grants, CancellationToken cancellationToken)
    {
        var rows = await grants.ToRows().ToListAsync(cancellationToken);
        var known = await ForAsync(db, some => rows.TrueForAll(some.Know), cancellationToken);
        return [.. rows.Select(row => row.ToItem(known))];
    }

    /// <summary>Digits after the point of the currencies that some groups are stated in, and of others, by currency.</summary>
    internal async Task<IReadOnlyDictionary<string, int>> MinorUnitsAsync(PortalDbContext db, IReadOnlyList<GrantCell> cells, CancellationToken cancellationToken) =>
        (await ForAsync(db, known => cells.All(cell => known.MinorUnits.ContainsKey(cell.Group.CurrencyCode)), cancellationToken)).MinorUnits;

    /// <summary>Names for the tags of some grants, by tag.</summary>
    /// <param name="db">The asker's.</param>
    /// <param name="tags">Kind and value, as <see cref="GrantTags"/> describes them.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    internal async Task<Dictionary<string, GrantKey>> OfTagsAsync(PortalDbContext db, IReadOnlyCollection<string> tags, CancellationToken cancellationToken)
    {
        var names = await ForAsync(db, known => tags.All(tag => Of(known, tag) is not null), cancellationToken);
        return tags.ToDictionary(tag => tag, tag => Of(names, tag) ?? new GrantKey(tag[(tag.IndexOf(':', StringComparison.Ordinal) + 1)..]), StringComparer.Ordinal);
    }

    private static GrantKey? Of(GrantNames names, string tag) => tag.IndexOf(':', StringComparison.Ordinal) is var at && at >= 0 ? names.Of(tag[..at], tag[(at + 1)..]) : null;
}
