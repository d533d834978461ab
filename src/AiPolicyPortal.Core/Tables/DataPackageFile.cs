namespace AiPolicyPortal.Core.Tables;

/// <summary>A CSV file of a data package.</summary>
/// <param name="Path">Relative to the description.</param>
/// <param name="Bytes">Null where the description is written before the file is whole.</param>
/// <param name="Sha256">In lower-case hexadecimal; null likewise.</param>
public sealed record DataPackageFile(Table Table, string Path, long? Bytes = null, string? Sha256 = null);
