using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class WithdrawnGrantsByUpdate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_grants_withdrawn_at",
                table: "grants");

            migrationBuilder.CreateIndex(
                name: "ix_grants_updated_at",
                table: "grants",
                column: "updated_at",
                filter: "withdrawn_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_grants_updated_at",
                table: "grants");

            migrationBuilder.CreateIndex(
                name: "ix_grants_withdrawn_at",
                table: "grants",
                column: "withdrawn_at",
                filter: "withdrawn_at is not null");
        }
    }
}
