using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GrantsByProgrammeAndAward : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_grants_programme_id",
                table: "grants");

            migrationBuilder.CreateIndex(
                name: "ix_grants_programme_id_awarded_on",
                table: "grants",
                columns: new[] { "programme_id", "stage", "funder_type", "awarded_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_grants_programme_id_awarded_on",
                table: "grants");

            migrationBuilder.CreateIndex(
                name: "ix_grants_programme_id",
                table: "grants",
                column: "programme_id");
        }
    }
}
