using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GrantImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "grant_import_sources",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    mapping = table.Column<string>(type: "jsonb", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_import_sources", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "grant_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    file_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    length = table.Column<long>(type: "bigint", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    layout = table.Column<string>(type: "jsonb", nullable: true),
                    mapping = table.Column<string>(type: "jsonb", nullable: true),
                    problem = table.Column<string>(type: "jsonb", nullable: true),
                    result = table.Column<string>(type: "jsonb", nullable: true),
                    rows_done = table.Column<int>(type: "integer", nullable: false),
                    is_read = table.Column<bool>(type: "boolean", nullable: false),
                    uploaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    uploaded_by = table.Column<string>(type: "text", nullable: false),
                    workers = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    approver = table.Column<string>(type: "jsonb", nullable: true),
                    undoer = table.Column<string>(type: "jsonb", nullable: true),
                    publication_number = table.Column<long>(type: "bigint", nullable: true),
                    undo_number = table.Column<long>(type: "bigint", nullable: true),
                    lease_owner = table.Column<string>(type: "text", nullable: true),
                    lease_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stop_requested = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_imports", x => x.id);
                    table.CheckConstraint("ck_grant_imports_format", "format in ('csv', 'xlsx', 'json')");
                    table.CheckConstraint("ck_grant_imports_state", "state in ('inspecting', 'mapping', 'checking', 'checked', 'submitted', 'publishing', 'published', 'undoing', 'undone', 'refused', 'discarded')");
                });

            migrationBuilder.CreateTable(
                name: "grant_originals",
                columns: table => new
                {
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    identifier = table.Column<string>(type: "text", nullable: false),
                    statement = table.Column<string>(type: "jsonb", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_originals", x => x.grant_id);
                    table.ForeignKey(
                        name: "fk_grant_originals_grants_grant_id",
                        column: x => x.grant_id,
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grant_import_chunks",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_import_chunks", x => new { x.import_id, x.position });
                    table.ForeignKey(
                        name: "fk_grant_import_chunks_grant_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "grant_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "grant_import_faults",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: true),
                    target = table.Column<string>(type: "text", nullable: true),
                    heading = table.Column<string>(type: "text", nullable: true),
                    value = table.Column<string>(type: "text", nullable: true),
                    code = table.Column<string>(type: "text", nullable: false),
                    expectation = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_import_faults", x => new { x.import_id, x.number });
                    table.ForeignKey(
                        name: "fk_grant_import_faults_grant_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "grant_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "grant_import_organisations",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    identifier = table.Column<string>(type: "text", nullable: true),
                    country_code = table.Column<string>(type: "text", nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    match = table.Column<string>(type: "text", nullable: false),
                    score = table.Column<float>(type: "real", nullable: false),
                    match_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: false),
                    new_id = table.Column<Guid>(type: "uuid", nullable: false),
                    new_reference = table.Column<string>(type: "text", nullable: false),
                    new_type = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_import_organisations", x => new { x.import_id, x.key });
                    table.CheckConstraint("ck_grant_import_organisations_decision", "decision in ('undecided', 'match', 'new', 'name')");
                    table.CheckConstraint("ck_grant_import_organisations_match", "match in ('none', 'identifier', 'name', 'similar')");
                    table.CheckConstraint("ck_grant_import_organisations_new_type", "new_type in ('government', 'agency', 'university', 'research-institute', 'company', 'nonprofit', 'fund', 'international')");
                    table.ForeignKey(
                        name: "fk_grant_import_organisations_grant_imports_import_id",
                        column: x => x.import_id,
                        principalTable: "grant_imports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grant_imports_number",
                table: "grant_imports",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grant_imports_state",
                table: "grant_imports",
                column: "state");

            migrationBuilder.Sql(MigrationSql.Read("grant-import-rows"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop table grant_import_rows, grant_import_effects, grant_import_duplicates;
                drop index ix_organisations_name_alike;
                drop function portal_date_text, portal_last_day, portal_date_precision;
                """);

            migrationBuilder.DropTable(
                name: "grant_import_chunks");

            migrationBuilder.DropTable(
                name: "grant_import_faults");

            migrationBuilder.DropTable(
                name: "grant_import_organisations");

            migrationBuilder.DropTable(
                name: "grant_import_sources");

            migrationBuilder.DropTable(
                name: "grant_originals");

            migrationBuilder.DropTable(
                name: "grant_imports");
        }
    }
}
