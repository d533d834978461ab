using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PortalDbContext))]
    [Migration("20261126074500_Corrections")]
    public partial class Corrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "corrections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    answer = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    contact = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    publication = table.Column<long>(type: "bigint", nullable: true),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_kind = table.Column<string>(type: "text", nullable: false),
                    record_name = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    record_reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    reference = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    report = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    source_url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_corrections", x => x.id);
                    table.CheckConstraint("ck_corrections_answer", "(answer is null) = (state in ('received', 'open', 'set-aside'))");
                    table.CheckConstraint("ck_corrections_contact", "contact is null or state in ('received', 'open')");
                    table.CheckConstraint("ck_corrections_publication", "publication is null or state = 'accepted'");
                    table.CheckConstraint("ck_corrections_record_kind", "record_kind in ('organisation', 'programme', 'source', 'announcement', 'figure', 'grant', 'release', 'governance')");
                    table.CheckConstraint("ck_corrections_source_url", "source_url ~ '^https?://'");
                    table.CheckConstraint("ck_corrections_state", "state in ('received', 'open', 'accepted', 'not-accepted', 'already-right', 'set-aside')");
                    table.ForeignKey(
                        name: "fk_corrections_publications_publication",
                        column: x => x.publication,
                        principalTable: "publications",
                        principalColumn: "number",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_corrections_publication",
                table: "corrections",
                column: "publication");

            migrationBuilder.CreateIndex(
                name: "ix_corrections_record_id",
                table: "corrections",
                column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_corrections_reference",
                table: "corrections",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_corrections_state_updated_at",
                table: "corrections",
                columns: new[] { "state", "updated_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "corrections");
        }
    }
}
