namespace AiPolicyPortal.Core.Interchange.Rates;

/// <summary>Where the European Central Bank's euro reference rates are fetched: <c>http</c> or <c>https</c>.</summary>
/// <param name="Daily">XML with the newest working day.</param>
/// <param name="Recent">XML with the last 90 days.</param>
/// <param name="History">ZIP with a CSV of every day since 4 January 1999.</param>
public sealed record RateAddresses(Uri Daily, Uri Recent, Uri History)
{
    private const string Folder = "https://www.ecb.europa.eu/stats/eurofxref/";

    public static RateAddresses Default { get; } = new(
        new Uri(Folder + "eurofxref-daily.xml"), new Uri(Folder + "eurofxref-hist-90d.xml"), new Uri(Folder + "eurofxref-hist.zip"));
}
