using AiPolicyPortal.Core.Conversion;
using AiPolicyPortal.Core.Programmes;
using AiPolicyPortal.Core.Totals;

namespace AiPolicyPortal.Core.Promises;

/// <summary>An outstanding promise as it is filtered and ordered.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, <c>EU</c> or <c>INT</c>; empty when unknown.</param>
/// <param name="Rate">Null when undisclosed or without a rate.</param>
/// <param name="High">In the asked currency, for all its years, rounded; null when undisclosed or without a rate.</param>
public sealed record PromiseRow(Promise Promise, string Country, IReadOnlyList<Theme> Themes, ConversionRate? Rate, decimal? Low, decimal? High)
{
    /// <inheritdoc cref="PromiseItem.OutstandingSince"/>
    public DateTimeOffset OutstandingSince
    {
        get
        {
            var over = new DateTimeOffset(Promise.Due.LastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            return Promise.Figure.Known.RecordedAt > over ? Promise.Figure.Known.RecordedAt : over;
        }
    }
}
