using System.Globalization;
using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Interchange;

public sealed class RoundTripTests(PostgresFixture postgres) : ImportTestBase(postgres)
{
    private readonly PostgresFixture postgres = postgres;

    [Fact]
    public async Task Export_OfImportedStarter_IsTheSameData()
    {
        var result = await ImportAsync(Store, DataPaths.Starter);
        Assert.Empty(result.Faults);
        var added = result.Files.ToDictionary(file => file.File, file => file.Added);
        Assert.Equal((220, 687, 463, 431, 125),
            (added["programmes.csv"], added["figures.csv"], added["figure_links.csv"], added["announcements.csv"],
                added["governance.csv"]));
        Assert.True(added["governance_statuses.csv"] >= 65);
        Assert.True(added["sources.csv"] >= 549 && added["organisations.csv"] >= 217 && added["releases.csv"] >= 193
            && added["grants.csv"] >= 600);

        using var first = new TemporaryFolder();
        await ExportAsync(Store, first.Location);

        foreach (var file in Directory.EnumerateFiles(DataPaths.Starter, "*.csv"))
        {
            var (columns, rows) = Read(file);
            var (_, exported) = Read(first.Below(Path.GetFileName(file)), columns);
            Assert.Equal(rows.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
        }

        Assert.Null((await ImportAsync(Store, first.Location)).Publication);
    }

    [Fact]
    public async Task Export_OfImportedExport_IsTheSameBytes()
    {
        await BuildAPastAsync();
        using var first = new TemporaryFolder();
        using var second = new TemporaryFolder();
        await ExportAsync(Store, first.Location);
        await using var other = await PortalStore.CreateAsync(postgres);

        var imported = await ImportAsync(other, first.Location);
        Assert.Empty(imported.Faults);
        await ExportAsync(other, second.Location);

        foreach (var file in Directory.EnumerateFiles(first.Location))
        {
            Assert.Equal(await File.ReadAllTextAsync(file, Cancel),
                await File.ReadAllTextAsync(second.Below(Path.GetFileName(file)), Cancel));
        }

        Assert.Equal(24, Directory.EnumerateFiles(first.Location).Count(file => File.ReadLines(file).Count() > 1));
        Assert.Equal(await PastAsync(Store), await PastAsync(other));
    }

    [Fact]
    public async Task Export_FolderWithFiles_IsRefusedUnlessOverwritten()
    {
        await using var context = Store.Open();
        var export = new DataFolderExport(context);

        await Assert.ThrowsAsync<ExportException>(() => export.ExportAsync(Folder.Path, overwrite: false, Cancel));
        var files = await export.ExportAsync(Folder.Path, overwrite: true, Cancel);

        Assert.All(files, file => Assert.Equal(0, file.Rows));
        Assert.Single(await File.ReadAllLinesAsync(Folder.FileOf("figures.csv"), Cancel));
    }

    // Every file gets rows, and everything that has a past gets one.
    private async Task BuildAPastAsync()
    {
        AddTheRest();
        Folder.AddColumn("figures.csv", "preferred", id => id == "f-1" ? "yes" : "no");
        await ImportWellAsync();
        Folder.Replace("sources.csv", "2018-03-29,fr,1", "2018-03-29,fr,2");
        Folder.Replace("announcements.csv", "a-2,2024-03-11,The plan again,,,s-2", "a-2,2024-03,The plan again,,,s-1");
        Folder.Replace("programmes.csv", "active,p-1,research", "active,,research");
        Folder.Replace("grants.csv", "250000", "260000");
        Folder.Replace("governance.csv", "Parliament,s-1", "Parliament,s-2");
        Folder.Replace("figures.csv", ",yes", ",no");
        await ImportWellAsync();
        var now = Core.Common.Instant.Write(Clock.GetUtcNow());
        Folder.Replace("figures.csv", "Not said,no", "Not said,yes");
        Folder.AddColumn("figures.csv", "withdrawn_at", id => id == "f-2" ? now : "");
        Folder.AddColumn("figure_links.csv", "withdrawn_at", id => id == "f-3" ? now : "");
        Folder.Replace("sources.csv", "2018-03-29,fr,2", "2018-03-29,fr,3");
        Folder.Write("records.csv", "record,id,recorded_at,withdrawn_at,reason", $"organisation,fr-old,,{now},Merged",
            $"figure,f-2,,{now},A misprint");
        await ImportWellAsync();
    }

    private void AddTheRest()
    {
        Folder.Append("organisations.csv", "fr-old,An older name,FR,agency,,");
        Folder.Write("organisation_identifiers.csv", "organisation,scheme,identifier", "fr-lab,ror,02feahw73");
        Folder.Write("organisation_merges.csv", "from,to,merged,note", "fr-old,fr-lab,2020-01-01,Renamed");
        Folder.Write("grant_recipients.csv", "grant,position,name,organisation,country,role,amount,currency",
            "g-1,1,,fr-lab,,coordinator,150000.00,EUR", "g-1,2,Another,,DE,partner,,", "g-1,10,A tenth,,,partner,,");
        Folder.Write("grant_disbursements.csv", "id,grant,date,amount,currency,source,note", "d-1,g-1,2020,1000,EUR,s-1,");
        Folder.Write(
            "releases.csv",
            "slug,name,kind,developers,developer_names,countries,modalities,base_release,base_name,announced,announced_in,released,licence,licence_as_stated,parameters,url,sources,origin,description",
            "a-model,A model,model,fr-lab;fr-state,A laboratory;The State,FR;EU,text;code,z-model,,2024-03,a-2,2024-04-01,Apache-2.0 OR MIT,Apache 2,7000000000,https://example.org/m,s-2;s-1,portal,Words",
            "z-model,A base,model,,,,,,Something else,,,,LicenseRef-own,,,,,epoch,");
        Folder.Write("release_components.csv", "release,component,assessor,availability,licence,evidence_urls,source,evidence,assessed",
            "a-model,end-weights,portal,open,Apache-2.0,https://example.org/w https://example.org/x,s-1,Weights,2024-05");
        Folder.Write("release_funding.csv", "id,release,programme,grant,organisation,kind,amount,currency,given,source,evidence,note",
            "rf-1,a-model,p-1,g-1,,compute,12.50,EUR,2024-02,s-1,,");
        Folder.Write("governance_links.csv", "measure,kind,programme,release,duty,source,note", "v-1,binds,p-1,,open-licence,s-1,",
            "v-1,mentions,,a-model,none,,");
        Folder.Write("governance_statuses.csv", "measure,status,since,source,evidence,note", "v-1,in-force,2020-01-02,s-1,In force,", "v-1,proposed,2019,s-2,,A bill",
            "v-1,adopted,2020-01,s-1,\"Words,\nand more\",");
        Folder.Write("citations.csv", "record,id,source,quote", "programme,p-1,s-2,Words", "programme,p-1,s-1,", "organisation,fr-lab,s-1,",
            "governance,v-1,s-2,", "announcement,a-1,s-1,\"Words,\nand more\"", "release,a-model,s-1,Words");
    }

    private static async Task ExportAsync(PortalStore store, string folder)
    {
        await using var context = store.Open();
        await new DataFolderExport(context).ExportAsync(folder, overwrite: false, Cancel);
    }

    // What any past question is answered from, in words.
    private static async Task<IReadOnlyList<string>> PastAsync(PortalStore store)
    {
        await using var context = store.Open();
        var tiers =
            from history in context.SourceHistory
            join source in context.Sources on history.SourceId equals source.Id
            select $"{source.Reference} tier {history.Tier} {history.RecordedAt:O} {history.WithdrawnAt:O} {source.FactsRecordedAt:O}";
        var facts =
            from programme in context.Programmes
            select $"{programme.Reference} {programme.RecordedAt:O} {programme.FactsRecordedAt:O}";
        var cited =
            from citation in context.Citations
            join announcement in context.Announcements on citation.AnnouncementId equals announcement.Id
            select $"{announcement.Reference} {citation.Source.Reference} {citation.RecordedAt:O} {citation.WithdrawnAt:O}";
        var preferred =
            from preference in context.FigurePreferences
            join figure in context.Figures on preference.FigureId equals figure.Id
            select $"{figure.Reference} preferred {preference.RecordedAt:O} {preference.WithdrawnAt:O}";
        string[] past =
        [
            .. await tiers.ToListAsync(Cancel), .. await facts.ToListAsync(Cancel),
            .. await cited.ToListAsync(Cancel), .. await preferred.ToListAsync(Cancel),
        ];
        return [.. past.Order(StringComparer.Ordinal)];
    }

    private static (string[] Columns, List<string> Rows) Read(string file, string[]? columns = null)
    {
        using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        columns ??= csv.HeaderRecord!;
        var rows = new List<string>();
        while (csv.Read())
        {
            rows.Add(string.Join(" | ", columns.Select(column => $"{column}={csv.GetField(column)}")));
        }

        return (columns, rows);
    }
}
