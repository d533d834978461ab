using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ProgrammeCommitments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "commitment_evidence",
                table: "programmes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "commitment_note",
                table: "programmes",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "commitment_source_id",
                table: "programmes",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_programmes_commitment_source_id",
                table: "programmes",
                column: "commitment_source_id");

            migrationBuilder.AddCheckConstraint(
                name: "ck_programmes_commitment",
                table: "programmes",
                sql: "(commitment_source_id is null) = (commitment_evidence is null)");

            migrationBuilder.AddForeignKey(
                name: "fk_programmes_sources_commitment_source_id",
                table: "programmes",
                column: "commitment_source_id",
                principalTable: "sources",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_programmes_sources_commitment_source_id",
                table: "programmes");

            migrationBuilder.DropIndex(
                name: "ix_programmes_commitment_source_id",
                table: "programmes");

            migrationBuilder.DropCheckConstraint(
                name: "ck_programmes_commitment",
                table: "programmes");

            migrationBuilder.DropColumn(
                name: "commitment_evidence",
                table: "programmes");

            migrationBuilder.DropColumn(
                name: "commitment_note",
                table: "programmes");

            migrationBuilder.DropColumn(
                name: "commitment_source_id",
                table: "programmes");
        }
    }
}
