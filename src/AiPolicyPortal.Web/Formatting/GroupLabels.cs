using AiPolicyPortal.Core.Totals;
using AiPolicyPortal.Web.Infrastructure;
using AiPolicyPortal.Web.Resources;
using Microsoft.Extensions.Localization;

namespace AiPolicyPortal.Web.Formatting;

/// <summary>Names the groups of a total, in the language of the request.</summary>
public sealed class GroupLabels(IStringLocalizer<Interface> texts)
{
    /// <param name="key">The group's key, as <see cref="TotalGroup.Key"/> gives it.</param>
    public string Of(MoneySnapshot snapshot, TotalGrouping? grouping, string key) => (grouping, key) switch
    {
        (_, TotalGroup.Unknown) => texts["Totals.Unknown"],
        (TotalGrouping.Country, _) => snapshot.Countries.TryGetValue(key, out var country) ? country.NameIn(texts["Language"]) : key,
        (TotalGrouping.Programme, _) => snapshot.ProgrammeNames.GetValueOrDefault(key, key),
        (TotalGrouping.Theme or TotalGrouping.FunderType or TotalGrouping.Instrument, _) => texts.Label(grouping.Value.ToString(), key),
        _ => key,
    };
}
