using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GrantIndexInMemory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function refresh_grant_index(uuid[])");
            migrationBuilder.Sql(MigrationSql.Read("refresh-grant-index-in-memory"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop function refresh_grant_index(uuid[])");
            migrationBuilder.Sql(MigrationSql.Read("refresh-grant-index"));
        }
    }
}
