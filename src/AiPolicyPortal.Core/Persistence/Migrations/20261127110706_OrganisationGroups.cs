using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OrganisationGroups : Migration
    {
        /// <inheritdoc />
        // The two relations are for reading, without foreign keys: what is worked out names "no organisation" by an id that is nobody's.
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.CreateIndex(name: "ix_grant_groups_funder_id", table: "grant_groups", column: "funder_id");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.DropIndex(name: "ix_grant_groups_funder_id", table: "grant_groups");
    }
}
