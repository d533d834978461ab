namespace AiPolicyPortal.Web.Pages.Api;

/// <summary>A piece of code on the page, ready to be copied; a test runs each whose language it has a program for.</summary>
/// <param name="Language">As its name is written.</param>
public sealed record Sample(string Id, string Language, string Code);

/// <summary>The samples of the page, for the address that the portal is asked at. Both languages of the page show the same ones.</summary>
/// <param name="root">Without a slash at the end.</param>
public sealed class Samples(string root)
{
    public Sample this[string id] => new(id, Languages.GetValueOrDefault(id, "curl"), Code(id).ReplaceLineEndings("\n"));

    private static readonly Dictionary<string, string> Languages = new()
    {
        ["python"] = "Python",
        ["walk"] = "Python",
        ["r"] = "R",
        ["excel"] = "Power Query M",
        ["answer"] = "JSON",
        ["assistant"] = "JSON",
    };

    private string Code(string id) => id switch
    {
        "curl" => Curl("/api/v1/figures?country=FR&stage=announced&statedTo=2024-03-11&amountMin=1500000000&amountMax=1500000000&sort=statedOn"
            + "&fields=ref,statedOn.date,money.amount,money.currency,programme.name,evidence,sources.url"),
        "python" => $"""
            import pandas

            figures = pandas.read_csv(
                "{root}/figures.csv"
                "?country=FR&stage=announced&statedTo=2024-03-11"
                "&amountMin=1500000000&amountMax=1500000000&sort=statedOn",
                keep_default_na=False, na_values=[""],  # NA is the code of Namibia
            )
            columns = ["stated_on", "amount", "currency", "programme_name", "evidence", "source_urls"]
            print(figures[columns].to_string(index=False))
            """,
        "r" => $"""
            figures <- read.csv(paste0(
              "{root}/figures.csv",
              "?country=FR&stage=announced&statedTo=2024-03-11",
              "&amountMin=1500000000&amountMax=1500000000&sort=statedOn"
            ), na.strings = "", fileEncoding = "UTF-8-BOM") # NA is the code of Namibia
            print(figures[, c("stated_on", "amount", "currency", "programme_name", "source_urls")])
            """,
        "excel" => $$$"""
            let
                Source = Csv.Document(
                    Web.Contents("{{{root}}}", [
                        RelativePath = "figures.csv",
                        Query = [
                            country = "FR", stage = "announced", statedTo = "2024-03-11",
                            amountMin = "1500000000", amountMax = "1500000000", sort = "statedOn"
                        ]
                    ]),
                    [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
                ),
                Headings = Table.PromoteHeaders(Source, [PromoteAllScalars = true]),
                Typed = Table.TransformColumnTypes(Headings, {{"amount", type number}, {"stated_on", type text}}, "en-US"),
                Result = Table.SelectColumns(Typed, {"stated_on", "amount", "currency", "programme_name", "evidence", "source_urls"})
            in
                Result
            """,
        "filters" => Curl("/api/v1/grants?country=FR&country=DE&theme=%21compute&awardedFrom=2021&awardedTo=2024-06&amountMin=1000000"),
        "walk" => $"""
            import json
            from urllib.parse import urljoin
            from urllib.request import urlopen

            address = "{root}/api/v1/grants?country=FR&limit=100"
            grants = []
            while address:
                with urlopen(address) as answer:
                    page = json.load(answer)
                grants += page["data"]
                following = page["links"]["next"]
                address = following and urljoin(address, following)
            print(len(grants), "of", page["meta"]["count"])
            """,
        "total" => Curl("/api/v1/totals?stage=announced&country=FR&groupBy=year"),
        "explain" => Curl("/api/v1/totals/explain?stage=announced&programme=fr-ai-for-humanity"),
        "groups" => Curl("/api/v1/grants?groupBy=recipient&country=FR&stage=awarded&funderType=public&currency=EUR&groupSort=-sum&groupLimit=10"),
        "converted" => Curl("/api/v1/figures?country=GB&currency=EUR&limit=3&fields=ref,money,converted"),
        "files" => $"curl -o grants.zip \"{root}/grants.zip?country=FR\"",
        "changes" => Curl("/api/v1/changes?after=0&limit=20"),
        "error" => Curl("/api/v1/figures?contry=FR"),
        "answer" => """
            {
              "title": "The query cannot be answered as asked.",
              "status": 400,
              "errors": [
                {
                  "parameter": "contry",
                  "code": "unknown-parameter",
                  "message": "There is no parameter 'contry' here. Did you mean 'country'?"
                }
              ]
            }
            """,
        "assistant" => $$"""
            {
              "mcpServers": {
                "ai-policy-portal": { "type": "http", "url": "{{root}}/mcp" }
              }
            }
            """,
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "There is no such sample."),
    };

    private string Curl(string path) => $"curl \"{root}{path}\"";
}
