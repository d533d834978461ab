namespace AiPolicyPortal.BrowserTests;

/// <summary>Every kind of public page, with records of the starter data that fill them.</summary>
public static class PageList
{
    public static IReadOnlyList<string> Addresses { get; } =
    [
        "/", "/?stage=committed&per=gdp", "/embed/new-money?country=FR", "/totals/new-money?country=FR&groupBy=year",
        "/programmes", "/programmes/fr-snia-phase-2",
        "/figures", "/figures/f-fr-044",
        "/announcements", "/announcements/a-fr-017",
        "/grants", "/grants?country=FR&q=institut&stage=awarded", "/grants/g-at-001",
        "/organisations", "/organisations/fr-government",
        "/releases", "/releases/grok-1", "/releases/olmo", "/releases/llama-4", "/releases?osaid=cannot-tell&licenceFamily=open-source",
        "/open", "/open?country=FR&framework=mof", "/programmes/fr-jean-zay",
        "/governance", "/governance/v-ae-001", "/governance/overview", "/governance/overview?country=FR",
        "/sources", "/sources/s-0152",
        "/countries", "/countries/FR", "/countries/US", "/promises",
        "/compare", "/compare?country=FR&country=DE&country=IT", "/compare?programme=fr-ai-for-humanity&programme=fr-snia-phase-2", "/compare?country=FR&basis=constant",
        "/changes", "/changes?change=created&kind=programme",
        "/api", "/coverage", "/totals/explain?stage=announced&country=FR", "/search?q=compute", "/data", "/data/dictionary", "/about", "/methodology",
        "/corrections", "/corrections/new?record=figures/f-fr-044", "/account/sign-in",
        "/programmes/no-such-programme", "/programmes?contry=FR",
        "/programmes?asOf=2026-01-01",
    ];
}
