using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GovernanceStatuses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_governance_measures_status",
                table: "governance_measures");

            migrationBuilder.CreateTable(
                name: "governance_statuses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    since_on = table.Column<DateOnly>(type: "date", nullable: false),
                    since_precision = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_statuses", x => x.id);
                    table.CheckConstraint("ck_governance_statuses_since_precision", "since_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_governance_statuses_status", "status in ('announced', 'proposed', 'draft', 'adopted', 'in-force', 'active', 'published', 'completed', 'closed', 'superseded', 'rescinded', 'lapsed', 'unknown')");
                    table.ForeignKey(
                        name: "fk_governance_statuses_governance_measures_measure_id",
                        column: x => x.measure_id,
                        principalTable: "governance_measures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_governance_statuses_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.AddCheckConstraint(
                name: "ck_governance_measures_status",
                table: "governance_measures",
                sql: "status in ('announced', 'proposed', 'draft', 'adopted', 'in-force', 'active', 'published', 'completed', 'closed', 'superseded', 'rescinded', 'lapsed', 'unknown')");

            migrationBuilder.CreateIndex(
                name: "ix_governance_statuses_measure_id_since_on_since_precision_sta",
                table: "governance_statuses",
                columns: new[] { "measure_id", "since_on", "since_precision", "status" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_statuses_source_id",
                table: "governance_statuses",
                column: "source_id");

            migrationBuilder.Sql(MigrationSql.Read("follow-governance-statuses"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MigrationSql.Read("unfollow-governance-statuses"));

            // The portal before had no word for it.
            migrationBuilder.Sql("update governance_measures set status = 'closed' where status = 'lapsed'");

            migrationBuilder.DropTable(
                name: "governance_statuses");

            migrationBuilder.DropCheckConstraint(
                name: "ck_governance_measures_status",
                table: "governance_measures");

            migrationBuilder.AddCheckConstraint(
                name: "ck_governance_measures_status",
                table: "governance_measures",
                sql: "status in ('announced', 'proposed', 'draft', 'adopted', 'in-force', 'active', 'published', 'completed', 'closed', 'superseded', 'rescinded', 'unknown')");
        }
    }
}
