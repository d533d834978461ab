using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CorrectedChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_revisions_change",
                table: "revisions");

            migrationBuilder.AddCheckConstraint(
                name: "ck_revisions_change",
                table: "revisions",
                sql: "change in ('created', 'changed', 'corrected', 'merged', 'withdrawn')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_revisions_change",
                table: "revisions");

            migrationBuilder.AddCheckConstraint(
                name: "ck_revisions_change",
                table: "revisions",
                sql: "change in ('created', 'changed', 'merged', 'withdrawn')");
        }
    }
}
