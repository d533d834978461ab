using System.Net;
using System.Text.RegularExpressions;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Tests.Infrastructure;

namespace AiPolicyPortal.Tests.Web;

/// <summary>What a page says of an address that it refuses: in the reader's language, and as precise as the API.</summary>
public sealed partial class FaultTextTests(StarterPortal portal) : IClassFixture<StarterPortal>
{
    [Theory]
    [InlineData("/grants?countri=FR&lang=fr", "countri Ce paramètre n’existe pas ici. Le plus proche : country")]
    [InlineData("/grants?countri=FR&lang=en", "countri There is no such parameter here. Nearest: country")]
    [InlineData("/programmes/fr-snia-phase-2?zzzzzz=1&lang=fr", "zzzzzz Ce paramètre n’existe pas ici. Paramètres possibles : lang, currency, asOf")]
    [InlineData("/programmes?country=FRA&lang=fr", "country = FRA Le portail ne connaît pas cette valeur. Attendu : un code de pays comme FR, EU ou INT Le plus proche : FR")]
    [InlineData("/grants?country=France&lang=fr", "country = France Le portail ne connaît pas cette valeur. Attendu : un code de pays comme FR, EU ou INT Ou : unknown Le plus proche : FR")]
    [InlineData("/programmes?country=!France", "country = !France The portal does not know this value. Expected: a country code such as FR, EU or INT Nearest: !FR")]
    [InlineData("/programmes?country=QX&lang=fr", "country = QX Le portail ne connaît pas cette valeur. Attendu : un code de pays comme FR, EU ou INT")]
    [InlineData("/announcements?tier=one&lang=fr", "tier = one Le portail ne connaît pas cette valeur. Attendu : un nombre entier, 1–4")]
    [InlineData("/releases?funded=yes&lang=fr", "funded = yes Le portail ne connaît pas cette valeur. Valeurs possibles : true, false, unknown")]
    [InlineData("/programmes?limit=none&lang=fr", "limit = none Cette valeur ne peut pas être employée ici. Attendu : un nombre entier, 1–200")]
    [InlineData("/grants?awardedFrom=May&lang=fr", "awardedFrom = May Cette valeur ne peut pas être employée ici. Attendu : une date comme 2024, 2024-03 ou 2024-03-11")]
    [InlineData("/programmes?cursor=none&lang=fr", "cursor Cette liste n’a donné aucun repère de ce genre pour cet ordre : omettez-le pour commencer à la première page.")]
    [InlineData("/totals/explain?stage=announced&basis=constant&lang=fr", "constantYear Les prix constants demandent l’année dont prendre les prix. Attendu : 2020")]
    [InlineData("/totals/explain?stage=announced&constantYear=2020&lang=fr", "constantYear Une année de prix ne va qu’avec les prix constants. Attendu : basis=constant")]
    [InlineData("/totals/explain?stage=announced&basis=ppp&currency=EUR&lang=fr", "currency = EUR Les parités de pouvoir d’achat sont en dollars des États-Unis. Attendu : USD")]
    [InlineData("/totals/explain?stage=announced&per=gdp&basis=ppp&country=FR&lang=fr", "basis = ppp Une part du PIB est aux prix courants. Attendu : nominal")]
    public async Task Get_PageThatIsRefused_SaysInItsLanguageWhatWouldBeRight(string address, string fault) => Assert.Equal([fault], await FaultsAsync(address));

    [Fact]
    public async Task Get_WordThatIsNone_NamesTheNearestAndAll()
    {
        var fault = Assert.Single(await FaultsAsync("/programmes?sort=-nam&lang=fr"));

        Assert.StartsWith("sort = -nam Le portail ne connaît pas cette valeur. Valeurs possibles : ", fault, StringComparison.Ordinal);
        Assert.Contains(" name, ", fault, StringComparison.Ordinal);
        Assert.EndsWith(" Le plus proche : -name", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/programmes?parent=fr-snia-phase-22&lang=fr")]
    [InlineData("/figures?programme=fr-snia-phase-22&lang=fr")]
    [InlineData("/announcements?programme=fr-snia-phase-22&lang=fr")]
    [InlineData("/governance?programme=!fr-snia-phase-22&lang=fr")]
    public async Task Get_RefusedReference_NamesTheNearest(string address)
    {
        var fault = Assert.Single(await FaultsAsync(address));

        Assert.EndsWith(" Attendu : une référence comme fr-snia-phase-2 Le plus proche : fr-snia-phase-2", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WordsThatAreTooMany_SaysHowLongTheyMayBe() => Assert.Equal(
        ["q Cette valeur ne peut pas être employée ici. Attendu : un texte de 20 mots et de 200 caractères au plus, tous affichables"],
        await FaultsAsync($"/programmes?q={new string('a', QueryParameters.MaxTextLength + 1)}&lang=fr"));

    [Fact]
    public async Task Form_EveryKindThatPagesName_HasItsWords()
    {
        ParameterKind[] without = [ParameterKind.Code, ParameterKind.Flag, ParameterKind.List];
        var texts = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "src", "AiPolicyPortal.Web", "Resources", "Interface.resx"), TestContext.Current.CancellationToken);

        Assert.All(Enum.GetValues<ParameterKind>().Except(without), kind => Assert.Contains($"\"Error.Form.{kind.Code()}\"", texts, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/totals/explain?stage=announced&per=gdp&lang=fr")]
    [InlineData("/totals/new-money?stage=announced&per=capita&lang=fr")]
    public async Task Get_AmountsOfSeveralEconomies_LeadsToThoseByCountry(string address)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);
        var page = await answer.DocumentAsync();

        var link = Assert.Single(page.QuerySelectorAll("main form a"), link => link.TextContent == "La même par pays");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await portal.GetPageAsync(link.GetAttribute("href")!)).QuerySelectorAll("main table"));
    }

    [Fact]
    public async Task Get_RangeThatEndsBeforeItBegins_CanBeMendedAtBothEnds()
    {
        using var answer = await portal.Client.GetAsync("/grants?amountMin=10&amountMax=5&country=FR&country=DE", TestContext.Current.CancellationToken);
        var page = await answer.DocumentAsync();

        Assert.Equal(
            ["amountMax=5", "amountMin=10"],
            page.QuerySelectorAll("main form input:not([type=hidden])").Select(field => $"{field.GetAttribute("name")}={field.GetAttribute("value")}").Order());
        Assert.Equal(2, page.QuerySelectorAll("main form input[type=hidden][name=country]").Length);
    }

    [Fact]
    public async Task Get_TwoFaultyValuesOfOneParameter_AreEachMendedBesideTheirFaultAndTheSoundOneIsKept()
    {
        using var answer = await portal.Client.GetAsync("/grants?country=QX&country=FR&country=QY&cursor=", TestContext.Current.CancellationToken);
        var page = await answer.DocumentAsync();

        var faults = page.QuerySelectorAll(".faults > li").ToList();
        Assert.Equal(["QX", "QY"], faults.Select(fault => Assert.Single(fault.QuerySelectorAll("input")).GetAttribute("value")));
        Assert.All(faults, fault => Assert.Contains($"country = {fault.QuerySelector("input")!.GetAttribute("value")}", fault.TextContent, StringComparison.Ordinal));
        Assert.Equal("FR", page.QuerySelector("main form input[type=hidden][name=country]")!.GetAttribute("value"));
    }

    private async Task<IEnumerable<string>> FaultsAsync(string address)
    {
        using var answer = await portal.Client.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.DocumentAsync();
        return page.QuerySelectorAll(".faults > li > div").Select(fault => Blanks().Replace(fault.TextContent, " ").Trim());
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
