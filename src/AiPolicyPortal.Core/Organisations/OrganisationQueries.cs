using System.Linq.Expressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Search;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Core.Totals;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Organisations;

/// <summary>The one way to read organisations. Those merged into another are not listed; see <see cref="RecordFates"/>.</summary>
public sealed class OrganisationQueries(PortalDbContext db, WordReader reader, GrantQueries grants, MoneyConversions conversions, PublishedAnswers answers)
    : IStreamedQueries<OrganisationFilter, OrganisationItem, OrganisationDetail>, IConvertedQueries<OrganisationDetail>
{
    /// <summary>How many grants a detail shows of each kind; the list of grants has the rest.</summary>
    public const int GrantsShown = 20;

    /// <summary>How many of those that received most a detail shows.</summary>
    public const int RecipientsShown = 10;

    /// <summary>How far grants that start after the newest awards are looked through for one without a date of award.</summary>
    private const int MostPages = 10;

    private static readonly PageRequest LastAwarded = First("-awarded");
    private static readonly PageRequest LastStarted = First("-start");

    public async Task<Page<OrganisationItem>> ListAsync(OrganisationFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        await (await SelectAsync(filter, cancellationToken)).ToPageAsync(page, OrganisationItem.Projection, cancellationToken);

    public async Task<IAsyncEnumerable<OrganisationItem>> StreamAsync(OrganisationFilter filter, Order order, CancellationToken cancellationToken) =>
        (await SelectAsync(filter, cancellationToken)).ToStream(order, OrganisationItem.Projection);

    public async Task<OrganisationDetail?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var organisation = await Listed().Named(reference).Select(OrganisationItem.Projection).FirstOrDefaultAsync(cancellationToken);
        if (organisation is null)
        {
            return null;
        }

        var ids = await db.Organisations.WithMergedAsync(organisation.Id, cancellationToken);
        var sums = await GrantSums.OfAsync(db, organisation.Id, cancellationToken);
        var payments = db.ReleaseFunding.By(ids);
        return new OrganisationDetail(
            organisation,
            await db.Organisations.AsNoTracking().Where(merged => merged.Id != organisation.Id && ids.Contains(merged.Id)).OrderBy(merged => merged.Name)
                .Select(merged => new MergedOrganisation(merged.Reference, merged.Name, merged.MergedOn, merged.MergeNote)).ToListAsync(cancellationToken),
            await db.Programmes.AsNoTracking().Holding()
                .Where(programme => programme.LeadOrganisationId != null && ids.Contains(programme.LeadOrganisationId.Value))
                .OrderBy(programme => programme.Name).Select(ProgrammeItem.Projection).ToListAsync(cancellationToken),
            await NewestAsync(new GrantFilter { Funder = Named(organisation) }, cancellationToken),
            sums.Funded,
            await answers.GetAsync(
                db, $"largest recipients/{organisation.Ref}", token => GrantSums.LargestAsync(db, organisation.Id, RecipientsShown, token), cancellationToken),
            await NewestAsync(new GrantFilter { Recipient = Named(organisation) }, cancellationToken),
            sums.Received,
            await db.Releases.AsNoTracking().Holding()
                .Where(release => release.Developers.Any(developer => ids.Contains(developer.OrganisationId)))
                .OrderByDescending(release => release.ReleasedOn ?? DateOnly.MinValue).ThenBy(release => release.Name)
                .Select(release => new DevelopedRelease(
                    release.Reference, release.Name, release.Kind, PartialDate.From(release.ReleasedOn, release.ReleasedPrecision),
                    release.Licence, release.LicenceAsStated))
                .ToListAsync(cancellationToken),
            await db.Releases.AsNoTracking().Holding().Where(release => payments.Any(payment => payment.ReleaseId == release.Id)).OrderBy(release => release.Name)
                .Select(release => new RecordLabel(release.Reference, release.Name)).ToListAsync(cancellationToken),
            [.. (await db.Citations.AsNoTracking().Where(citation => citation.OrganisationId != null && ids.Contains(citation.OrganisationId.Value)).ToLabelsAsync(cancellationToken))
                .DistinctBy(source => source.Ref)]);
    }

    /// <summary>Of its grants; their sums stay as they are stated.</summary>
    /// <inheritdoc/>
    public async Task<OrganisationDetail> ConvertAsync(OrganisationDetail record, string currency, CancellationToken cancellationToken)
    {
        var conversion = await conversions.ToAsync(currency, cancellationToken);
        return record with
        {
            GrantsFunded = [.. record.GrantsFunded.Select(grant => grant.In(conversion))],
            GrantsReceived = [.. record.GrantsReceived.Select(grant => grant.In(conversion))],
        };
    }

    /// <summary>How many organisations each choice of a filter has, that filter itself left open.</summary>
    public async Task<OrganisationFacets> FacetsAsync(OrganisationFilter filter, CancellationToken cancellationToken)
    {
        var counter = new FacetCounter<OrganisationFilter, Organisation>(filter, SelectAsync, cancellationToken);
        var countries = await counter.OfAsync(filter with { Country = AnyOf<string>.Everything }, organisation => organisation.CountryCode);
        var roles = new Dictionary<OrganisationRole, int>();
        foreach (var role in Enum.GetValues<OrganisationRole>())
            roles.Add(role, await counter.OfAsync(filter with { Role = new AnyOf<OrganisationRole>([role], []) }));
        return new OrganisationFacets(
            await countries.WithNamesAsync(db.Countries, filter.Country, cancellationToken),
            await counter.OfAsync(filter with { Type = AnyOf<OrganisationType>.Everything }, organisation => organisation.Type),
            roles.Where(role => role.Value > 0).ToDictionary());
    }

    private IQueryable<Organisation> Listed() =>
        db.Organisations.AsNoTracking().Holding().Where(organisation => organisation.MergedIntoId == null);

    private async Task<FoundRows<Organisation>> SelectAsync(OrganisationFilter filter, CancellationToken cancellationToken)
    {
        await db.Countries.RequireAsync("country", filter.Country, cancellationToken);
        var organisations = Listed()
            .WhereAny(filter.Country, codes => organisation => organisation.CountryCode != null && codes.Contains(organisation.CountryCode))
            .WhereAny(filter.Type, types => organisation => types.Contains(organisation.Type))
            .WhereAny(filter.Role, InRoles)
            .UpdatedSince(filter.UpdatedSince);
        return await (filter.Identifiers.Count > 0
                ? organisations.Where(organisation => organisation.Identifiers.Any(identifier => filter.Identifiers.Contains(identifier.Value.Replace(" ", "").ToLower())))
                : organisations)
            .WhereWordsAsync(reader.ReadAsync(filter.Words, Listed(), SearchedText.OfOrganisation, cancellationToken), cancellationToken);
    }

    // PostgreSQL is told which roles are asked for and looks at no other.
    private static Expression<Func<Organisation, bool>> InRoles(IReadOnlyList<OrganisationRole> roles) => organisation =>
        (roles.Contains(OrganisationRole.Funder)
            && organisation.GroupsFunded.Any(group => group.Grants > 0))
        || (roles.Contains(OrganisationRole.Recipient)
            && organisation.GroupsReceived.Any(received => received.Grants > 0))
        || (roles.Contains(OrganisationRole.Developer)
            && (organisation.Developments.Any(development => development.Release.WithdrawnAt == null)
                || organisation.Merges.Any(merge => merge.Organisation.Developments.Any(development => development.Release.WithdrawnAt == null))))
        || (roles.Contains(OrganisationRole.Lead)
            && (organisation.ProgrammesLed.Any(programme => programme.WithdrawnAt == null)
                || organisation.Merges.Any(merge => merge.Organisation.ProgrammesLed.Any(programme => programme.WithdrawnAt == null))));

    private static AnyOf<string> Named(OrganisationItem organisation) => new([organisation.Ref], []);

    private Task<IReadOnlyList<GrantItem>> NewestAsync(GrantFilter filter, CancellationToken cancellationToken) => answers.GetAsync<IReadOnlyList<GrantItem>>(
        db, $"grants newest/{filter.Key}", async token =>
        {
            var newest = (await grants.ListAsync(filter, LastAwarded, token)).Items;
            var started = LastStarted;
            for (var pages = 1; ; pages++)
            {
                // Those with a date of award are in place by it; among them stand those without one, which are found by their start.
                var page = await grants.ListAsync(filter, started, token);
                newest = [.. newest.Concat(page.Items.Where(grant => grant.Awarded is null)).DistinctBy(grant => grant.Ref)
                    .OrderByDescending(LastDay).ThenBy(grant => grant.Ref, StringComparer.Ordinal).Take(GrantsShown)];
                if (page.NextCursor is null || pages == MostPages || page.Items[^1].Start is not { } start || (newest.Count == GrantsShown && start.LastDay < LastDay(newest[^1])))
                    return newest;
                started = started with { Limit = PageRequest.MaxLimit, Cursor = Cursor.Decode(page.NextCursor) };
            }
        }, cancellationToken);

    private static DateOnly? LastDay(GrantItem grant) => (grant.Awarded ?? grant.Start)?.LastDay;

    private static PageRequest First(string sort) => PageRequest.Read(
        new QueryParameters([KeyValuePair.Create("sort", sort), KeyValuePair.Create("limit", $"{GrantsShown}"), KeyValuePair.Create("count", "none")]), GrantFilter.SortKeys);
}

/// <summary>How many organisations each choice of a filter has; one with two roles counts under each.</summary>
public sealed record OrganisationFacets(
    IReadOnlyList<(CountryLabel Country, int Count)> Countries,
    IReadOnlyDictionary<OrganisationType, int> Types,
    IReadOnlyDictionary<OrganisationRole, int> Roles);
