using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Queries;
using AiPolicyPortal.Core.Tables;

namespace AiPolicyPortal.Web.Api;

/// <summary>How the portal's values look in JSON: codes in kebab case, money as decimal strings, dates with their precision.</summary>
public static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new PartialDateConverter());
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new DecimalConverter());
    }

    private sealed class PartialDateConverter : JsonConverter<PartialDate>
    {
        public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are written, never read.");

        public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("date", value.ToString());
            writer.WriteString("precision", value.Precision.Code());
            writer.WriteEndObject();
        }
    }

    private sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are written, never read.");

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
        {
            var isRange = value.Low != value.High;
            writer.WriteStartObject();
            WriteAmount(writer, "amount", isRange ? null : value.High, value.MinorUnit);
            if (isRange)
            {
                WriteAmount(writer, "low", value.Low, value.MinorUnit);
                WriteAmount(writer, "high", value.High, value.MinorUnit);
            }

            writer.WriteString("currency", value.Currency);
            writer.WriteString("nature", value.Nature.Code());
            writer.WriteString("basis", value.Basis.Code());
            writer.WriteEndObject();
        }

        private static void WriteAmount(Utf8JsonWriter writer, string name, decimal? amount, int minorUnit)
        {
            if (amount is { } known)
            {
                writer.WriteString(name, Amounts.Format(known, minorUnit));
            }
            else
            {
                writer.WriteNull(name);
            }
        }
    }

    private sealed class DecimalConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            decimal.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
    }
}
