using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GrantCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "grant_counts",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: true),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    count = table.Column<int>(type: "integer", nullable: false),
                    latest = table.Column<Guid[]>(type: "uuid[]", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_counts", x => x.id);
                    table.CheckConstraint("ck_grant_counts_one_key", "num_nonnulls(country_code, programme_id) < 2");
                    table.ForeignKey(
                        name: "fk_grant_counts_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_counts_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grant_counts_country_code_programme_id",
                table: "grant_counts",
                columns: new[] { "country_code", "programme_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_grant_counts_programme_id",
                table: "grant_counts",
                column: "programme_id");

            migrationBuilder.Sql(
                """
                with received as (
                  select distinct recipient.country_code, held.id, held.awarded_on, held.reference
                  from grants held join grant_recipients recipient on recipient.grant_id = held.id
                  where held.withdrawn_at is null and recipient.country_code is not null),
                placed as (
                  select country_code, id, row_number() over (
                    partition by country_code order by coalesce(awarded_on, '-infinity') desc, reference) as place
                  from received)
                insert into grant_counts (country_code, programme_id, count, latest)
                select country_code, null::uuid, count(*), array_agg(id order by place) filter (where place <= 10)
                from placed group by country_code
                union all
                select null, programme_id, count(*), array[]::uuid[] from grants
                where withdrawn_at is null group by grouping sets ((), (programme_id)) having grouping(programme_id) = 1 or programme_id is not null
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "grant_counts");
        }
    }
}
