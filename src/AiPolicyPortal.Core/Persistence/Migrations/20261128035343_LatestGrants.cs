using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <summary>
    /// The latest grants of a programme, which a country's page shows, and of a source stand in the order of an index; so does what a source is counted by.
    /// </summary>
    public partial class LatestGrants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("create index ix_grants_programme_id_latest on grants (programme_id, coalesce(awarded_on, '-infinity') desc, reference) "
                + "where programme_id is not null and withdrawn_at is null;");
            migrationBuilder.Sql("create index ix_grants_source_id_latest on grants (source_id, coalesce(awarded_on, '-infinity') desc, reference) "
                + "where withdrawn_at is null;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index ix_grants_source_id_latest;");
            migrationBuilder.Sql("drop index ix_grants_programme_id_latest;");
        }
    }
}
