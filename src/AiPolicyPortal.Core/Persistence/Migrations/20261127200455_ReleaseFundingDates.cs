using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ReleaseFundingDates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "given_on",
                table: "release_funding",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "given_precision",
                table: "release_funding",
                type: "text",
                nullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_release_funding_given",
                table: "release_funding",
                sql: "(given_on is null) = (given_precision is null)");

            migrationBuilder.AddCheckConstraint(
                name: "ck_release_funding_given_precision",
                table: "release_funding",
                sql: "given_precision in ('year', 'month', 'day')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "ck_release_funding_given",
                table: "release_funding");

            migrationBuilder.DropCheckConstraint(
                name: "ck_release_funding_given_precision",
                table: "release_funding");

            migrationBuilder.DropColumn(
                name: "given_on",
                table: "release_funding");

            migrationBuilder.DropColumn(
                name: "given_precision",
                table: "release_funding");
        }
    }
}
