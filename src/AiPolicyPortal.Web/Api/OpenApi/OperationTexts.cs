namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>What operations of a kind have in common, said in the description of each.</summary>
internal static class OperationTexts
{
    private const string Filters =
        "Filters of different names must all hold; one that is repeated holds with any of its values, and a leading `!` excludes. Ranges include both ends; "
        + "a year or a month means the whole of it. ";

    private const string Nothing = "Nothing is ignored: what is unknown is refused with 400, which names the nearest right one. ";

    private const string Past = "`asOf` gives what the portal knew at an instant.";

    /// <summary>The text of a list or of one of its forms.</summary>
    /// <param name="hasPast">Whether it can be asked for as it was at an instant.</param>
    public static string Of(string text, bool hasPast) => hasPast ? text + Past : text;

    public const string List =
        Filters + Nothing
        + "The answer is a page: `links.next` leads to the one after it, and `meta.count` is the number of records of the whole selection. "
        + "The same address ending in `.csv`, `.xlsx`, `.zip`, `.jsonl` or `.parquet` gives the whole selection, in `.atom` a feed. ";

    public const string Record =
        "A record that was withdrawn is answered with 410, which says why and what took its place. " + Nothing + Past;

    public const string Country = Nothing + Past;

    public const string Revisions = "One entry a publication that touched the record, with what changed in it. " + Nothing + Past;

    public const string Download =
        "Every record of the selection, however many, written while it is read. Columns are those of the data dictionary, in its order; amounts are decimals in units of the "
        + "currency beside them, and an empty one is not disclosed, or a range whose ends stand beside it; it is never zero. Filters are those of the list. " + Nothing + "A client has a number of downloads at a time. ";

    public const string Groups =
        "With `groupBy` a row is one sum of one group: by stage, kind of funder and currency; `count` is that of the group and stands in each of its rows, so never add it up. "
        + "With the rows whose `part` is overlap, or others (beyond `groupLimit`), the columns `sum_…` add up to the whole selection's, within one stage, kind of funder and currency. ";

    public const string Feed =
        "RFC 4287, with pages by RFC 5005. The ids of entries never change, and `updated` is when the record was last published with a change: of a country one of its records, of a correction when it was made, of a promise when its date had passed. Filters are those of the list. " + Nothing;

    public const string Report = Filters + Nothing + Past;

    public const string Total =
        "One stage at a time: amounts of different stages are never added. Money that is said again, lies inside other money or is no spending is counted once or not at all; "
        + "the explanation names each figure that counts and each that does not, and why. An amount that is not disclosed is null and counted apart, never zero. " + Nothing + Past;

    public const string Search = "Every word must be found; where one is found nowhere, the nearest that a record has is taken for it, which `meta.spelling` tells. Where no record has every word, as of a question, those with the most of them are given, at least half, where a name counts as three other words: `match` is then `most`, and `meta.most` says which words were looked for; grants are not among them. `meta.countries` are the countries that the words name; what they spend is in `/api/v1/countries/{code}` and `/api/v1/totals`. With `kind`, nothing is given for what only other kinds have. The answer has no pages: to read on, ask the list of a kind with the same words. " + Nothing + Past;

    public const string Exports = "Files of a snapshot never change. `/api/v1/exports/latest/grants.csv`, and the like with a snapshot's name, lead to a file. " + Nothing;
}
