using AiPolicyPortal.Core.Interchange;
using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace AiPolicyPortal.Tests.Interchange;

public sealed class FaultTests(PostgresFixture postgres) : ImportTestBase(postgres)
{
    // Row, column and code of every fault planted below.
    private static readonly (string File, int? Row, string? Column, string Code)[] Planted =
    [
        ("organisations.csv", 2, "country", FaultCodes.UnknownCountry),
        ("organisations.csv", 3, "type", FaultCodes.UnknownCode),
        ("organisations.csv", 4, "slug", FaultCodes.BadReference),
        ("organisations.csv", 5, null, FaultCodes.CellCount),
        ("organisation_identifiers.csv", 3, "identifier", FaultCodes.TakenIdentifier),
        ("organisation_merges.csv", 2, "to", FaultCodes.SelfLink),
        ("sources.csv", 2, "url", FaultCodes.BadAddress),
        ("sources.csv", 3, "tier", FaultCodes.OutOfRange),
        ("sources.csv", 4, "language", FaultCodes.UnknownLanguage),
        ("sources.csv", 5, "id", FaultCodes.DuplicateKey),
        ("announcements.csv", 2, "date", FaultCodes.BadDate),
        ("announcements.csv", 3, "sources", FaultCodes.UnknownReference),
        ("announcements.csv", 4, "title", FaultCodes.Required),
        ("announcements.csv", 5, null, FaultCodes.StrayQuote),
        ("programmes.csv", 1, "descriptoin", FaultCodes.UnknownColumn),
        ("programmes.csv", 1, "description", FaultCodes.MissingColumn),
        ("programmes.csv", 2, "themes", FaultCodes.UnknownCode),
        ("programmes.csv", 3, "part_of", FaultCodes.Cycle),
        ("programmes.csv", 5, "end_date", FaultCodes.DateOrder),
        ("programmes.csv", 6, "name", FaultCodes.TooLong),
        ("figures.csv", 2, "amount_high", FaultCodes.AmountNotRange),
        ("figures.csv", 3, "amount_high", FaultCodes.AmountOrder),
        ("figures.csv", 4, "amount_low", FaultCodes.AmountUndisclosed),
        ("figures.csv", 5, "amount_low", FaultCodes.OutOfRange),
        ("figures.csv", 6, "amount_low", FaultCodes.AmountMissing),
        ("figures.csv", 7, "period_end_year", FaultCodes.DateOrder),
        ("figures.csv", 8, "currency", FaultCodes.UnknownCurrency),
        ("figures.csv", 9, "amount_low", FaultCodes.BadNumber),
        ("figures.csv", 10, "recorded_at", FaultCodes.Future),
        ("figures.csv", 11, "evidence", FaultCodes.ControlCharacter),
        ("figure_links.csv", 2, "to", FaultCodes.SelfLink),
        ("figure_links.csv", 4, "kind", FaultCodes.Cycle),
        ("figure_links.csv", 6, "kind", FaultCodes.Cycle),
        ("governance.csv", 3, null, FaultCodes.UnclosedQuote),
        ("grants.csv", 1, null, FaultCodes.NotUtf8),
        ("programs.csv", null, null, FaultCodes.UnknownFile),
    ];

    [Fact]
    public async Task Import_ManyDifferentFaults_ReportsEveryOneAndChangesNothing()
    {
        PlantRecords();
        PlantFigures();
        File.WriteAllBytes(Folder.FileOf("grants.csv"), [0x69, 0x64, 0xE9, 0x0A]);
        Folder.Write("programs.csv", "slug");

        var result = await ImportAsync();

        Assert.Equal(
            Planted.OrderBy(fault => fault.ToString(), StringComparer.Ordinal),
            result.Faults.Select(fault => (fault.File, fault.Row, fault.Column, fault.Code))
                .OrderBy(fault => fault.ToString(), StringComparer.Ordinal));
        Assert.Equal(30, Planted.Select(fault => fault.Code).Distinct().Count());
        await using var context = Store.Open();
        Assert.Equal(0, await context.Revisions.CountAsync(Cancel));
        Assert.Equal(0, await context.Sources.CountAsync(Cancel));
    }

    [Fact]
    public async Task Import_MisspeltCode_SuggestsTheNearest()
    {
        Folder.Replace("programmes.csv", "research;compute", "research;compte");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.EndsWith("Did you mean compute?", fault.Expectation, StringComparison.Ordinal);
        Assert.Equal("research;compte", fault.Value);
    }

    [Theory]
    [InlineData(false, FaultCodes.NoFolder)]
    [InlineData(true, FaultCodes.EmptyFolder)]
    public async Task Import_NothingToRead_SaysSo(bool exists, string code)
    {
        using var empty = new TemporaryFolder();
        if (exists)
        {
            Directory.CreateDirectory(empty.Location);
        }

        var result = await ImportAsync(Store, empty.Location);

        Assert.Equal(code, Assert.Single(result.Faults).Code);
    }

    [Fact]
    public async Task Import_ByteOrderMarkAndQuotedLineBreaks_AreRead()
    {
        Folder.Write("organisations.csv", "\uFEFFslug,name,country,type,website,note",
            "fr-state,\"The \"\"State\"\",\r\nof France\",FR,government,,", "fr-lab,A laboratory,FR,research-institute,,", "", ",,,,,");

        await ImportWellAsync();

        Assert.Equal("The \"State\",\r\nof France", await Store.ReadAsync(context =>
            context.Organisations.Where(organisation => organisation.Reference == "fr-state").Select(organisation => organisation.Name)
                .SingleAsync(Cancel)));
    }

    [Fact]
    public async Task Import_RecipientDiffersFromItsGrant_IsAFault()
    {
        Folder.Write("grant_recipients.csv", "grant,position,name,organisation,country,role,amount,currency",
            "g-1,1,Another,fr-lab,DE,recipient,,", "g-1,2,,,,partner,5,");

        var faults = (await ImportAsync()).Faults.Select(fault => (fault.Row, fault.Column, fault.Code));

        Assert.Equal(
            [(2, "country", FaultCodes.RecipientDiffers), (2, "name", FaultCodes.RecipientDiffers),
                (3, "currency", FaultCodes.CurrencyMissing), (3, "name", FaultCodes.Required)],
            faults);
    }

    [Fact]
    public async Task Import_QuoteOfASourceThatIsNotListed_IsAFault()
    {
        Folder.Write("citations.csv", "record,id,source,quote", "announcement,a-2,s-1,Words", "announcement,a-2,s-2,Words",
            "programme,p-1,s-1,");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal((FaultCodes.NotCited, 2), (fault.Code, fault.Row));
    }

    [Fact]
    public async Task Import_PartClosesACircleWithTheSameMoneyInThePortal_IsAFault()
    {
        await ImportWellAsync();
        Folder.Write("figure_links.csv", "from,kind,to,note", "f-2,part-of,f-3,");

        Assert.Equal(FaultCodes.Cycle, Assert.Single((await ImportAsync()).Faults).Code);
    }

    [Fact]
    public async Task Import_WithdrawnBeforeItWasRecorded_IsAFault()
    {
        await ImportWellAsync();
        Folder.AddColumn("figures.csv", "withdrawn_at", id => id == "f-1" ? "2020-01-01" : "");
        Folder.Write("figure_links.csv", "from,kind,to,note,withdrawn_at", "f-3,restates,f-2,,2020-01-01", "f-2,restates,f-1,,2020-01-01");

        var faults = (await ImportAsync()).Faults;

        Assert.Equal(["figures.csv", "figure_links.csv", "figure_links.csv"], faults.Select(fault => fault.File));
        Assert.All(faults, fault => Assert.Equal(("withdrawn_at", FaultCodes.WithdrawnBeforeRecorded), (fault.Column, fault.Code)));
    }

    [Fact]
    public async Task Import_BlanksAlone_SayNothing()
    {
        Folder.Replace("sources.csv", "2024,en,3", "  ,\t,3");
        Folder.Replace("programmes.csv", "p-2,A part of it", "p-2, ");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("programmes.csv", "name", FaultCodes.Required), (fault.File, fault.Column, fault.Code));
    }

    [Fact]
    public async Task Import_EndlessCell_IsAFault()
    {
        Folder.Append("organisations.csv", $"fr-long,{new string('x', 200_000)},FR,agency,,");

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("organisations.csv", 4, FaultCodes.TooLong), (fault.File, fault.Row, fault.Code));
    }

    [Fact]
    public async Task Import_FileThatCannotBeOpened_IsAFault()
    {
        File.CreateSymbolicLink(Folder.FileOf("releases.csv"), Folder.FileOf("nowhere"));

        var fault = Assert.Single((await ImportAsync()).Faults);

        Assert.Equal(("releases.csv", FaultCodes.Unreadable), (fault.File, fault.Code));
    }

    [Fact]
    public async Task Import_RewrittenPast_IsAFault()
    {
        await ImportWellAsync();
        Folder.Write("source_history.csv", "source,tier,recorded_at,withdrawn_at", "s-1,4,2020-01-01,2021-01-01");

        Assert.Equal(FaultCodes.RewrittenPast, Assert.Single((await ImportAsync()).Faults).Code);
    }

    private void PlantRecords()
    {
        Folder.Write(
            "organisations.csv", "slug,name,country,type,website,note", "fr-state,Government,FX,government,,",
                "fr-lab,A laboratory,FR,laboratory,,", "Fr_Bad,Bad,FR,agency,,", "fr-short,Short,FR", "fr-good,Good,FR,agency,,");
        Folder.Write("organisation_identifiers.csv", "organisation,scheme,identifier", "fr-state,ror,02feahw73", "fr-lab,ror,02feahw73");
        Folder.Write("organisation_merges.csv", "from,to,merged,note", "fr-good,fr-good,,");
        Folder.Write("sources.csv", "id,url,title,publisher,published,language,tier", "s-1,ftp://example.org/1,,Example,,fr,1",
            "s-2,https://example.org/2,,Example,,en,5", "s-3,https://example.org/3,,Example,,xx,3",
                "s-3,https://example.org/4,,Example,,en,3");
        Folder.Write("announcements.csv", "id,date,title,speaker,summary,sources", "a-1,2018-02-30,A plan,,,s-1",
            "a-2,2024-03-11,The plan again,,,s-2;s-9", "a-3,2024,,,,s-1", "a-4,2024,A \"quoted\" plan,,,s-1");
        Folder.Write(
            "programmes.csv",
            "slug,name,name_original,country,lead_organisation,start_date,end_date,status,part_of,themes,open_source_commitment,descriptoin",
            "p-1,The plan,,FR,fr-state,2018,2022,closed,,research;robots,none,",
            "p-2,A part,,FR,,,,active,p-3,research,none,",
            "p-3,Another,,FR,,,,active,p-2,research,none,",
            "p-4,A short one,,FR,,2024-05,2024-04,active,,research,none,",
            $"p-5,{new string('x', 301)},,FR,,,,active,,research,none,");
        Folder.Write("governance.csv", "id,country,name,type,adopted,status,body,source,description",
            "v-1,FR,A law,law,2020,in force,,s-1,", "v-2,FR,\"A law,law,2020,in force,,s-1,");
    }

    private void PlantFigures()
    {
        static string Figure(string id, string amounts, string rest = "EUR,total,,,public,unknown,high,stands,,,") =>
            $"{id},p-1,a-2,announced,{amounts},{rest}";
        Folder.Write(
            "figures.csv",
            "id,programme,announcement,stage,nature,amount_low,amount_high,currency,basis,period_start_year,period_end_year,funder_type,instrument,confidence,standing,evidence,note,recorded_at",
            Figure("f-1", "exact,1,2"), Figure("f-2", "range,2,1"), Figure("f-3", "undisclosed,5,"), Figure("f-4", "exact,-5,-5")
                .Replace("-5,-5", "-5,5", StringComparison.Ordinal), Figure("f-5", "about,,5"),
            Figure("f-6", "exact,5,5", "EUR,annual,2024,2023,public,unknown,high,stands,,,"),
                Figure("f-7", "exact,5,5", "EUT,total,,,public,unknown,high,stands,,,"),
            Figure("f-8", "exact,5e9,5"), Figure("f-9", "exact,5,5", "EUR,total,,,public,unknown,high,stands,,,2199-01-01"),
                Figure("f-10", "exact,5,5", "EUR,total,,,public,unknown,high,stands,\u0007,,"));
        Folder.Write("figure_links.csv", "from,kind,to,note", "f-1,restates,f-1,", "f-2,revises,f-3,", "f-3,revises,f-2,",
            "f-4,part-of,f-5,", "f-5,part-of,f-4,");
    }
}
