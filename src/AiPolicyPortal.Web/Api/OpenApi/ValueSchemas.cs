using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Figures;
using AiPolicyPortal.Core.Queries;
using Microsoft.OpenApi;

namespace AiPolicyPortal.Web.Api.OpenApi;

/// <summary>The schemas of what the serialiser writes in a form of its own: money, dates, amounts and codes.</summary>
internal static class ValueSchemas
{
    /// <summary>Of the types that are written as objects; each is a component that answers refer to.</summary>
    public static OpenApiSchema? Of(Type type) => type == typeof(Money) ? Money() : type == typeof(PartialDate) ? Date() : null;

    public static OpenApiSchema Amount(string? description = null) => new()
    {
        Type = JsonSchemaType.String | JsonSchemaType.Null,
        Pattern = @"^-?\d+(\.\d+)?$",
        Description = description ?? "Decimal, in units of the currency; null when not disclosed and, as the amount of a range, where low and high have its ends; negative only in an overlap.",
    };

    public static OpenApiSchema Choice(IReadOnlyList<string> codes, string? description = null) => new()
    {
        Type = JsonSchemaType.String,
        Enum = [.. codes.Select(code => (JsonNode)code)],
        Description = description,
    };

    private static OpenApiSchema Money() => Object(
        "An amount in its own currency. A range has low and high, and its amount is null; else both are absent, and an amount of null is not disclosed.",
        ["low", "high"],
        ("amount", Amount()),
        ("low", Amount("Of a range alone: its lower end.")),
        ("high", Amount("Of a range alone: its upper end.")),
        ("currency", Text("^[A-Z]{3}$", "ISO 4217 code.")),
        ("nature", Choice(Codes<Nature>.All, "Whether the amount is exact, about, at least or up to so much, a range, or not disclosed.")),
        ("basis", Choice(Codes<AmountBasis>.All, "Whether it is for the whole period (total) or for each of its years (annual).")));

    private static OpenApiSchema Date() => Object(
        "A date as far as it is known: a year, a month or a day.",
        [],
        ("date", Text(@"^\d{4}(-\d{2}(-\d{2})?)?$", "2024, 2024-03 or 2024-03-11.")),
        ("precision", Choice(Codes<DatePrecision>.All, "How much of the date is known.")));

    private static OpenApiSchema Object(string description, string[] optional, params (string Name, IOpenApiSchema Schema)[] properties) => new()
    {
        Type = JsonSchemaType.Object,
        Description = description,
        Required = properties.Select(property => property.Name).Except(optional).ToHashSet(),
        Properties = properties.ToDictionary(property => property.Name, property => property.Schema),
    };

    private static OpenApiSchema Text(string pattern, string description) => new() { Type = JsonSchemaType.String, Pattern = pattern, Description = description };
}
