namespace AiPolicyPortal.Core.Interchange;

/// <summary>The data that comes with the portal, beside its program.</summary>
public static class DataPaths
{
    /// <summary>The data folder a new portal opens with.</summary>
    public static string Starter { get; } = Path.Combine(AppContext.BaseDirectory, "data", "starter");

    /// <summary>Countries, currencies, licences, exchange rates and economic series.</summary>
    public static string Reference { get; } = Path.Combine(AppContext.BaseDirectory, "data", "reference");

    /// <summary>Origin and licence of every file.</summary>
    public static string Licences { get; } = Path.Combine(AppContext.BaseDirectory, "data", "licences.csv");
}
