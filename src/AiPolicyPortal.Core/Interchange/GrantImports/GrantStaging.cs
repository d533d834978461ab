using AiPolicyPortal.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace AiPolicyPortal.Core.Interchange.GrantImports;

/// <summary>Brings checked rows to the server, where the rest happens to all of them at once.</summary>
internal static class GrantStaging
{
    private const string Columns =
        "import_id, row, grant_id, reference, identifier, programme, title, recipient, recipient_country, amount, currency, awarded_on, awarded_precision, "
        + "funder_type, stage, confidence, source, note, funder, start_on, start_precision, end_on, end_precision, url, themes, "
        + "recipient_organisation, recipient_identifier, recipient_key, recipient_role, recipient_share, funder_name, funder_identifier, funder_key, more, original";

    /// <summary>Within the context's present transaction.</summary>
    /// <param name="rows">Each with its reference, its identifier, further parts and what is kept as stated.</param>
    public static async Task CopyAsync(
        PortalDbContext context, Guid import, IEnumerable<StagedGrant> rows, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var writer = await connection.BeginBinaryImportAsync($"copy grant_import_rows ({Columns}) from stdin (format binary)", cancellationToken);
        foreach (var (row, reference, identifier, more, original) in rows)
        {
            writer.StartRow();
            writer.Write(import, NpgsqlDbType.Uuid);
            writer.Write(row.Number, NpgsqlDbType.Integer);
            writer.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            Text(reference);
            Text(identifier);
            Text(row["programme"]);
            Text(row["title"]);
            Text(row["recipient"]);
            Text(row["recipient_country"]);
            Amount("amount");
            Text(row["currency"]);
            Date("awarded");
            Text(row["funder_type"]);
            Text(row["stage"]);
            Text(row["confidence"]);
            Text(row["source"]);
            Text(row["note"]);
            Text(row["funder"]);
            Date("start");
            Date("end");
            Text(row["url"]);
            writer.Write(CellText.List(row["themes"]), NpgsqlDbType.Array | NpgsqlDbType.Text);
            Text(row["recipient_organisation"]);
            Text(row["recipient_identifier"]);
            Text(row["recipient_organisation"] is null ? GrantRowCheck.KeyOf(row["recipient"], row["recipient_identifier"]) : null);
            Text(row["recipient_role"]);
            Amount("recipient_share");
            Text(row["funder_name"]);
            Text(row["funder_identifier"]);
            Text(row["funder"] is null ? GrantRowCheck.KeyOf(row["funder_name"], row["funder_identifier"]) : null);
            Json(more);
            Json(original);

            void Amount(string column)
            {
                if (row.Amount(column) is { } amount)
                {
                    writer.Write(amount, NpgsqlDbType.Numeric);
                }
                else
                {
                    writer.WriteNull();
                }
            }

            void Date(string column)
            {
                if (row.Date(column) is { } date)
                {
                    writer.Write(date.LastDay, NpgsqlDbType.Date);
                    Text(Common.CodeExtensions.Code(date.Precision));
                }
                else
                {
                    writer.WriteNull();
                    writer.WriteNull();
                }
            }
        }

        await writer.CompleteAsync(cancellationToken);

        void Text(string? text)
        {
            if (text is null)
            {
                writer.WriteNull();
            }
            else
            {
                writer.Write(text, NpgsqlDbType.Text);
            }
        }

        void Json(string? json)
        {
            if (json is null)
            {
                writer.WriteNull();
            }
            else
            {
                writer.Write(json, NpgsqlDbType.Jsonb);
            }
        }
    }
}

/// <summary>A checked row on its way to the server.</summary>
internal sealed record StagedGrant(FolderRow Row, string Reference, string Identifier, string? More, string? Original);
