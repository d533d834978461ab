using System.Globalization;
using AiPolicyPortal.Core.Publishing;

namespace AiPolicyPortal.Web.Caching;

/// <summary>
/// What every public answer has in common until something is published, the day ends (some answers speak of today) or another
/// version is installed.
/// </summary>
/// <param name="Mark">Names it among all editions.</param>
/// <param name="Number">Of the publication.</param>
/// <param name="Day">UTC.</param>
/// <param name="ModifiedAt">Since when answers may be as they are, UTC, in whole seconds.</param>
public sealed record Edition(string Mark, long Number, DateOnly Day, DateTimeOffset ModifiedAt);

/// <summary>Tells the edition of the moment. While the database is away it stays what it was, midnight or not.</summary>
public sealed class Editions(LatestPublication latest, AppVersion version, TimeProvider clock)
{
    private volatile Edition? held;

    /// <summary>Null until the newest publication is known.</summary>
    public Edition? Current
    {
        get
        {
            if (latest.Heard is not { } heard)
                return null;
            var day = DateOnly.FromDateTime((latest.AwaySince ?? clock.GetUtcNow()).UtcDateTime);
            return held is { } edition && edition.Number == heard.Number && edition.Day == day ? edition : held = Make(heard, day);
        }
    }

    private Edition Make(HeardPublication heard, DateOnly day)
    {
        var modified = new[] { heard.PublishedAt ?? default, version.Since, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) }.Max();
        return new Edition(
            string.Create(CultureInfo.InvariantCulture, $"{heard.Number}-{day:yyyyMMdd}-{version.Mark}"),
            heard.Number,
            day,
            new DateTimeOffset(modified.Ticks - (modified.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero));
    }
}
