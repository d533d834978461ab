using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class SourceChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "archive_url",
                table: "sources",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "retracted_on",
                table: "sources",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "retracted_precision",
                table: "sources",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "retraction_note",
                table: "sources",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "source_checks",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    checked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    health = table.Column<string>(type: "text", nullable: false),
                    http_status = table.Column<int>(type: "integer", nullable: true),
                    final_url = table.Column<string>(type: "text", nullable: true),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    text_hash = table.Column<string>(type: "text", nullable: true),
                    entity_tag = table.Column<string>(type: "text", nullable: true),
                    last_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_checks", x => x.source_id);
                    table.CheckConstraint("ck_source_checks_health", "health in ('unchecked', 'reachable', 'moved', 'gone', 'failing', 'refused')");
                    table.ForeignKey(
                        name: "fk_source_checks_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_sources_retracted_on",
                table: "sources",
                column: "retracted_on",
                filter: "retracted_on is not null");

            migrationBuilder.AddCheckConstraint(
                name: "ck_sources_archive_url",
                table: "sources",
                sql: "archive_url ~ '^https?://'");

            migrationBuilder.AddCheckConstraint(
                name: "ck_sources_retracted",
                table: "sources",
                sql: "(retracted_on is null) = (retracted_precision is null)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_sources_retracted_precision",
                table: "sources",
                sql: "retracted_precision in ('year', 'month', 'day')");

            migrationBuilder.AddCheckConstraint(
                name: "ck_sources_retraction_note",
                table: "sources",
                sql: "retraction_note is null or retracted_on is not null");

            migrationBuilder.Sql(MigrationSql.Read("follow-source-checks"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MigrationSql.Read("unfollow-source-checks"));

            migrationBuilder.DropTable(
                name: "source_checks");

            migrationBuilder.DropIndex(
                name: "ix_sources_retracted_on",
                table: "sources");

            migrationBuilder.DropCheckConstraint(
                name: "ck_sources_archive_url",
                table: "sources");

            migrationBuilder.DropCheckConstraint(
                name: "ck_sources_retracted",
                table: "sources");

            migrationBuilder.DropCheckConstraint(
                name: "ck_sources_retracted_precision",
                table: "sources");

            migrationBuilder.DropCheckConstraint(
                name: "ck_sources_retraction_note",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "archive_url",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "retracted_on",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "retracted_precision",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "retraction_note",
                table: "sources");
        }
    }
}
