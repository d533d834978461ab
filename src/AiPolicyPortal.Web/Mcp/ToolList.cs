namespace AiPolicyPortal.Web.Mcp;

/// <summary>An operation of the API as a tool of an assistant.</summary>
/// <param name="Operation">The name of its route, as the OpenAPI file has it.</param>
/// <param name="Description">What it answers and which mistake to avoid, for somebody who has read nothing else.</param>
/// <param name="Shows">How many records of a list it gives where no limit is asked for; null for the operation's own number.</param>
internal sealed record ToolOffer(string Name, string Title, string Operation, string Description, int? Shows = null);

/// <summary>What assistants can ask. Each tool answers exactly as the API does.</summary>
internal static class ToolList
{
    public const string Instructions =
        "Public money for artificial intelligence: what governments announced, committed, awarded and paid, and what came of it. "
        + "Every amount leads to a source; quote the amount with its stage, its date and that source. "
        + "Never add amounts of different stages: announced, committed, awarded and disbursed money is the same money at different times. "
        + "Never add totals of different kinds of funder: a part of private money may have a figure as public money, or the same sum as mixed money; alsoCounted of explain_total names them where figures are linked, and one total asked for with several funderType counts them once. "
        + "Never add figures of a list: many say the same money again. Ask total or explain_total instead. "
        + "A missing amount means not disclosed, which is not zero. Nothing recorded does not mean nothing happened. "
        + "Country codes are ISO 3166-1 alpha-2, EU and INT; currencies ISO 4217; values that begin with ! are excluded. "
        + "Each answer's links.html is the page a person can check, and the licence of the data is in meta.";

    private const string Sums = " Never add totals of different stages, and say that undisclosed amounts are not in it when undisclosedCount is above zero.";
    private const string Lists = " Ten records at a time unless limit asks for up to 200; links.next has the cursor of the next ones, fields=ref,… leaves out what is not needed.";
    private const string Groupable = Lists + " With groupBy the 50 groups of most records, and what the others add up to, unless groupLimit and groupSort ask otherwise.";

    // A page of fifty figures with their sources is more than an assistant should read to answer a question.
    private const int Few = 10;

    /// <summary>How many groups of a list a tool gives where no limit is asked for.</summary>
    public const int Groups = 50;

    public static IReadOnlyList<ToolOffer> All { get; } =
    [
        new("search", "Search", "search", "Finds programmes, announcements, figures, grants, releases, organisations, laws and sources by words. Begin here when you know a name. The ten that fit best unless limit asks for up to 200; there are no next ones, and the tool of a list finds all of its kind by the same words (q); a hit is opened by the tool of its kind, measure for laws and source for sources. Where meta.countries names a country, its totals answer what it announced or spent.", Few),
        new("programmes", "Programmes", "list-programmes", "Public programmes for artificial intelligence, by country, theme or status." + Lists, Few),
        new("programme", "One programme", "get-programmes", "A programme with all that was said about its money, stage by stage, each amount with who said it, when and where. These amounts are statements: do not add them."),
        new("figures", "Figures", "list-figures", "Single amounts as sources stated them, with the sentence, the announcement and its sources, and which figures say the same money again. Do not add them: use total, or groupBy, which counts the same money once. counting says of each whether it is in the world total of its stage, and if not why; counted=true gives those that are." + Groupable, Few),
        new("figure", "One figure", "get-figures", "One stated amount with its sources and its relation to other figures."),
        new("total", "Total of one stage", "totals", "How much public money there is at one stage, the same money counted once, in one currency, also by country, theme or year." + Sums),
        new("explain_total", "Total with its explanation", "explain-totals", "The same total with every figure that is counted, its source and rate, and every figure that is left out and why. Use it whenever a number is to be quoted, and ask for as little as the question needs (a country, a programme, a theme, a year): that of the whole world lists several hundred figures." + Sums),
        new("new_money", "Headlines against new money", "new-money", "What was said in each year against what of it was new: a headline may repeat money that was announced before. A larger sum stated later is new in full even where parts of it had been stated before; partsBefore names them, and new money over several years can be more than the total grew by: ask total for that." + Sums),
        new("compare", "Compare countries or programmes", "compare", "Up to eight countries or programmes side by side at one stage, in total and by year; also per head or as a share of GDP." + Sums),
        new("promises", "Promises whose date has passed", "list-promises", "Announced amounts whose date has passed without a later stage on record. They may have been kept unrecorded: never call them broken." + Lists, Few),
        new("grants", "Grants", "list-grants", "Awards to named recipients, by country, funder, recipient, programme, source, theme, year and amount; groupBy gives counts and sums of each stage and currency; groupBy=recipient with groupSort=-sum, one stage, funderType and currency ranks recipients by the whole amount of their grants: one shared by several counts for each, so it is not what each received. Grants are inside what programmes announced: never add them to it. The list is a sample for many countries, so its sum is no national total." + Groupable, Few),
        new("grant", "One grant", "get-grants", "A grant with its recipients, payments and source."),
        new("releases", "Releases", "list-releases", "Models, datasets and software that were released, with licence and openness of each part. Open weights are not the same as open source." + Groupable, Few),
        new("release", "One release", "get-releases", "A release with each judgement of its parts, its licence and who paid for it as a source states it."),
        new("open", "How open public money's releases are", "get-open", "How open the releases are that public money paid for, by country and framework, with what is unknown; and of each programme that promised open source its grants, its releases and what is outstanding. Unknown is not open, open weights are not open source, and nothing on record does not mean that nothing came."),
        new("governance", "Governance of countries", "governance-overview", "Strategies, laws, oversight bodies, ethics frameworks, safety institutes, standards and licensing rules by country and type with their status and, where sources date them, the statuses they had, and which programmes carry an ethics review, an audit or an open-licence duty. A type without a measure on record may still exist."),
        new("measure", "One governance measure", "get-governance", "A strategy, law, body or standard with its dated statuses, the duties it puts on programmes and releases, and its sources."),
        new("announcements", "Announcements", "list-announcements", "Dated public statements with who made them. newMoney says of each, by stage and kind of funder, whether its money was new; newMoney=none gives those of which some money had been stated before; look at every entry." + Lists, Few),
        new("announcement", "One announcement", "get-announcements", "What was announced on a day by whom, with its figures and sources."),
        new("organisations", "Organisations", "list-organisations", "Funders, recipients, developers and other bodies, by country, type, role or the identifier of a register such as ROR." + Lists, Few),
        new("organisation", "One organisation", "get-organisations", "An organisation with what it gave and received in recorded grants, by stage and currency, its newest grants and, of a funder, who surely received most of them. Recorded grants are a sample: say so."),
        new("country", "One country", "get-countries", "What the portal holds of a country."),
        new("source", "One source", "get-sources", "A page, report or dataset that records rest on, with its publisher, tier and what it states here."),
    ];
}
