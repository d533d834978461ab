using AiPolicyPortal.Core.Announcements;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Governance;
using AiPolicyPortal.Core.Grants;
using AiPolicyPortal.Core.Organisations;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Releases;
using AiPolicyPortal.Core.Sources;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Infrastructure;

/// <summary>Publications as editors might make them, of every noun: each creates, changes, withdraws and merges records and parts of records.</summary>
public sealed class RandomEdits(int seed)
{
    private readonly Random random = new(seed);
    private int number;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Does one thing to a record of each noun.</summary>
    public async Task MakeAsync(PortalDbContext db, PublicationScope scope)
    {
        number++;
        await ProgrammeAsync(db, scope);
        await SourceAsync(db, scope);
        var announcement = await AnnouncementAsync(db, scope);
        await FigureAsync(db, scope, announcement);
        await GrantAsync(db, scope);
        await OrganisationAsync(db, scope);
        await ReleaseAsync(db, scope);
        await GovernanceAsync(db, scope);
    }

    private async Task ProgrammeAsync(PortalDbContext db, PublicationScope scope)
    {
        var programme = await AnyAsync(db.Programmes.Where(record => record.WithdrawnAt == null && record.CountryCode == "FR"));
        (programme.Name, programme.Themes, programme.Start) = ($"Programme renamed {number}", [Theme.Compute, Theme.Skills], PartialDate.OfYear(2000 + number));
        scope.Change(programme, "name", "before", programme.Name);
        var other = await AnyAsync(db.Programmes.Where(record => record.WithdrawnAt == null));
        other.CountryCode = number % 2 == 0 ? "NZ" : "FR";
        scope.Change(other, "country", "before", other.CountryCode);
        scope.Withdraw(await AnyAsync(db.Programmes.Where(record => record.WithdrawnAt == null && record.Figures.Count == 0)), "withdrawn_at", reason: "A test.");
        scope.Create(new Programme { Reference = $"p-new-{number}", Name = $"New programme {number}", CountryCode = "FR", Themes = [Theme.Data], ParentId = programme.Id });
    }

    private async Task SourceAsync(PortalDbContext db, PublicationScope scope)
    {
        var source = await AnyAsync(db.Sources.Where(record => record.Citations.Count > 0));
        (source.Title, source.Tier) = ($"Source renamed {number}", (source.Tier % 4) + 1);
        scope.Change(source, "tier", "before", $"{source.Tier}");
        scope.Create(new Source { Reference = $"s-new-{number}", Url = $"https://example.org/{number}", Title = $"New source {number}", Tier = 2 });
    }

    private async Task<Announcement> AnnouncementAsync(PortalDbContext db, PublicationScope scope)
    {
        var changed = await AnyAsync(db.Announcements.Include(record => record.Citations).Where(record => record.Citations.Count > 0));
        (changed.Title, changed.StatedOn) = ($"Announcement renamed {number}", changed.StatedOn.AddDays(number));
        changed.Citations[0].WithdrawnAt ??= scope.Moment;
        scope.Change(changed, "title", "before", changed.Title);
        var made = new Announcement
        {
            Reference = $"a-new-{number}",
            Title = $"New announcement {number}",
            StatedOn = new DateOnly(2024, 1, number),
            StatedPrecision = DatePrecision.Day,
        };
        scope.Create(made);
        var source = await AnyAsync(db.Sources.Where(record => record.WithdrawnAt == null));
        db.Add(new Citation { SourceId = source.Id, AnnouncementId = made.Id, RecordedAt = scope.Moment });
        return made;
    }

    private async Task FigureAsync(PortalDbContext db, PublicationScope scope, Announcement announcement)
    {
        var (one, other) = (await AnyAsync(db.Figures.Where(record => record.WithdrawnAt == null)), await AnyAsync(db.Figures.Where(record => record.WithdrawnAt == null)));
        one.Note = $"Noted {number}";
        scope.Change(one, "note", null, one.Note);
        scope.Withdraw(await AnyAsync(db.Figures.Where(record => record.WithdrawnAt == null && record.Id != one.Id && record.Id != other.Id)), "withdrawn_at");
        var made = new Figure
        {
            Reference = $"f-new-{number}",
            ProgrammeId = one.ProgrammeId,
            AnnouncementId = announcement.Id,
            Stage = one.Stage,
            Nature = Nature.Exact,
            AmountLow = number * 1_000_000,
            AmountHigh = number * 1_000_000,
            CurrencyCode = "USD",
            FunderType = FunderType.Public,
        };
        scope.Create(made);
        db.Add(new FigureLink { FromId = made.Id, ToId = other.Id, Kind = FigureLinkKind.Restates, RecordedAt = scope.Moment });
        var link = await AnyAsync(db.FigureLinks.Where(record => record.WithdrawnAt == null));
        link.WithdrawnAt = scope.Moment;
        if (!await db.FigurePreferences.AnyAsync(record => record.FigureId == one.Id && record.WithdrawnAt == null, Cancel))
        {
            db.Add(new FigurePreference { FigureId = one.Id, RecordedAt = scope.Moment });
        }
    }

    private async Task GrantAsync(PortalDbContext db, PublicationScope scope)
    {
        var holding = db.Grants.Where(record => record.WithdrawnAt == null);
        scope.Withdraw(await AnyAsync(holding), "withdrawn_at", reason: "A test.");
        await db.SaveChangesAsync(Cancel);
        var changed = await AnyAsync(holding);
        (changed.Amount, changed.Awarded, changed.Title) = (random.Next(3) == 0 ? null : random.Next(1, 50_000_000), PartialDate.OfMonth(2015 + number % 9, 1 + number % 12), $"Grant renamed {number}");
        scope.Change(changed, "amount", null, "other");
        var moved = await AnyAsync(holding.Include(record => record.Recipients).Where(record => record.Recipients.Count > 0));
        (moved.Recipients[0].CountryCode, moved.Recipients[0].Name) = ("NZ", $"Recipient renamed {number}");
        scope.Change(moved, "recipient_country", null, "NZ");
        var made = new Grant
        {
            Reference = $"g-new-{number}",
            Title = $"New grant {number} zebrafish",
            CurrencyCode = "EUR",
            Amount = 1000 * number,
            Awarded = PartialDate.OfYear(2020),
            Stage = Stage.Awarded,
            FunderType = FunderType.Public,
            ProgrammeId = changed.ProgrammeId,
            FunderId = changed.FunderId,
        };
        made.Recipients.Add(new GrantRecipient { GrantId = made.Id, Position = 1, Name = $"Somebody {number}", CountryCode = "FR" });
        scope.Create(made);
        db.Add(new GrantDisbursement
        {
            Reference = $"d-new-{number}",
            GrantId = made.Id,
            PaidOn = new DateOnly(2021, 1, 1),
            PaidPrecision = DatePrecision.Day,
            Amount = 10 * number,
            CurrencyCode = "EUR",
            RecordedAt = scope.Moment,
        });
    }

    private async Task OrganisationAsync(PortalDbContext db, PublicationScope scope)
    {
        var apart = db.Organisations.Where(record => record.MergedIntoId == null && record.WithdrawnAt == null);
        var named = await AnyAsync(apart.Where(record => record.GrantsFunded.Count > 0));
        named.Name = $"Organisation renamed {number}";
        scope.Change(named, "name", "before", named.Name);
        var merged = await AnyAsync(apart.Where(record => record.Id != named.Id && (record.GrantsFunded.Count > 0 || record.Receipts.Count > 0)));
        var survivor = await AnyAsync(apart.Where(record => record.Id != merged.Id));
        (merged.MergedIntoId, merged.MergedOn, merged.MergeNote) = (survivor.Id, new DateOnly(2026, 1, 1), "The same.");
        scope.Merge(merged, "organisation_merges.to", null, survivor.Reference);
        db.Add(new OrganisationIdentifier { OrganisationId = named.Id, Scheme = IdentifierScheme.Ror, Value = $"new{number}" });
    }

    private async Task ReleaseAsync(PortalDbContext db, PublicationScope scope)
    {
        var release = await AnyAsync(db.Releases.Include(record => record.Components).Where(record => record.WithdrawnAt == null && record.Components.Count > 0));
        (release.Name, release.Licence, release.Components[0].Availability) = ($"Release renamed {number}", "MIT", Availability.Closed);
        scope.Change(release, "name", "before", release.Name);
        scope.Withdraw(await AnyAsync(db.Releases.Where(record => record.WithdrawnAt == null && record.Id != release.Id)), "withdrawn_at");
        db.Add(new ReleaseFunding
        {
            Reference = $"rf-new-{number}",
            ReleaseId = release.Id,
            ProgrammeId = (await AnyAsync(db.Programmes)).Id,
            SourceId = (await AnyAsync(db.Sources)).Id,
        });
        var developer = (await AnyAsync(db.Organisations)).Id;
        if (!await db.ReleaseDevelopers.AnyAsync(record => record.ReleaseId == release.Id && (record.OrganisationId == developer || record.Position == 9), Cancel))
        {
            db.Add(new ReleaseDeveloper { ReleaseId = release.Id, OrganisationId = developer, Position = 9 });
        }
    }

    private async Task GovernanceAsync(PortalDbContext db, PublicationScope scope)
    {
        var measure = await AnyAsync(db.GovernanceMeasures.Where(record => record.WithdrawnAt == null));
        (measure.Name, measure.CountryCode) = ($"Measure renamed {number}", number % 2 == 0 ? "FR" : "NZ");
        scope.Change(measure, "name", "before", measure.Name);
        scope.Withdraw(await AnyAsync(db.GovernanceMeasures.Where(record => record.WithdrawnAt == null && record.Id != measure.Id)), "withdrawn_at");
        var link = await AnyAsync(db.GovernanceLinks);
        link.Note = $"Noted {number}";
        var status = await AnyAsync(db.GovernanceStatuses);
        status.Evidence = $"Other words {number}";
        db.Remove(await AnyAsync(db.GovernanceStatuses.Where(record => record.Id != status.Id)));
        db.Add(new GovernanceStatusChange
        {
            MeasureId = measure.Id,
            Status = GovernanceStatus.Announced,
            SinceOn = new DateOnly(2001, 1, number),
            SincePrecision = DatePrecision.Day,
            SourceId = status.SourceId,
        });
    }

    // Of a stable order, so that a seed gives the same edits again.
    private async Task<T> AnyAsync<T>(IQueryable<T> records)
        where T : class
    {
        var ordered = typeof(PublicRecord).IsAssignableFrom(typeof(T)) ? records.OrderBy(record => EF.Property<string>(record, "Reference")) : records.OrderBy(record => EF.Property<Guid>(record, "Id"));
        return await ordered.Skip(random.Next(await records.CountAsync(Cancel))).FirstAsync(Cancel);
    }
}
