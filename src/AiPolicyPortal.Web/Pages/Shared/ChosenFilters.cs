using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>Says which records a list was asked for by links from elsewhere, for which its panel has no field.</summary>
public static class ChosenFilters
{
    /// <param name="names">Names of the records by reference; one without is refused by the list.</param>
    public static IEnumerable<ChosenFilter> Choose(
        this IStringLocalizer<Interface> texts, HttpContext context, string parameter, string title, AnyOf<string> asked, IReadOnlyDictionary<string, string> names)
    {
        var values = asked.Written.ToList();
        string Name(string reference) => names.GetValueOrDefault(reference, reference);
        return values.Select(value => new ChosenFilter(
            value.StartsWith('!') ? texts["Filters.Except", title, Name(value[1..])] : texts["Filters.Is", title, Name(value)],
            PageAddress.With(
                context,
                [.. values.Where(other => other != value).Select(other => (parameter, (string?)other)).Append((parameter, null)), ("cursor", null)])));
    }
}
