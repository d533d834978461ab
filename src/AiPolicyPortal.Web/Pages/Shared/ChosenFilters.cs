using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Pages.Shared;

/// <summary>Says in words what a list was asked for, whether or not its panel has a field for it, and how to take each of it away.</summary>
public static class ChosenFilters
{
    // What lists are filtered by besides the choices of their panels.
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["q"] = "Field.Words",
        ["programme"] = "Field.Programme",
        ["parent"] = "Field.Parent",
        ["announcement"] = "Field.Announcement",
        ["organisation"] = "Field.Organisation",
        ["funder"] = "Grants.Funder",
        ["source"] = "Field.Source",
        ["instrument"] = "Field.Instrument",
        ["confidence"] = "Field.Confidence",
        ["statedCurrency"] = "Grants.StatedCurrency",
        ["currency"] = "Grants.Currency",
        ["identifier"] = "Organisations.Identifier",
        ["released"] = "Releases.Dated",
        ["amountMin"] = "Grants.AmountMin",
        ["amountMax"] = "Grants.AmountMax",
        ["updatedSince"] = "Grants.UpdatedSince",
        ["record"] = "Changes.Record",
        ["since"] = "Changes.Since",
        ["after"] = "Changes.After",
    };

    // The name before From and To, and what it is the date of.
    private static readonly Dictionary<string, string> Dates = new(StringComparer.Ordinal)
    {
        ["stated"] = "Field.Stated",
        ["date"] = "Field.Date",
        ["released"] = "Releases.Released",
        ["adopted"] = "Governance.Adopted",
        ["published"] = "Sources.Published",
        ["start"] = "Field.Start",
    };

    /// <summary>Every filter in force, each with the address without it.</summary>
    /// <param name="facets">Of the panel; their choices name what is chosen.</param>
    /// <param name="names">Of records that are named by reference.</param>
    public static IReadOnlyList<ChosenFilter> InForce(
        this IStringLocalizer<Interface> texts, HttpContext context, IReadOnlyCollection<Facet> facets, RecordNames? names = null)
    {
        return InForce(texts, context, Title, Name);

        string? Title(string parameter)
        {
            if (facets.FirstOrDefault(facet => facet.Name == parameter) is { } facet)
                return facet.Title;
            var side = parameter.EndsWith("From", StringComparison.Ordinal) ? "From" : parameter.EndsWith("To", StringComparison.Ordinal) ? "To" : "";
            return side.Length > 0 && Dates.TryGetValue(parameter[..^side.Length], out var date) ? $"{texts[date]} – {texts[$"DateRange.{side}"]}"
                : Titles.TryGetValue(parameter, out var title) ? texts[title].Value : null;
        }

        string Name(string parameter, string value) =>
            facets.FirstOrDefault(facet => facet.Name == parameter)?.Choices.FirstOrDefault(choice => choice.Value == value)?.Label
            ?? (parameter == "released" ? texts[value == "true" ? "Releases.Dated.yes" : "Releases.Dated.no"].Value : null)
            ?? (parameter is "instrument" or "confidence" ? texts.Label(char.ToUpperInvariant(parameter[0]) + parameter[1..], value) : null)
            ?? names?.Of(parameter, value, texts["Language"]) ?? value;
    }

    /// <inheritdoc cref="InForce(IStringLocalizer{Interface}, HttpContext, IReadOnlyCollection{Facet}, RecordNames)"/>
    /// <param name="title">What a parameter asks about; null for one that is no filter.</param>
    /// <param name="name">A value of a parameter in words.</param>
    public static IReadOnlyList<ChosenFilter> InForce(
        this IStringLocalizer<Interface> texts, HttpContext context, Func<string, string?> title, Func<string, string, string> name)
    {
        var query = context.Request.Query.Where(pair => title(pair.Key) is not null)
            .SelectMany(pair => pair.Value, (pair, value) => (Name: pair.Key, Value: value ?? "")).Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).Distinct().ToList();
        return [.. query.Select(pair => new ChosenFilter(Text(pair.Name, pair.Value), Without(pair)))];

        string Text(string parameter, string value) => value.StartsWith('!') && parameter != "q"
            ? texts["Filters.Except", title(parameter)!, name(parameter, value[1..])]
            : texts["Filters.Is", title(parameter)!, name(parameter, value)];

        string Without((string Name, string Value) chosen) => PageAddress.With(
            context,
            [(chosen.Name, null), ("cursor", null), .. query.Where(pair => pair.Name == chosen.Name && pair != chosen).Select(pair => (pair.Name, (string?)pair.Value))]);
    }
}
