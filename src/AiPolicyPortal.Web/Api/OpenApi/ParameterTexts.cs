namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>What each parameter of the API means, with an example; a test holds that none is missing.</summary>
internal static class ParameterTexts
{
    public static IReadOnlyDictionary<string, (string Text, string? Example)> All { get; } = new Dictionary<string, (string, string?)>
    {
        ["q"] = ("Words to look for, without regard to case and accents; every word must be found.", "compute"),
        ["country"] = ("ISO 3166-1 alpha-2 code, EU for the European Union, INT for international bodies.", "FR"),
        ["programme"] = ("Reference of a programme.", "fr-snia-phase-2"),
        ["announcement"] = ("Reference of an announcement.", "a-fr-017"),
        ["organisation"] = ("Reference of an organisation.", "fr-inria"),
        ["parent"] = ("Reference of the programme it is part of.", "fr-france-2030"),
        ["theme"] = ("What the money is for.", "compute"),
        ["status"] = ("State of the record.", "active"),
        ["openSource"] = ("How far the programme binds itself to open source.", "required"),
        ["stage"] = ("How far the money has come.", "announced"),
        ["standing"] = ("Whether the figure can be counted, or why not.", "stands"),
        ["funderType"] = ("Whose money it is.", "public"),
        ["confidence"] = ("How sure the editors are.", "high"),
        ["currency"] = ("ISO 4217 code of the currency in which the amount was stated.", "EUR"),
        ["statedFrom"] = ("Stated on or after this date; a year or a month means its first day.", "2024"),
        ["statedTo"] = ("Stated on or before this date; a year or a month means its last day.", "2024-03"),
        ["startFrom"] = ("Starts on or after this date.", "2021"),
        ["startTo"] = ("Starts on or before this date.", "2025"),
        ["amountMin"] = ("At least this amount, in the rows' own currencies.", "1000000"),
        ["amountMax"] = ("At most this amount, in the rows' own currencies.", "2000000000"),
        ["limit"] = ("Records on a page, 1 to 200.", "50"),
        ["cursor"] = ("The place that links.next or links.previous gave. With a sort key whose values change, a record may move past the cursor.", null),
        ["count"] = ("Whether meta.count is worked out.", "exact"),
    };
}
