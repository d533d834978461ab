using System.Globalization;
using AiPolicyPortal.Core.Sources;
using AiPolicyPortal.Web.Api.V1;
using AiPolicyPortal.Web.Pages.Shared;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;
using SourceItem = AiPolicyPortal.Core.Sources.SourceItem;

namespace AiPolicyPortal.Web.Pages.Sources;

public sealed class IndexModel(SourceQueries sources, IStringLocalizer<Interface> texts)
    : ListPage<Source, SourceFilter, SourceItem, SourceDetail>(sources, SourcesApi.Query)
{
    private static readonly bool[] RetractionChoices = [true, false];

    private readonly SourceQueries sources = sources;

    public Facet Languages { get; private set; } = new("language", "", []);

    public Facet Retraction { get; private set; } = new("retracted", "", []);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var counted = await sources.CountByLanguageAsync(cancellationToken);
        Languages = new Facet(
            "language",
            texts["Sources.Language"],
            [.. counted.Select(pair => new FacetChoice(
                pair.Language, CultureInfo.GetCultureInfo(pair.Language).DisplayName, pair.Count, Filter.Language.Included.Contains(pair.Language)))]);
        Retraction = new Facet(
            "retracted",
            texts["Sources.Retraction"],
            [.. RetractionChoices.Select(retracted => new FacetChoice(
                retracted ? "true" : "false", texts[retracted ? "Sources.Retracted" : "Sources.Stands"], null, Filter.Retracted == retracted))]);
    }
}
