using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AuditLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    action = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    address = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    request_id = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    subject_kind = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    detail = table.Column<string>(type: "jsonb", nullable: false),
                    previous_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => x.number);
                    table.CheckConstraint("ck_audit_entries_action", "action ~ '^[a-z]+(-[a-z]+)*$'");
                    table.CheckConstraint("ck_audit_entries_hash", "octet_length(hash) = 32 and octet_length(previous_hash) = 32");
                    table.CheckConstraint("ck_audit_entries_number", "number > 0");
                    table.CheckConstraint("ck_audit_entries_subject", "(subject is null) = (subject_kind is null)");
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_actor_id_number",
                table: "audit_entries",
                columns: new[] { "actor_id", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_previous_hash",
                table: "audit_entries",
                column: "previous_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_subject_kind_subject_number",
                table: "audit_entries",
                columns: new[] { "subject_kind", "subject", "number" });

            migrationBuilder.Sql(MigrationSql.Read("audit-append-only"));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                drop trigger revisions_append_only on revisions;
                drop trigger publications_append_only on publications;
                drop trigger audit_entries_append_only on audit_entries;
                drop function portal_refuse_change;
                """);

            migrationBuilder.DropTable(
                name: "audit_entries");
        }
    }
}
