using AiPolicyPortal.Core.Interchange.Cells;
using AiPolicyPortal.Core.Persistence;
using AiPolicyPortal.Core.Publishing;
using AiPolicyPortal.Core.Releases;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Core.Interchange.Files;

internal sealed class ReleasesFile : RecordFile<Release>
{
    public override string Name => "releases.csv";

    public override string Summary => "An AI model, dataset or tool that was put out.";

    public override RecordKind? Declares => RecordKind.Release;

    public override bool IsTree => true;

    protected override ColumnList<Release> Define(ColumnList<Release> columns) => columns
        .Own("slug", "The release's reference.", release => release.Reference)
        .Text("name", Release.NameMaxLength, Need.Value, "Its name.", release => release.Name, (release, name) => release.Name = name!)
        .Code("kind", "What it is.", release => release.Kind, (release, kind) => release.Kind = kind)
        .Of("developers", new ListCell(new ReferenceCell(RecordKind.Organisation)), Need.Column,
            "Developers that the portal knows; this is the whole list.",
            ReadDevelopers, SetDevelopers)
        .Of("developer_names", new ListCell(new TextCell(Release.NameMaxLength)), Need.Column, "All developers as the source writes them.",
            (release, _) => CellText.Of(release.DeveloperNames), (release, text, _) => release.DeveloperNames = CellText.List(text))
        .Of("countries", new ListCell(CodeCells.Country), Need.Column, "The developers' countries.",
            (release, _) => CellText.Of(release.CountryCodes), (release, text, _) => release.CountryCodes = CellText.List(text))
        .CodeList("modalities", Need.Column, "What it works with.",
            release => release.Modalities, (release, modalities) => release.Modalities = modalities)
        .Record("base_release", RecordKind.Release, Need.Column, "The release it was built from.",
            release => release.BaseReleaseId, (release, id) => release.BaseReleaseId = id)
        .Text("base_name", Release.NameMaxLength, Need.Column, "What it was built from, in the source's words.",
            release => release.BaseName, (release, name) => release.BaseName = name)
        .Date("announced", Need.Column, "When it was announced.", release => release.Announced, (release, date) => release.Announced = date)
        .Record("announced_in", RecordKind.Announcement, Need.Column, "The announcement that said so.",
            release => release.AnnouncedInId, (release, id) => release.AnnouncedInId = id)
        .Date("released", Need.Column, "When it could be had.", release => release.Released, (release, date) => release.Released = date)
        .Licence("licence", Need.Column, "The licence of the whole.",
            release => release.Licence, (release, licence) => release.Licence = licence)
        .Text("licence_as_stated", LicenceCell.MaxLength, Need.Column, "The licence in the source's words.",
            release => release.LicenceAsStated, (release, words) => release.LicenceAsStated = words)
        .Integer("parameters", 1, long.MaxValue, Need.Column, "How many parameters a model has.",
            release => release.Parameters, (release, number) => release.Parameters = number)
        .Address("url", Need.Column, "Its own page.", release => release.Url, (release, url) => release.Url = url)
        .Of("sources", new ListCell(new ReferenceCell(RecordKind.Source)), Need.Column, "The sources that show it; this is the whole list.",
            (release, references) => CitationList.Text(release.Citations, references),
            (release, text, session) => CitationList.Replace(release, release.Citations, text, session))
        .Code("origin", "The list the record was taken from.", release => release.Origin, (release, origin) => release.Origin = origin)
        .LongText("description", Need.Column, "What it is.", release => release.Description, (release, text) => release.Description = text);

    public override void Check(FolderRow row, CheckContext context)
    {
        context.ListedSources[(RecordKind.Release, row.Key)] = CellText.List(row["sources"]);
        if (row["base_release"] == row.Key)
        {
            context.Fault(row, "base_release", FaultCodes.SelfLink, "Another release than this one.");
        }
        else
        {
            context.Join(row, row.Key, row["base_release"] ?? "");
        }
    }

    public override async Task CheckWholeAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var held = await context.Store.Releases.AsNoTracking().Where(release => release.BaseRelease != null)
            .Select(release => new { release.Reference, Base = release.BaseRelease!.Reference }).ToListAsync(cancellationToken);
        TreeCheck.Run(context, this, "base_release", held.Select(release => (release.Reference, (string?)release.Base)));
    }

    protected override IQueryable<Release> Records(PortalDbContext context) => context.Releases
        .Include(release => release.Developers)
        .Include(release => release.Citations.Where(citation => citation.WithdrawnAt == null));

    protected override Release Create(FolderRow row, Guid id, ImportSession session) =>
        new() { Id = id, Reference = row.Key, Name = row.Text("name") };

    private static string? ReadDevelopers(Release release, References references) =>
        CellText.Of(release.Developers.OrderBy(developer => developer.Position)
            .Select(developer => references.Name(developer.OrganisationId)));

    private static void SetDevelopers(Release release, string? text, ImportSession session)
    {
        var wanted = CellText.List(text).Select(slug => session.References.Id(RecordKind.Organisation, slug)).ToList();
        release.Developers.RemoveAll(developer => !wanted.Contains(developer.OrganisationId));
        for (var index = 0; index < wanted.Count; index++)
        {
            var developer = release.Developers.Find(known => known.OrganisationId == wanted[index]);
            if (developer is null)
            {
                developer = new ReleaseDeveloper { ReleaseId = release.Id, OrganisationId = wanted[index] };
                release.Developers.Add(developer);
            }

            developer.Position = index + 1;
        }
    }
}
