using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Keeps values that are read and written as a whole in a column of their own.</summary>
internal static class JsonColumns
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static ModelConfigurationBuilder KeepInJson<T>(this ModelConfigurationBuilder builder)
        where T : class
    {
        builder.Properties<T>().HaveColumnType("jsonb").HaveConversion<JsonText<T>, WholeValue<T>>();
        return builder;
    }

    internal sealed class JsonText<T>() : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, Options), json => JsonSerializer.Deserialize<T>(json, Options)!)
        where T : class;

    // Values are replaced, never changed, so the same object is the same value.
    internal sealed class WholeValue<T>() : ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => value.GetHashCode(), value => value)
        where T : class;
}
