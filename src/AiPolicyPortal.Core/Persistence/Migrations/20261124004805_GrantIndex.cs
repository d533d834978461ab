using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;
using NpgsqlTypes;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GrantIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_grants_amount_id",
                table: "grants");

            migrationBuilder.DropIndex(
                name: "ix_grants_awarded_on_id",
                table: "grants");

            migrationBuilder.CreateTable(
                name: "grant_dictionary",
                columns: table => new
                {
                    word = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    written = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_dictionary", x => x.word);
                });

            migrationBuilder.CreateTable(
                name: "grant_groups",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    funder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    countries = table.Column<string[]>(type: "text[]", nullable: false),
                    paying_country = table.Column<string>(type: "text", nullable: true),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: true),
                    band = table.Column<string>(type: "text", nullable: false),
                    funder_type = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    confidence = table.Column<string>(type: "text", nullable: false),
                    currency_code = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    grants = table.Column<int>(type: "integer", nullable: false),
                    disclosed = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    converted = table.Column<int>(type: "integer", nullable: false),
                    euros = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_groups", x => x.id);
                    table.CheckConstraint("ck_grant_groups_confidence", "confidence in ('high', 'medium', 'low')");
                    table.CheckConstraint("ck_grant_groups_funder_type", "funder_type in ('public', 'private', 'mixed', 'unknown')");
                    table.CheckConstraint("ck_grant_groups_stage", "stage in ('recommended', 'announced', 'appropriated', 'committed', 'awarded', 'disbursed')");
                    table.CheckConstraint("ck_grant_groups_themes", "themes <@ array['research', 'compute', 'adoption', 'infrastructure', 'startups', 'talent', 'skills', 'safety-governance', 'language-technology', 'data', 'open-source', 'defence']::text[]");
                });

            migrationBuilder.CreateTable(
                name: "grant_rates",
                columns: table => new
                {
                    currency_code = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    awarded_on = table.Column<DateOnly>(type: "date", nullable: false),
                    awarded_precision = table.Column<string>(type: "text", nullable: false),
                    numerator = table.Column<decimal>(type: "numeric", nullable: true),
                    denominator = table.Column<decimal>(type: "numeric", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_rates", x => new { x.currency_code, x.awarded_on, x.awarded_precision });
                    table.CheckConstraint("ck_grant_rates_awarded_precision", "awarded_precision in ('year', 'month', 'day')");
                });

            migrationBuilder.CreateTable(
                name: "grant_group_recipients",
                columns: table => new
                {
                    group_id = table.Column<int>(type: "integer", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grants = table.Column<int>(type: "integer", nullable: false),
                    disclosed = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    converted = table.Column<int>(type: "integer", nullable: false),
                    euros = table.Column<decimal>(type: "numeric", nullable: false),
                    shared = table.Column<int>(type: "integer", nullable: false),
                    share = table.Column<decimal>(type: "numeric", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_group_recipients", x => new { x.group_id, x.organisation_id });
                    table.ForeignKey(
                        name: "fk_grant_group_recipients_grant_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "grant_groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "grant_index",
                columns: table => new
                {
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    group_id = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: true),
                    euros = table.Column<decimal>(type: "numeric", nullable: true),
                    amount_key = table.Column<decimal>(type: "numeric", nullable: false),
                    awarded_key = table.Column<DateOnly>(type: "date", nullable: false),
                    start_key = table.Column<DateOnly>(type: "date", nullable: false),
                    updated_key = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    title_key = table.Column<string>(type: "text", nullable: false),
                    recipients = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    shares = table.Column<decimal?[]>(type: "numeric[]", nullable: false),
                    words = table.Column<NpgsqlTsVector>(type: "tsvector", nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_index", x => x.grant_id);
                    table.ForeignKey(
                        name: "fk_grant_index_grant_groups_group_id",
                        column: x => x.group_id,
                        principalTable: "grant_groups",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_index_grants_grant_id",
                        column: x => x.grant_id,
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grant_dictionary_trigrams",
                table: "grant_dictionary",
                column: "word")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_grant_group_recipients_organisation_id",
                table: "grant_group_recipients",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_grant_groups_tags",
                table: "grant_groups",
                column: "tags",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grant_index_amount_key_grant_id",
                table: "grant_index",
                columns: new[] { "amount_key", "grant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grant_index_awarded_key_grant_id",
                table: "grant_index",
                columns: new[] { "awarded_key", "grant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grant_index_group_id",
                table: "grant_index",
                column: "group_id");

            migrationBuilder.CreateIndex(
                name: "ix_grant_index_start_key_grant_id",
                table: "grant_index",
                columns: new[] { "start_key", "grant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grant_index_title_key_grant_id",
                table: "grant_index",
                columns: new[] { "title_key", "grant_id" });

            migrationBuilder.CreateIndex(
                name: "ix_grant_index_updated_key_grant_id",
                table: "grant_index",
                columns: new[] { "updated_key", "grant_id" });

            // The rates are filled by the portal itself, which knows the rules of conversion.
            migrationBuilder.Sql(MigrationSql.Read("text-search"));
            migrationBuilder.Sql(MigrationSql.Read("grant-entries"));
            migrationBuilder.Sql(MigrationSql.Read("refresh-grant-index"));
            migrationBuilder.Sql(MigrationSql.Read("fill-grant-index"));

            migrationBuilder.CreateIndex(
                name: "ix_grant_index_words_tags",
                table: "grant_index",
                columns: new[] { "words", "tags" })
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop function refresh_grant_index;
                drop function grant_entries;
                drop function portal_words;
                drop function portal_round_half_even;
                drop function portal_plain;
                drop text search configuration portal_french;
                drop text search configuration portal_english;
                drop text search configuration portal_simple;
                """);

            migrationBuilder.DropTable(
                name: "grant_dictionary");

            migrationBuilder.DropTable(
                name: "grant_group_recipients");

            migrationBuilder.DropTable(
                name: "grant_index");

            migrationBuilder.DropTable(
                name: "grant_rates");

            migrationBuilder.DropTable(
                name: "grant_groups");

            migrationBuilder.CreateIndex(
                name: "ix_grants_amount_id",
                table: "grants",
                columns: new[] { "amount", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_awarded_on_id",
                table: "grants",
                columns: new[] { "awarded_on", "id" });
        }
    }
}
