using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Interchange;

/// <summary>A data folder small enough to read: two programmes, three figures of two announcements, a grant. Tests change its files.</summary>
internal sealed class SmallFolder : IDisposable
{
    private const string FigureColumns =
        "id,programme,announcement,stage,nature,amount_low,amount_high,currency,basis,period_start_year,period_end_year,funder_type,instrument,confidence,standing,evidence,note";

    private readonly TemporaryFolder folder = new();

    public SmallFolder()
    {
        Directory.CreateDirectory(Path);
        Write("organisations.csv", "slug,name,country,type,website,note",
            "fr-state,Government of France,FR,government,https://www.gouvernement.fr,", "fr-lab,A laboratory,FR,research-institute,,");
        Write("sources.csv", "id,url,title,publisher,published,language,tier",
            "s-1,https://example.org/1,The first page,Example,2018-03-29,fr,1", "s-2,https://example.org/2,,Example,2024,en,3");
        Write("announcements.csv", "id,date,title,speaker,summary,sources", "a-1,2018-03-29,A plan,The President,,s-1;s-2",
            "a-2,2024-03-11,The plan again,,,s-2");
        Write(
            "programmes.csv",
            "slug,name,name_original,country,lead_organisation,start_date,end_date,status,part_of,themes,open_source_commitment,description",
            "p-1,The plan,Le plan,FR,fr-state,2018,2022-12,closed,,research;compute,stated,What it is.",
            "p-2,A part of it,,FR,,,,active,p-1,research,none,");
        Write("figures.csv", FigureColumns,
            "f-1,p-1,a-1,announced,exact,1500000000,1500000000,EUR,total,2018,2022,public,unknown,high,stands,un milliard et demi,",
                "f-2,p-1,a-2,announced,exact,1500000000.50,1500000000.50,EUR,total,,,public,unknown,low,stands,,",
                    "f-3,p-2,a-2,committed,undisclosed,,,EUR,annual,2024,,public,grant,medium,stands,,Not said");
        Write("figure_links.csv", "from,kind,to,note", "f-2,restates,f-1,The same sum", "f-3,part-of,f-1,");
        Write(
            "grants.csv",
            "id,programme,title,recipient,recipient_country,amount,currency,awarded,funder_type,stage,confidence,source,note",
            "g-1,p-1,A chair,A laboratory,FR,250000,EUR,2019-05,public,awarded,high,s-1,");
        Write("governance.csv", "id,country,name,type,adopted,status,body,source,description",
            "v-1,FR,A law,law,2020-01-01,in force (promulgated 2020-01-02),Parliament,s-1,");
    }

    public string Path => folder.Location;

    /// <summary>Replaces a file; lines as a spreadsheet shows them, the header first.</summary>
    public void Write(string file, params string[] lines) => File.WriteAllText(FileOf(file), string.Join('\n', lines) + "\n");

    /// <summary>Replaces words in a file that has them.</summary>
    public void Replace(string file, string old, string words)
    {
        var text = File.ReadAllText(FileOf(file));
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(FileOf(file), text.Replace(old, words, StringComparison.Ordinal));
    }

    public void Append(string file, string line) => File.AppendAllText(FileOf(file), line + "\n");

    public void AddColumn(string file, string name, Func<string, string> valueOf)
    {
        var lines = File.ReadAllLines(FileOf(file));
        Write(file, [$"{lines[0]},{name}", .. lines.Skip(1).Select(line => $"{line},{valueOf(line.Split(',')[0])}")]);
    }

    public string FileOf(string file) => System.IO.Path.Combine(Path, file);

    public void Dispose() => folder.Dispose();
}
