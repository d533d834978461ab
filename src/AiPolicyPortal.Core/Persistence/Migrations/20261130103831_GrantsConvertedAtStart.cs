using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <summary>
    /// Grants without a date of award are converted at the rate of their start, as their year is that of their start; what a grant's start was before is
    /// kept with its former facts. The rates are taken away, so that the index is worked out anew before anybody reads it.
    /// </summary>
    public partial class GrantsConvertedAtStart : Migration
    {
        private const string Replace = "do $$ begin execute replace(pg_get_functiondef('grant_entries(uuid[])'::regprocedure), '{0}', '{1}'); end $$;";
        private const string ByAward = "rate.awarded_on = coalesce(held.awarded_on, ''-infinity'') and rate.awarded_precision = coalesce(held.awarded_precision, ''day'')";
        private const string ByStart = "rate.awarded_on = coalesce(held.awarded_on, held.start_on, ''-infinity'') and rate.awarded_precision = coalesce(held.awarded_precision, held.start_precision, ''day'')";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "start_on",
                table: "grant_history",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "start_precision",
                table: "grant_history",
                type: "text",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_grant_history_start_precision",
                table: "grant_history",
                sql: "start_precision in ('year', 'month', 'day')");
            // Which start an earlier version had is not known; until now the present one was taken.
            migrationBuilder.Sql("update grant_history former set start_on = held.start_on, start_precision = held.start_precision from grants held where held.id = former.grant_id;");
            migrationBuilder.Sql(string.Format(Replace, ByAward, ByStart));
            migrationBuilder.Sql("delete from grant_rates;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(string.Format(Replace, ByStart, ByAward));
            migrationBuilder.Sql("delete from grant_rates;");

            migrationBuilder.DropCheckConstraint(
                name: "ck_grant_history_start_precision",
                table: "grant_history");

            migrationBuilder.DropColumn(
                name: "start_on",
                table: "grant_history");

            migrationBuilder.DropColumn(
                name: "start_precision",
                table: "grant_history");
        }
    }
}
