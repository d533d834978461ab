using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class GrantSums : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "grant_recipient_sums",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true),
                    grants = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_recipient_sums", x => x.id);
                    table.CheckConstraint("ck_grant_recipient_sums_who", "num_nonnulls(organisation_id, name) = 1");
                    table.ForeignKey(
                        name: "fk_grant_recipient_sums_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_recipient_sums_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_recipient_sums_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grant_year_sums",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: true),
                    grants = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_year_sums", x => x.id);
                    table.ForeignKey(
                        name: "fk_grant_year_sums_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_year_sums_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_grant_recipient_sums_country_code_currency_code_place",
                table: "grant_recipient_sums",
                columns: new[] { "country_code", "currency_code", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grant_recipient_sums_currency_code",
                table: "grant_recipient_sums",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ix_grant_recipient_sums_organisation_id",
                table: "grant_recipient_sums",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_grant_year_sums_country_code_currency_code_year",
                table: "grant_year_sums",
                columns: new[] { "country_code", "currency_code", "year" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_grant_year_sums_currency_code",
                table: "grant_year_sums",
                column: "currency_code");

            migrationBuilder.Sql(
                """
                insert into grant_year_sums (country_code, currency_code, year, grants, added, amount)
                select coalesce(programme.country_code, funder.country_code), held.currency_code,
                    extract(year from coalesce(held.awarded_on, held.start_on))::int, count(*), count(held.amount), sum(held.amount)
                from grants held
                left join programmes programme on programme.id = held.programme_id
                left join organisations funder on held.programme_id is null and funder.id = held.funder_id
                where held.withdrawn_at is null and held.stage = 'awarded' and held.funder_type = 'public'
                    and coalesce(programme.country_code, funder.country_code) is not null
                group by 1, 2, 3
                """);

            migrationBuilder.Sql(
                """
                with paid as (
                    select held.id, coalesce(programme.country_code, funder.country_code) as country_code, held.currency_code, held.amount
                    from grants held
                    left join programmes programme on programme.id = held.programme_id
                    left join organisations funder on held.programme_id is null and funder.id = held.funder_id
                    where held.withdrawn_at is null and held.stage = 'awarded' and held.funder_type = 'public'
                        and coalesce(programme.country_code, funder.country_code) is not null),
                receipts as (
                    select paid.id, paid.country_code, paid.currency_code, paid.amount as whole,
                        coalesce(organisation.merged_into_id, organisation.id) as organisation_id,
                        case when organisation.id is null then recipient.name end as name,
                        case when bool_and(recipient.amount is not null and recipient.currency_code = paid.currency_code) then sum(recipient.amount) end as share
                    from paid
                    join grant_recipients recipient on recipient.grant_id = paid.id
                    left join organisations organisation on organisation.id = recipient.organisation_id
                    group by 1, 2, 3, 4, 5, 6),
                parts as (
                    select country_code, currency_code, organisation_id, name,
                        case count(*) over (partition by id) when 1 then coalesce(whole, share) else share end as amount
                    from receipts),
                sums as (
                    select country_code, currency_code, organisation_id, name, count(*) as grants, count(amount) as added, sum(amount) as amount
                    from parts group by 1, 2, 3, 4),
                ranked as (
                    select sums.*, row_number() over (
                        partition by country_code, currency_code order by amount desc nulls last, grants desc, name, organisation_id) as place
                    from sums)
                insert into grant_recipient_sums (country_code, currency_code, place, organisation_id, name, grants, added, amount)
                select country_code, currency_code, place, organisation_id, name, grants, added, amount
                from ranked where place <= 10
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "grant_recipient_sums");

            migrationBuilder.DropTable(
                name: "grant_year_sums");
        }
    }
}
