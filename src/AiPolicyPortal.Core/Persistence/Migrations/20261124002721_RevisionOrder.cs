using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class RevisionOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_revisions_publications_publication_id",
                table: "revisions");

            migrationBuilder.DropIndex(
                name: "ix_revisions_publication_id",
                table: "revisions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_revisions_record_kind",
                table: "revisions");

            migrationBuilder.DropIndex(
                name: "ix_publications_number",
                table: "publications");

            migrationBuilder.AddColumn<long>(
                name: "publication_number",
                table: "revisions",
                type: "bigint",
                nullable: true);

            migrationBuilder.Sql(
                """
                update revisions set publication_number = publications.number from publications where publications.id = revisions.publication_id;
                update revisions set record_kind = 'governance' where record_kind = 'governance-measure';
                alter table revisions alter column publication_number set not null
                """);

            migrationBuilder.DropColumn(
                name: "publication_id",
                table: "revisions");

            migrationBuilder.AddUniqueConstraint(
                name: "ak_publications_number",
                table: "publications",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_revisions_publication_number_id",
                table: "revisions",
                columns: new[] { "publication_number", "id" });

            migrationBuilder.AddCheckConstraint(
                name: "ck_revisions_record_kind",
                table: "revisions",
                sql: "record_kind in ('organisation', 'programme', 'source', 'announcement', 'figure', 'grant', 'release', 'governance')");

            migrationBuilder.AddForeignKey(
                name: "fk_revisions_publications_publication_number",
                table: "revisions",
                column: "publication_number",
                principalTable: "publications",
                principalColumn: "number",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_revisions_publications_publication_number",
                table: "revisions");

            migrationBuilder.DropIndex(
                name: "ix_revisions_publication_number_id",
                table: "revisions");

            migrationBuilder.DropCheckConstraint(
                name: "ck_revisions_record_kind",
                table: "revisions");

            migrationBuilder.DropUniqueConstraint(
                name: "ak_publications_number",
                table: "publications");

            migrationBuilder.AddColumn<Guid>(
                name: "publication_id",
                table: "revisions",
                type: "uuid",
                nullable: true);

            migrationBuilder.Sql(
                """
                update revisions set publication_id = publications.id from publications where publications.number = revisions.publication_number;
                update revisions set record_kind = 'governance-measure' where record_kind = 'governance';
                alter table revisions alter column publication_id set not null
                """);

            migrationBuilder.CreateIndex(
                name: "ix_revisions_publication_id",
                table: "revisions",
                column: "publication_id");

            migrationBuilder.DropColumn(
                name: "publication_number",
                table: "revisions");

            migrationBuilder.AddCheckConstraint(
                name: "ck_revisions_record_kind",
                table: "revisions",
                sql: "record_kind in ('organisation', 'programme', 'source', 'announcement', 'figure', 'grant', 'release', 'governance-measure')");

            migrationBuilder.CreateIndex(
                name: "ix_publications_number",
                table: "publications",
                column: "number",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_revisions_publications_publication_id",
                table: "revisions",
                column: "publication_id",
                principalTable: "publications",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }
    }
}
