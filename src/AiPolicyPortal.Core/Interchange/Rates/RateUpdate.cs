using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>What became of an update: with a fault nothing changed.</summary>
/// <param name="File">The file that the rates came from, or that is at fault.</param>
/// <param name="Days">The first and the last day in it; null with faults.</param>
/// <param name="Publication">Null when there were faults or nothing to change.</param>
public sealed record RateUpdateResult(
    string File, (DateOnly First, DateOnly Last)? Days, RateChanges Changes, Publication? Publication, IReadOnlyList<Fault> Faults);

/// <summary>
/// Takes over the European Central Bank's reference rates: all of a file as one publication or, when anything in it is wrong, nothing.
/// It fetches no more than it needs to join on to the days that the portal holds.
/// </summary>
public sealed class RateUpdate(PortalDbContext context, TimeProvider time, RateDownload download, DownloadLimits limits)
{
    /// <summary>The Bank's file of recent days reaches back 90; a few are left for holidays and clocks.</summary>
    private const int RecentDays = 85;

    /// <param name="addresses">Where the files are.</param>
    /// <param name="actor">Who updates, for the audit.</param>
    /// <param name="full">Fetches the whole history though the portal is up to date, to find old corrections too.</param>
    /// <param name="cancellationToken">Stops with nothing changed.</param>
    /// <exception cref="RateDownloadException">A file could not be fetched.</exception>
    public async Task<RateUpdateResult> RunAsync(RateAddresses addresses, Actor actor, bool full, CancellationToken cancellationToken)
    {
        var newest = await context.ExchangeRates.Where(rate => rate.SeriesCode == SeriesCodes.EcbDaily && rate.WithdrawnAt == null)
            .MaxAsync(rate => (DateOnly?)rate.Date, cancellationToken);
        var currencies = await context.Currencies.Select(currency => currency.Code).ToHashSetAsync(cancellationToken);
        foreach (var address in Plan(addresses, full ? null : newest))
        {
            var content = await download.FetchAsync(address, cancellationToken);
            var faults = new FaultList();
            var sheet = new RateSheet(Path.GetFileName(address.AbsolutePath), currencies, Today, faults);
            Read(content, address == addresses.History, sheet);
            if (faults.Any)
            {
                return new RateUpdateResult(sheet.File, null, RateChanges.None, null, faults.Sorted());
            }

            if (address == addresses.History || Joins(newest, sheet.Earliest))
            {
                return await PublishAsync(sheet, actor, cancellationToken);
            }
        }

        throw new InvalidOperationException("The history joins on to everything.");
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>The files from the smallest that may join on to the newest day held; the history is always the last.</summary>
    private IEnumerable<Uri> Plan(RateAddresses addresses, DateOnly? newest)
    {
        if (newest is { } day && Joins(day, Today))
        {
            yield return addresses.Daily;
        }

        if (newest >= Today.AddDays(-RecentDays))
        {
            yield return addresses.Recent;
        }

        yield return addresses.History;
    }

    /// <summary>Whether no working day lies between; a holiday counts as one, which costs a larger file and no rate.</summary>
    private static bool Joins(DateOnly? newest, DateOnly earliest)
    {
        for (var day = newest?.AddDays(1) ?? DateOnly.MinValue; day < earliest; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                return false;
            }
        }

        return true;
    }

    private void Read(byte[] content, bool isHistory, RateSheet sheet)
    {
        if (isHistory)
        {
            RateZip.Read(content, limits.MaxUnpackedBytes, sheet);
        }
        else
        {
            RateXml.Read(content, sheet);
        }
    }

    private async Task<RateUpdateResult> PublishAsync(RateSheet sheet, Actor actor, CancellationToken cancellationToken)
    {
        var changes = RateChanges.None;
        var rows = sheet.Rates.Select(rate => new object[] { SeriesCodes.EcbDaily, rate.Currency, rate.Day, rate.Rate });
        var publication = await new Publisher(context, time).PublishAsync(
            new PublicationRequest(PublicationKind.Import, actor, $"Exchange rates taken over from {sheet.File}."),
            async (scope, token) =>
            {
                changes = await new RateWriter(context).MergeAsync(rows, RatePrecedence.Given, scope.Moment, token);
                if (changes.Any)
                {
                    scope.NoteChangeBeyondRecords();
                }
            },
            cancellationToken);
        return new RateUpdateResult(sheet.File, (sheet.Earliest, sheet.Latest), changes, publication, []);
    }
}
