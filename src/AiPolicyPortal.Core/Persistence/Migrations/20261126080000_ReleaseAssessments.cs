using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReleaseAssessments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "release_assessments",
                columns: table => new
                {
                    release_id = table.Column<Guid>(type: "uuid", nullable: false),
                    mof = table.Column<string>(type: "text", nullable: false),
                    mof_at_most = table.Column<string>(type: "text", nullable: false),
                    osaid = table.Column<string>(type: "text", nullable: false),
                    grid = table.Column<string>(type: "text", nullable: false),
                    grid_open = table.Column<int>(type: "integer", nullable: false),
                    grid_partial = table.Column<int>(type: "integer", nullable: false),
                    grid_closed = table.Column<int>(type: "integer", nullable: false),
                    grid_unknown = table.Column<int>(type: "integer", nullable: false),
                    licence_family = table.Column<string>(type: "text", nullable: false),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    assessed_precision = table.Column<string>(type: "text", nullable: true),
                    rules = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release_assessments", x => x.release_id);
                    table.CheckConstraint("ck_release_assessments_assessed_precision", "assessed_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_release_assessments_grid", "grid in ('three-quarters', 'half', 'quarter', 'less', 'unknown')");
                    table.CheckConstraint("ck_release_assessments_licence_family", "licence_family in ('open-source', 'open-content', 'restricted', 'unclear', 'not-stated')");
                    table.CheckConstraint("ck_release_assessments_mof", "mof in ('class-i', 'class-ii', 'class-iii', 'none', 'unknown')");
                    table.CheckConstraint("ck_release_assessments_mof_at_most", "mof_at_most in ('class-i', 'class-ii', 'class-iii', 'none', 'unknown')");
                    table.CheckConstraint("ck_release_assessments_osaid", "osaid in ('yes', 'no', 'cannot-tell')");
                    table.ForeignKey(
                        name: "fk_release_assessments_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql(MigrationSql.Read("follow-release-assessments"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(MigrationSql.Read("unfollow-release-assessments"));
            migrationBuilder.DropTable(
                name: "release_assessments");
        }
    }
}
