using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiPolicyPortal.Core.Common;
using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>
/// Writes the portal's grants as a 360Giving data package. What a file of 360Giving stated is given back as it was, but for what the portal
/// holds otherwise by now. The standard asks for an amount, a day of award, a recipient and a funder; a grant without one of them is left out
/// and counted, because nothing may stand in for it.
/// </summary>
public sealed class GrantPackage(PortalDbContext context)
{
    public const string MediaType = "application/json";
    public const string FileName = "grants.360giving.json";

    // What the portal calls those whom no register names.
    private const string Prefix = "AIPP";

    private const string Sql =
        """
        select held.reference, stated.identifier, stated.statement::text, held.title, held.note, held.amount, held.currency_code,
          portal_date_text(held.awarded_on, held.awarded_precision), portal_date_text(held.start_on, held.start_precision),
          portal_date_text(held.end_on, held.end_precision), held.url, held.updated_at, programme.reference, programme.name, source.url,
          funder.reference, funder.name, (select value from organisation_identifiers known where known.organisation_id = funder.id and scheme = 'org-id' order by value limit 1),
          (select jsonb_agg(jsonb_build_object('name', received.name, 'country', received.country_code, 'reference', organisation.reference, 'id', (
              select value from organisation_identifiers known where known.organisation_id = organisation.id and scheme = 'org-id' order by value limit 1))
              order by received.position)::text
            from grant_recipients received left join organisations organisation on organisation.id = received.organisation_id where received.grant_id = held.id),
          (select jsonb_agg(jsonb_build_object('id', paid.reference, 'transactionDate', portal_date_text(paid.paid_on, paid.paid_precision), 'currency', paid.currency_code,
              'value', paid.amount) order by paid.reference)::text
            from grant_disbursements paid where paid.grant_id = held.id and paid.withdrawn_at is null and paid.paid_precision = 'day')
        from grants held
        left join grant_originals stated on stated.grant_id = held.id
        left join programmes programme on programme.id = held.programme_id
        left join sources source on source.id = held.source_id
        left join organisations funder on funder.id = held.funder_id
        where held.withdrawn_at is null
        order by held.reference collate "C"
        """;

    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="stream">Written as the grants are read.</param>
    /// <param name="address">Of the portal, for readers of the package.</param>
    /// <param name="cancellationToken">Stops in the middle.</param>
    /// <returns>How many grants were written, and how many lack what the standard asks for.</returns>
    public async Task<(int Written, int LeftOut)> WriteAsync(Stream stream, string? address, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, (NpgsqlConnection)context.Database.GetDbConnection()) { CommandTimeout = 0 };
        await using var json = new Utf8JsonWriter(stream, Writing);
        json.WriteStartObject();
        json.WriteString("version", "1.4");
        json.WriteString("title", "Grants of the AI Policy Portal");
        json.WriteString("license", DataLicence.Url);
        if (address is not null)
        {
            json.WriteString("accessURL", address);
        }

        json.WriteStartArray("grants");
        var (written, left) = (0, 0);
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (Grant(reader) is { } grant)
                {
                    grant.WriteTo(json);
                    written++;
                }
                else
                {
                    left++;
                }

                if (json.BytesPending > 1 << 16)
                {
                    await json.FlushAsync(cancellationToken);
                }
            }
        }

        json.WriteEndArray();
        json.WriteString("description", string.Create(
            CultureInfo.InvariantCulture, $"{left} grants are left out: they lack an amount, a day of award, a recipient or a funder, which 360Giving asks for."));
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        return (written, left);
    }

    private static JsonObject? Grant(NpgsqlDataReader reader)
    {
        var statement = Text(reader, 2);
        var said = statement is null ? null : JsonNode.Parse(statement) as JsonObject;
        // Of a spreadsheet the columns without a meaning are kept; only JSON states a whole grant.
        var whole = said?.ContainsKey("recipientOrganization") == true || said?.ContainsKey("recipientIndividual") == true;
        var grant = said ?? [];
        var recipients = Text(reader, 18) is { } list ? JsonNode.Parse(list)!.AsArray() : [];
        if (reader.IsDBNull(5) || Text(reader, 7) is not { Length: 10 } awarded || (!whole && (recipients.Count == 0 || Text(reader, 15) is null)))
        {
            return null;
        }

        Set(grant, "id", Text(reader, 1) ?? reader.GetString(0));
        Set(grant, "title", reader.GetString(3));
        if (!grant.ContainsKey("description"))
        {
            grant["description"] = Text(reader, 4) ?? reader.GetString(3);
        }

        Set(grant, "currency", reader.GetString(6));
        SetAmount(grant, reader.GetDecimal(5));
        SetDate(grant, "awardDate", awarded);
        if (Text(reader, 10) is { } url && (grant.ContainsKey("url") || !whole))
        {
            Set(grant, "url", url);
        }

        SetPlanned(grant, Text(reader, 8), Text(reader, 9), whole);
        if (whole)
        {
            Correct(grant["recipientOrganization"] as JsonArray, recipients);
        }
        else
        {
            grant["recipientOrganization"] = new JsonArray([.. recipients.Select(recipient => Organisation((string)recipient!["name"]!, (string?)recipient["id"], (string?)recipient["reference"], (string?)recipient["country"]))]);
            grant["fundingOrganization"] = new JsonArray(Organisation(reader.GetString(16), Text(reader, 17), Text(reader, 15), null));
            Rest(grant, reader);
        }

        return grant;
    }

    private static void Rest(JsonObject grant, NpgsqlDataReader reader)
    {
        if (Text(reader, 12) is { } programme)
        {
            grant["grantProgramme"] = new JsonArray(new JsonObject { ["code"] = programme, ["title"] = Text(reader, 13) });
        }

        if (Text(reader, 14) is { } source)
        {
            grant["dataSource"] = source;
        }

        if (Text(reader, 19) is { } payments)
        {
            grant["disbursementTransaction"] = JsonNode.Parse(payments);
        }

        grant["dateModified"] = reader.GetFieldValue<DateTimeOffset>(11).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    // Only what the portal holds otherwise by now is said anew.
    private static void Correct(JsonArray? stated, JsonArray recipients)
    {
        for (var index = 0; index < Math.Min(stated?.Count ?? 0, recipients.Count); index++)
        {
            if (stated![index] is JsonObject organisation && recipients[index] is { } held)
            {
                Set(organisation, "name", (string)held["name"]!);
                if (organisation["addressCountry"] is not null && (string?)held["country"] is { } country)
                {
                    Set(organisation, "addressCountry", country);
                }
            }
        }
    }

    private static JsonObject Organisation(string name, string? identifier, string? reference, string? country)
    {
        var organisation = new JsonObject
        {
            ["id"] = identifier ?? (reference is null ? $"{Prefix}-NAME-{GrantRowCheck.Slug(name)}" : $"{Prefix}-ORG-{reference}"),
            ["name"] = name,
        };
        if (country is not null)
        {
            organisation["addressCountry"] = country;
        }

        return organisation;
    }

    private static void Set(JsonObject grant, string field, string value)
    {
        if (grant[field] is not JsonValue stated || !stated.TryGetValue(out string? text) || text.Trim() != value)
        {
            grant[field] = value;
        }
    }

    private static void SetAmount(JsonObject grant, decimal amount)
    {
        if (grant["amountAwarded"] is not JsonValue stated || !stated.TryGetValue(out decimal known) || (known != amount && Reading.JsonRows.Exact(known) != amount))
        {
            grant["amountAwarded"] = amount;
        }
    }

    private static void SetDate(JsonObject holder, string field, string date)
    {
        if (holder[field] is not JsonValue stated || !stated.TryGetValue(out string? text) || CellFormats.Date(text, DateFormat.Iso) != date)
        {
            holder[field] = date;
        }
    }

    private static void SetPlanned(JsonObject grant, string? start, string? end, bool whole)
    {
        if ((start is null && end is null) || (whole && grant["plannedDates"] is null))
        {
            return;
        }

        if (grant["plannedDates"] is not JsonArray planned)
        {
            grant["plannedDates"] = planned = [];
        }

        if (planned.Count == 0)
        {
            planned.Add((JsonNode)new JsonObject());
        }

        if (planned[0] is JsonObject dates)
        {
            if (start is not null)
            {
                SetDate(dates, "startDate", start);
            }

            if (end is not null)
            {
                SetDate(dates, "endDate", end);
            }
        }
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
