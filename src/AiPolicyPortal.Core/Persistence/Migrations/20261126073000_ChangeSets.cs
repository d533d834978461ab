using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ChangeSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "sources",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "releases",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "programmes",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "organisations",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "grants",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "governance_measures",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "figures",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "replaced_by",
                table: "announcements",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "change_sets",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    author_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    approver_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approver_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    scheduled_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    publication_number = table.Column<long>(type: "bigint", nullable: true),
                    reverts = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change_sets", x => x.id);
                    table.CheckConstraint("ck_change_sets_approver", "approver_id is distinct from author_id or approver_id is null");
                    table.CheckConstraint("ck_change_sets_publication_number", "(state = 'published') = (publication_number is not null)");
                    table.CheckConstraint("ck_change_sets_scheduled_for", "(state = 'scheduled') = (scheduled_for is not null)");
                    table.CheckConstraint("ck_change_sets_state", "state in ('draft', 'submitted', 'changes-requested', 'approved', 'scheduled', 'published', 'discarded')");
                });

            migrationBuilder.CreateTable(
                name: "change_set_comments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    change_set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: true),
                    author_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change_set_comments", x => x.id);
                    table.ForeignKey(
                        name: "fk_change_set_comments_change_sets_change_set_id",
                        column: x => x.change_set_id,
                        principalTable: "change_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "change_set_editors",
                columns: table => new
                {
                    change_set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change_set_editors", x => new { x.change_set_id, x.user_id });
                    table.ForeignKey(
                        name: "fk_change_set_editors_change_sets_change_set_id",
                        column: x => x.change_set_id,
                        principalTable: "change_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    change_set_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<string>(type: "jsonb", nullable: false),
                    base_rows = table.Column<string>(type: "jsonb", nullable: true),
                    base_revision = table.Column<int>(type: "integer", nullable: true),
                    reason = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    replacement = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    schema = table.Column<int>(type: "integer", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_by = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drafts", x => x.id);
                    table.CheckConstraint("ck_drafts_action", "action in ('save', 'withdraw', 'merge')");
                    table.CheckConstraint("ck_drafts_kind", "kind in ('organisation', 'programme', 'source', 'announcement', 'figure', 'grant', 'release', 'governance')");
                    table.CheckConstraint("ck_drafts_merge", "action <> 'merge' or (kind = 'organisation' and replacement is not null)");
                    table.CheckConstraint("ck_drafts_version", "version > 0");
                    table.ForeignKey(
                        name: "fk_drafts_change_sets_change_set_id",
                        column: x => x.change_set_id,
                        principalTable: "change_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_change_set_comments_change_set_id_at",
                table: "change_set_comments",
                columns: new[] { "change_set_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_change_set_editors_user_id",
                table: "change_set_editors",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_change_sets_number",
                table: "change_sets",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_change_sets_state_updated_at",
                table: "change_sets",
                columns: new[] { "state", "updated_at" });

            migrationBuilder.CreateIndex(
                name: "ix_drafts_change_set_id_kind_reference",
                table: "drafts",
                columns: new[] { "change_set_id", "kind", "reference" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_drafts_kind_reference",
                table: "drafts",
                columns: new[] { "kind", "reference" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "change_set_comments");

            migrationBuilder.DropTable(
                name: "change_set_editors");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "change_sets");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "sources");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "releases");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "programmes");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "organisations");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "grants");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "governance_measures");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "figures");

            migrationBuilder.DropColumn(
                name: "replaced_by",
                table: "announcements");
        }
    }
}
