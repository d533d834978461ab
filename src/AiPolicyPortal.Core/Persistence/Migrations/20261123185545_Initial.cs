using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,")
                .Annotation("Npgsql:PostgresExtension:unaccent", ",,");

            migrationBuilder.CreateTable(
                name: "announcements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    stated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    stated_precision = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    speaker = table.Column<string>(type: "text", nullable: true),
                    summary = table.Column<string>(type: "text", nullable: true),
                    facts_recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announcements", x => x.id);
                    table.CheckConstraint("ck_announcements_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_announcements_revision", "revision > 0");
                    table.CheckConstraint("ck_announcements_stated_precision", "stated_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_announcements_withdrawn_at", "withdrawn_at >= recorded_at");
                });

            migrationBuilder.CreateTable(
                name: "currencies",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    minor_unit = table.Column<int>(type: "integer", nullable: false),
                    withdrawn = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_currencies", x => x.code);
                    table.CheckConstraint("ck_currencies_code", "code ~ '^[A-Z]{3}$'");
                    table.CheckConstraint("ck_currencies_minor_unit", "minor_unit between 0 and 4");
                });

            migrationBuilder.CreateTable(
                name: "licences",
                columns: table => new
                {
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                    osi_approved = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_licences", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "publications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    kind = table.Column<string>(type: "text", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_publications", x => x.id);
                    table.CheckConstraint("ck_publications_kind", "kind in ('import', 'edit')");
                });

            migrationBuilder.CreateTable(
                name: "series",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    frequency = table.Column<string>(type: "text", nullable: false),
                    publisher = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: true),
                    licence = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_series", x => x.code);
                    table.CheckConstraint("ck_series_frequency", "frequency in ('day', 'month', 'year')");
                });

            migrationBuilder.CreateTable(
                name: "sources",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    url = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    title = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    publisher = table.Column<string>(type: "text", nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_precision = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: true),
                    tier = table.Column<int>(type: "integer", nullable: false),
                    facts_recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sources", x => x.id);
                    table.CheckConstraint("ck_sources_language", "language ~ '^[a-z]{2}$'");
                    table.CheckConstraint("ck_sources_published", "(published_on is null) = (published_precision is null)");
                    table.CheckConstraint("ck_sources_published_precision", "published_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_sources_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_sources_revision", "revision > 0");
                    table.CheckConstraint("ck_sources_tier", "tier between 1 and 4");
                    table.CheckConstraint("ck_sources_url", "url ~ '^https?://'");
                    table.CheckConstraint("ck_sources_withdrawn_at", "withdrawn_at >= recorded_at");
                });

            migrationBuilder.CreateTable(
                name: "announcement_history",
                columns: table => new
                {
                    announcement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    stated_on = table.Column<DateOnly>(type: "date", nullable: false),
                    stated_precision = table.Column<string>(type: "text", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_announcement_history", x => new { x.announcement_id, x.recorded_at });
                    table.CheckConstraint("ck_announcement_history_stated_precision", "stated_precision in ('year', 'month', 'day')");
                    table.ForeignKey(
                        name: "fk_announcement_history_announcements_announcement_id",
                        column: x => x.announcement_id,
                        principalTable: "announcements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "releases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    developer_names = table.Column<string[]>(type: "text[]", nullable: false),
                    country_codes = table.Column<string[]>(type: "text[]", nullable: false),
                    modalities = table.Column<string[]>(type: "text[]", nullable: false),
                    base_release_id = table.Column<Guid>(type: "uuid", nullable: true),
                    base_name = table.Column<string>(type: "text", nullable: true),
                    announced_on = table.Column<DateOnly>(type: "date", nullable: true),
                    announced_precision = table.Column<string>(type: "text", nullable: true),
                    announced_in_id = table.Column<Guid>(type: "uuid", nullable: true),
                    released_on = table.Column<DateOnly>(type: "date", nullable: true),
                    released_precision = table.Column<string>(type: "text", nullable: true),
                    licence = table.Column<string>(type: "text", nullable: true),
                    licence_as_stated = table.Column<string>(type: "text", nullable: true),
                    parameters = table.Column<long>(type: "bigint", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    origin = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_releases", x => x.id);
                    table.CheckConstraint("ck_releases_announced", "(announced_on is null) = (announced_precision is null)");
                    table.CheckConstraint("ck_releases_announced_precision", "announced_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_releases_base_release", "base_release_id <> id");
                    table.CheckConstraint("ck_releases_kind", "kind in ('model', 'dataset', 'tool')");
                    table.CheckConstraint("ck_releases_modalities", "modalities <@ array['text', 'code', 'image', 'video', 'audio', 'speech', 'multimodal', 'biology', 'robotics', 'games', 'other']::text[]");
                    table.CheckConstraint("ck_releases_origin", "origin in ('portal', 'osai-index', 'epoch')");
                    table.CheckConstraint("ck_releases_parameters", "parameters > 0");
                    table.CheckConstraint("ck_releases_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_releases_released", "(released_on is null) = (released_precision is null)");
                    table.CheckConstraint("ck_releases_released_precision", "released_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_releases_revision", "revision > 0");
                    table.CheckConstraint("ck_releases_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_releases_announcements_announced_in_id",
                        column: x => x.announced_in_id,
                        principalTable: "announcements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_releases_releases_base_release_id",
                        column: x => x.base_release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "countries",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    alpha3 = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true),
                    name_en = table.Column<string>(type: "text", nullable: false),
                    name_fr = table.Column<string>(type: "text", nullable: false),
                    official_name_en = table.Column<string>(type: "text", nullable: true),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: true),
                    region = table.Column<string>(type: "text", nullable: true),
                    subregion = table.Column<string>(type: "text", nullable: true),
                    capital = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_countries", x => x.code);
                    table.CheckConstraint("ck_countries_code", "code ~ '^([A-Z]{2}|INT)$'");
                    table.CheckConstraint("ck_countries_kind", "kind in ('country', 'union', 'international')");
                    table.ForeignKey(
                        name: "fk_countries_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    publication_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_kind = table.Column<string>(type: "text", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    change = table.Column<string>(type: "text", nullable: false),
                    changes = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_revisions", x => x.id);
                    table.CheckConstraint("ck_revisions_change", "change in ('created', 'changed', 'merged', 'withdrawn')");
                    table.CheckConstraint("ck_revisions_record_kind", "record_kind in ('organisation', 'programme', 'source', 'announcement', 'figure', 'grant', 'release', 'governance-measure')");
                    table.ForeignKey(
                        name: "fk_revisions_publications_publication_id",
                        column: x => x.publication_id,
                        principalTable: "publications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "exchange_rates",
                columns: table => new
                {
                    series_code = table.Column<string>(type: "character varying(120)", nullable: false),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rate = table.Column<decimal>(type: "numeric", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_exchange_rates", x => new { x.series_code, x.currency_code, x.date, x.recorded_at });
                    table.CheckConstraint("ck_exchange_rates_rate", "rate > 0");
                    table.CheckConstraint("ck_exchange_rates_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_exchange_rates_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_exchange_rates_series_series_code",
                        column: x => x.series_code,
                        principalTable: "series",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "source_history",
                columns: table => new
                {
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    tier = table.Column<int>(type: "integer", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_source_history", x => new { x.source_id, x.recorded_at });
                    table.CheckConstraint("ck_source_history_tier", "tier between 1 and 4");
                    table.ForeignKey(
                        name: "fk_source_history_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "release_components",
                columns: table => new
                {
                    release_id = table.Column<Guid>(type: "uuid", nullable: false),
                    component = table.Column<string>(type: "text", nullable: false),
                    assessor = table.Column<string>(type: "text", nullable: false),
                    availability = table.Column<string>(type: "text", nullable: false),
                    licence = table.Column<string>(type: "text", nullable: true),
                    evidence_urls = table.Column<string[]>(type: "text[]", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    assessed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    assessed_precision = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release_components", x => new { x.release_id, x.component, x.assessor });
                    table.CheckConstraint("ck_release_components_assessed_precision", "assessed_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_release_components_assessor", "assessor in ('portal', 'osai-index', 'epoch')");
                    table.CheckConstraint("ck_release_components_availability", "availability in ('open', 'partial', 'closed', 'unknown')");
                    table.CheckConstraint("ck_release_components_component", "component in ('base-data', 'end-data', 'base-weights', 'end-weights', 'intermediate-weights', 'architecture', 'preprocessing-code', 'training-code', 'inference-code', 'evaluation-code', 'evaluation-data', 'libraries', 'sample-outputs', 'hardware-documentation', 'code-documentation', 'model-card', 'data-card', 'datasheet', 'technical-report', 'preprint', 'paper', 'evaluation-results', 'metadata', 'package', 'api', 'licences')");
                    table.ForeignKey(
                        name: "fk_release_components_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_release_components_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "economic_values",
                columns: table => new
                {
                    series_code = table.Column<string>(type: "character varying(120)", nullable: false),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    value = table.Column<decimal>(type: "numeric", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_economic_values", x => new { x.series_code, x.country_code, x.year, x.recorded_at });
                    table.CheckConstraint("ck_economic_values_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.CheckConstraint("ck_economic_values_year", "year between 1900 and 2200");
                    table.ForeignKey(
                        name: "fk_economic_values_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_economic_values_series_series_code",
                        column: x => x.series_code,
                        principalTable: "series",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "governance_measures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    adopted_on = table.Column<DateOnly>(type: "date", nullable: true),
                    adopted_precision = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    status_note = table.Column<string>(type: "text", nullable: true),
                    body = table.Column<string>(type: "text", nullable: true),
                    description = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_measures", x => x.id);
                    table.CheckConstraint("ck_governance_measures_adopted", "(adopted_on is null) = (adopted_precision is null)");
                    table.CheckConstraint("ck_governance_measures_adopted_precision", "adopted_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_governance_measures_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_governance_measures_revision", "revision > 0");
                    table.CheckConstraint("ck_governance_measures_status", "status in ('announced', 'proposed', 'draft', 'adopted', 'in-force', 'active', 'published', 'completed', 'closed', 'superseded', 'rescinded', 'unknown')");
                    table.CheckConstraint("ck_governance_measures_type", "type in ('strategy', 'law', 'oversight-body', 'ethics-framework', 'safety-institute', 'standard', 'open-licensing-policy', 'other')");
                    table.CheckConstraint("ck_governance_measures_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_governance_measures_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: true),
                    type = table.Column<string>(type: "text", nullable: false),
                    website = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    merged_into_id = table.Column<Guid>(type: "uuid", nullable: true),
                    merged_on = table.Column<DateOnly>(type: "date", nullable: true),
                    merge_note = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                    table.CheckConstraint("ck_organisations_merged_into", "merged_into_id <> id");
                    table.CheckConstraint("ck_organisations_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_organisations_revision", "revision > 0");
                    table.CheckConstraint("ck_organisations_type", "type in ('government', 'agency', 'university', 'research-institute', 'company', 'nonprofit', 'fund', 'international')");
                    table.CheckConstraint("ck_organisations_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_organisations_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_organisations_organisations_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "organisation_identifiers",
                columns: table => new
                {
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scheme = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisation_identifiers", x => new { x.organisation_id, x.scheme, x.value });
                    table.CheckConstraint("ck_organisation_identifiers_scheme", "scheme in ('ror', 'isni', 'wikidata', 'lei', 'org-id', 'duns', 'other')");
                    table.ForeignKey(
                        name: "fk_organisation_identifiers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "programmes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    name_original = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    lead_organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    start_on = table.Column<DateOnly>(type: "date", nullable: true),
                    start_precision = table.Column<string>(type: "text", nullable: true),
                    end_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_precision = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    status_note = table.Column<string>(type: "text", nullable: true),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    open_source_commitment = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    facts_recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programmes", x => x.id);
                    table.CheckConstraint("ck_programmes_end", "(end_on is null) = (end_precision is null)");
                    table.CheckConstraint("ck_programmes_end_precision", "end_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_programmes_open_source_commitment", "open_source_commitment in ('none', 'stated', 'funded', 'required')");
                    table.CheckConstraint("ck_programmes_parent", "parent_id <> id");
                    table.CheckConstraint("ck_programmes_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_programmes_revision", "revision > 0");
                    table.CheckConstraint("ck_programmes_start", "(start_on is null) = (start_precision is null)");
                    table.CheckConstraint("ck_programmes_start_precision", "start_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_programmes_status", "status in ('announced', 'active', 'closed', 'cancelled', 'unknown')");
                    table.CheckConstraint("ck_programmes_themes", "themes <@ array['research', 'compute', 'adoption', 'infrastructure', 'startups', 'talent', 'skills', 'safety-governance', 'language-technology', 'data', 'open-source', 'defence']::text[]");
                    table.CheckConstraint("ck_programmes_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_programmes_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programmes_organisations_lead_organisation_id",
                        column: x => x.lead_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programmes_programmes_parent_id",
                        column: x => x.parent_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "release_developers",
                columns: table => new
                {
                    release_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release_developers", x => new { x.release_id, x.organisation_id });
                    table.ForeignKey(
                        name: "fk_release_developers_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_release_developers_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "citations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    announcement_id = table.Column<Guid>(type: "uuid", nullable: true),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    governance_measure_id = table.Column<Guid>(type: "uuid", nullable: true),
                    release_id = table.Column<Guid>(type: "uuid", nullable: true),
                    position = table.Column<int>(type: "integer", nullable: false),
                    quote = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_citations", x => x.id);
                    table.CheckConstraint("ck_citations_one_record", "num_nonnulls(announcement_id, programme_id, organisation_id, governance_measure_id, release_id) = 1");
                    table.CheckConstraint("ck_citations_position", "position > 0");
                    table.CheckConstraint("ck_citations_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_citations_announcements_announcement_id",
                        column: x => x.announcement_id,
                        principalTable: "announcements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citations_governance_measures_governance_measure_id",
                        column: x => x.governance_measure_id,
                        principalTable: "governance_measures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citations_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citations_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citations_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_citations_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "figures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    announcement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    standing = table.Column<string>(type: "text", nullable: false),
                    nature = table.Column<string>(type: "text", nullable: false),
                    amount_low = table.Column<decimal>(type: "numeric", nullable: true),
                    amount_high = table.Column<decimal>(type: "numeric", nullable: true),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    period_start_year = table.Column<int>(type: "integer", nullable: true),
                    period_end_year = table.Column<int>(type: "integer", nullable: true),
                    funder_type = table.Column<string>(type: "text", nullable: false),
                    instrument = table.Column<string>(type: "text", nullable: false),
                    confidence = table.Column<string>(type: "text", nullable: false),
                    additional = table.Column<bool>(type: "boolean", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figures", x => x.id);
                    table.CheckConstraint("ck_figures_amount", "(nature = 'undisclosed' and amount_low is null and amount_high is null) or (nature <> 'undisclosed' and amount_low is not null and amount_high is not null and amount_low between 0 and 1e18 and amount_high between amount_low and 1e18 and (nature = 'range' or amount_low = amount_high))");
                    table.CheckConstraint("ck_figures_basis", "basis in ('total', 'annual')");
                    table.CheckConstraint("ck_figures_confidence", "confidence in ('high', 'medium', 'low')");
                    table.CheckConstraint("ck_figures_funder_type", "funder_type in ('public', 'private', 'mixed', 'unknown')");
                    table.CheckConstraint("ck_figures_instrument", "instrument in ('grant', 'loan', 'equity', 'guarantee', 'tax', 'in-kind', 'mixed', 'unknown')");
                    table.CheckConstraint("ck_figures_nature", "nature in ('exact', 'about', 'at-least', 'up-to', 'range', 'undisclosed')");
                    table.CheckConstraint("ck_figures_period", "period_end_year >= period_start_year");
                    table.CheckConstraint("ck_figures_period_end_year", "period_end_year between 1900 and 2200");
                    table.CheckConstraint("ck_figures_period_start_year", "period_start_year between 1900 and 2200");
                    table.CheckConstraint("ck_figures_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_figures_revision", "revision > 0");
                    table.CheckConstraint("ck_figures_stage", "stage in ('recommended', 'announced', 'appropriated', 'committed', 'awarded', 'disbursed')");
                    table.CheckConstraint("ck_figures_standing", "standing in ('stands', 'target', 'request', 'bid', 'withdrawn', 'error', 'aggregate', 'wider-scope', 'not-spending')");
                    table.CheckConstraint("ck_figures_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_figures_announcements_announcement_id",
                        column: x => x.announcement_id,
                        principalTable: "announcements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_figures_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_figures_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "governance_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    measure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    release_id = table.Column<Guid>(type: "uuid", nullable: true),
                    duty = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_links", x => x.id);
                    table.CheckConstraint("ck_governance_links_duty", "duty in ('none', 'ethics-review', 'audit', 'open-licence')");
                    table.CheckConstraint("ck_governance_links_kind", "kind in ('binds', 'funds', 'implements', 'mentions')");
                    table.CheckConstraint("ck_governance_links_one_end", "num_nonnulls(programme_id, release_id) = 1");
                    table.ForeignKey(
                        name: "fk_governance_links_governance_measures_measure_id",
                        column: x => x.measure_id,
                        principalTable: "governance_measures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_governance_links_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_governance_links_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_governance_links_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    funder_id = table.Column<Guid>(type: "uuid", nullable: true),
                    title = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: true),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    awarded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    awarded_precision = table.Column<string>(type: "text", nullable: true),
                    start_on = table.Column<DateOnly>(type: "date", nullable: true),
                    start_precision = table.Column<string>(type: "text", nullable: true),
                    end_on = table.Column<DateOnly>(type: "date", nullable: true),
                    end_precision = table.Column<string>(type: "text", nullable: true),
                    funder_type = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    confidence = table.Column<string>(type: "text", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    facts_recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grants", x => x.id);
                    table.CheckConstraint("ck_grants_amount", "amount between 0 and 1e18");
                    table.CheckConstraint("ck_grants_awarded", "(awarded_on is null) = (awarded_precision is null)");
                    table.CheckConstraint("ck_grants_awarded_precision", "awarded_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_grants_confidence", "confidence in ('high', 'medium', 'low')");
                    table.CheckConstraint("ck_grants_end", "(end_on is null) = (end_precision is null)");
                    table.CheckConstraint("ck_grants_end_precision", "end_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_grants_funder_type", "funder_type in ('public', 'private', 'mixed', 'unknown')");
                    table.CheckConstraint("ck_grants_reference", "reference ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                    table.CheckConstraint("ck_grants_revision", "revision > 0");
                    table.CheckConstraint("ck_grants_stage", "stage in ('recommended', 'announced', 'appropriated', 'committed', 'awarded', 'disbursed')");
                    table.CheckConstraint("ck_grants_start", "(start_on is null) = (start_precision is null)");
                    table.CheckConstraint("ck_grants_start_precision", "start_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_grants_themes", "themes <@ array['research', 'compute', 'adoption', 'infrastructure', 'startups', 'talent', 'skills', 'safety-governance', 'language-technology', 'data', 'open-source', 'defence']::text[]");
                    table.CheckConstraint("ck_grants_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_grants_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grants_organisations_funder_id",
                        column: x => x.funder_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grants_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grants_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "programme_history",
                columns: table => new
                {
                    programme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    themes = table.Column<string[]>(type: "text[]", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_programme_history", x => new { x.programme_id, x.recorded_at });
                    table.CheckConstraint("ck_programme_history_themes", "themes <@ array['research', 'compute', 'adoption', 'infrastructure', 'startups', 'talent', 'skills', 'safety-governance', 'language-technology', 'data', 'open-source', 'defence']::text[]");
                    table.ForeignKey(
                        name: "fk_programme_history_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_history_programmes_parent_id",
                        column: x => x.parent_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_programme_history_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "figure_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_links", x => x.id);
                    table.CheckConstraint("ck_figure_links_kind", "kind in ('restates', 'revises', 'contradicts', 'part-of')");
                    table.CheckConstraint("ck_figure_links_not_itself", "from_id <> to_id");
                    table.CheckConstraint("ck_figure_links_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_figure_links_figures_from_id",
                        column: x => x.from_id,
                        principalTable: "figures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_figure_links_figures_to_id",
                        column: x => x.to_id,
                        principalTable: "figures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "figure_preferences",
                columns: table => new
                {
                    figure_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_figure_preferences", x => new { x.figure_id, x.recorded_at });
                    table.CheckConstraint("ck_figure_preferences_withdrawn_at", "withdrawn_at >= recorded_at");
                    table.ForeignKey(
                        name: "fk_figure_preferences_figures_figure_id",
                        column: x => x.figure_id,
                        principalTable: "figures",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grant_disbursements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: false),
                    paid_precision = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: false),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: false),
                    source_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_disbursements", x => x.id);
                    table.CheckConstraint("ck_grant_disbursements_amount", "amount between 0 and 1e18");
                    table.CheckConstraint("ck_grant_disbursements_paid_precision", "paid_precision in ('year', 'month', 'day')");
                    table.ForeignKey(
                        name: "fk_grant_disbursements_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_disbursements_grants_grant_id",
                        column: x => x.grant_id,
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_grant_disbursements_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grant_history",
                columns: table => new
                {
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    funder_type = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: true),
                    currency_code = table.Column<string>(type: "text", nullable: false),
                    awarded_on = table.Column<DateOnly>(type: "date", nullable: true),
                    awarded_precision = table.Column<string>(type: "text", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_history", x => new { x.grant_id, x.recorded_at });
                    table.CheckConstraint("ck_grant_history_awarded_precision", "awarded_precision in ('year', 'month', 'day')");
                    table.CheckConstraint("ck_grant_history_funder_type", "funder_type in ('public', 'private', 'mixed', 'unknown')");
                    table.CheckConstraint("ck_grant_history_stage", "stage in ('recommended', 'announced', 'appropriated', 'committed', 'awarded', 'disbursed')");
                    table.ForeignKey(
                        name: "fk_grant_history_grants_grant_id",
                        column: x => x.grant_id,
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_history_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grant_recipients",
                columns: table => new
                {
                    grant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    name = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    country_code = table.Column<string>(type: "character varying(3)", nullable: true),
                    role = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: true),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_recipients", x => new { x.grant_id, x.position });
                    table.CheckConstraint("ck_grant_recipients_amount", "amount between 0 and 1e18 and (amount is null or currency_code is not null)");
                    table.CheckConstraint("ck_grant_recipients_position", "position > 0");
                    table.CheckConstraint("ck_grant_recipients_role", "role in ('recipient', 'coordinator', 'partner')");
                    table.ForeignKey(
                        name: "fk_grant_recipients_countries_country_code",
                        column: x => x.country_code,
                        principalTable: "countries",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_recipients_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_grant_recipients_grants_grant_id",
                        column: x => x.grant_id,
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_grant_recipients_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "release_funding",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reference = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    release_id = table.Column<Guid>(type: "uuid", nullable: false),
                    programme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    grant_id = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric", nullable: true),
                    currency_code = table.Column<string>(type: "character varying(3)", nullable: true),
                    source_id = table.Column<Guid>(type: "uuid", nullable: false),
                    evidence = table.Column<string>(type: "text", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_release_funding", x => x.id);
                    table.CheckConstraint("ck_release_funding_amount", "amount between 0 and 1e18 and (amount is null or currency_code is not null)");
                    table.CheckConstraint("ck_release_funding_kind", "kind in ('grant', 'compute', 'staff', 'equity', 'unknown')");
                    table.CheckConstraint("ck_release_funding_payer", "num_nonnulls(programme_id, grant_id, organisation_id) >= 1");
                    table.ForeignKey(
                        name: "fk_release_funding_currencies_currency_code",
                        column: x => x.currency_code,
                        principalTable: "currencies",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_release_funding_grants_grant_id",
                        column: x => x.grant_id,
                        principalTable: "grants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_release_funding_organisations_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_release_funding_programmes_programme_id",
                        column: x => x.programme_id,
                        principalTable: "programmes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_release_funding_releases_release_id",
                        column: x => x.release_id,
                        principalTable: "releases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_release_funding_sources_source_id",
                        column: x => x.source_id,
                        principalTable: "sources",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_announcements_reference",
                table: "announcements",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_announcements_stated_on_id",
                table: "announcements",
                columns: new[] { "stated_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_citations_announcement_id_source_id",
                table: "citations",
                columns: new[] { "announcement_id", "source_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_citations_governance_measure_id_source_id",
                table: "citations",
                columns: new[] { "governance_measure_id", "source_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_citations_organisation_id_source_id",
                table: "citations",
                columns: new[] { "organisation_id", "source_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_citations_programme_id_source_id",
                table: "citations",
                columns: new[] { "programme_id", "source_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_citations_release_id_source_id",
                table: "citations",
                columns: new[] { "release_id", "source_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_citations_source_id",
                table: "citations",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_countries_alpha3",
                table: "countries",
                column: "alpha3",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_countries_currency_code",
                table: "countries",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ix_economic_values_country_code",
                table: "economic_values",
                column: "country_code");

            migrationBuilder.CreateIndex(
                name: "ux_economic_values_current",
                table: "economic_values",
                columns: new[] { "series_code", "country_code", "year" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_exchange_rates_currency_code",
                table: "exchange_rates",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ux_exchange_rates_current",
                table: "exchange_rates",
                columns: new[] { "series_code", "currency_code", "date" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_figure_links_to_id",
                table: "figure_links",
                column: "to_id");

            migrationBuilder.CreateIndex(
                name: "ux_figure_links_current",
                table: "figure_links",
                columns: new[] { "from_id", "kind", "to_id" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ux_figure_preferences_current",
                table: "figure_preferences",
                column: "figure_id",
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_figures_announcement_id",
                table: "figures",
                column: "announcement_id");

            migrationBuilder.CreateIndex(
                name: "ix_figures_currency_code",
                table: "figures",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ix_figures_programme_id",
                table: "figures",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_figures_reference",
                table: "figures",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_links_measure_id_kind_programme_id_release_id",
                table: "governance_links",
                columns: new[] { "measure_id", "kind", "programme_id", "release_id" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_governance_links_programme_id",
                table: "governance_links",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_links_release_id",
                table: "governance_links",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_links_source_id",
                table: "governance_links",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_measures_adopted_on_id",
                table: "governance_measures",
                columns: new[] { "adopted_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_measures_country_code",
                table: "governance_measures",
                column: "country_code");

            migrationBuilder.CreateIndex(
                name: "ix_governance_measures_reference",
                table: "governance_measures",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grant_disbursements_currency_code",
                table: "grant_disbursements",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ix_grant_disbursements_grant_id",
                table: "grant_disbursements",
                column: "grant_id");

            migrationBuilder.CreateIndex(
                name: "ix_grant_disbursements_reference",
                table: "grant_disbursements",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grant_disbursements_source_id",
                table: "grant_disbursements",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_grant_history_programme_id",
                table: "grant_history",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_grant_recipients_country_code",
                table: "grant_recipients",
                column: "country_code");

            migrationBuilder.CreateIndex(
                name: "ix_grant_recipients_currency_code",
                table: "grant_recipients",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ix_grant_recipients_name",
                table: "grant_recipients",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_grant_recipients_organisation_id",
                table: "grant_recipients",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_grants_amount_id",
                table: "grants",
                columns: new[] { "amount", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_awarded_on_id",
                table: "grants",
                columns: new[] { "awarded_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_grants_currency_code",
                table: "grants",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ix_grants_funder_id",
                table: "grants",
                column: "funder_id");

            migrationBuilder.CreateIndex(
                name: "ix_grants_programme_id",
                table: "grants",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_grants_reference",
                table: "grants",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_grants_source_id",
                table: "grants",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisation_identifiers_scheme_value",
                table: "organisation_identifiers",
                columns: new[] { "scheme", "value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_organisations_country_code",
                table: "organisations",
                column: "country_code");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_merged_into_id",
                table: "organisations",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_name",
                table: "organisations",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_organisations_reference",
                table: "organisations",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_programme_history_country_code",
                table: "programme_history",
                column: "country_code");

            migrationBuilder.CreateIndex(
                name: "ix_programme_history_parent_id",
                table: "programme_history",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_programmes_country_code",
                table: "programmes",
                column: "country_code");

            migrationBuilder.CreateIndex(
                name: "ix_programmes_lead_organisation_id",
                table: "programmes",
                column: "lead_organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_programmes_parent_id",
                table: "programmes",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_programmes_reference",
                table: "programmes",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_publications_number",
                table: "publications",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_release_components_source_id",
                table: "release_components",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_release_developers_organisation_id",
                table: "release_developers",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_release_funding_currency_code",
                table: "release_funding",
                column: "currency_code");

            migrationBuilder.CreateIndex(
                name: "ix_release_funding_grant_id",
                table: "release_funding",
                column: "grant_id");

            migrationBuilder.CreateIndex(
                name: "ix_release_funding_organisation_id",
                table: "release_funding",
                column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_release_funding_programme_id",
                table: "release_funding",
                column: "programme_id");

            migrationBuilder.CreateIndex(
                name: "ix_release_funding_reference",
                table: "release_funding",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_release_funding_release_id",
                table: "release_funding",
                column: "release_id");

            migrationBuilder.CreateIndex(
                name: "ix_release_funding_source_id",
                table: "release_funding",
                column: "source_id");

            migrationBuilder.CreateIndex(
                name: "ix_releases_announced_in_id",
                table: "releases",
                column: "announced_in_id");

            migrationBuilder.CreateIndex(
                name: "ix_releases_base_release_id",
                table: "releases",
                column: "base_release_id");

            migrationBuilder.CreateIndex(
                name: "ix_releases_reference",
                table: "releases",
                column: "reference",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_releases_released_on_id",
                table: "releases",
                columns: new[] { "released_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_revisions_publication_id",
                table: "revisions",
                column: "publication_id");

            migrationBuilder.CreateIndex(
                name: "ix_revisions_record_kind_record_id_number",
                table: "revisions",
                columns: new[] { "record_kind", "record_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sources_published_on_id",
                table: "sources",
                columns: new[] { "published_on", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sources_reference",
                table: "sources",
                column: "reference",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "announcement_history");

            migrationBuilder.DropTable(
                name: "citations");

            migrationBuilder.DropTable(
                name: "economic_values");

            migrationBuilder.DropTable(
                name: "exchange_rates");

            migrationBuilder.DropTable(
                name: "figure_links");

            migrationBuilder.DropTable(
                name: "figure_preferences");

            migrationBuilder.DropTable(
                name: "governance_links");

            migrationBuilder.DropTable(
                name: "grant_disbursements");

            migrationBuilder.DropTable(
                name: "grant_history");

            migrationBuilder.DropTable(
                name: "grant_recipients");

            migrationBuilder.DropTable(
                name: "licences");

            migrationBuilder.DropTable(
                name: "organisation_identifiers");

            migrationBuilder.DropTable(
                name: "programme_history");

            migrationBuilder.DropTable(
                name: "release_components");

            migrationBuilder.DropTable(
                name: "release_developers");

            migrationBuilder.DropTable(
                name: "release_funding");

            migrationBuilder.DropTable(
                name: "revisions");

            migrationBuilder.DropTable(
                name: "source_history");

            migrationBuilder.DropTable(
                name: "series");

            migrationBuilder.DropTable(
                name: "figures");

            migrationBuilder.DropTable(
                name: "governance_measures");

            migrationBuilder.DropTable(
                name: "grants");

            migrationBuilder.DropTable(
                name: "releases");

            migrationBuilder.DropTable(
                name: "publications");

            migrationBuilder.DropTable(
                name: "programmes");

            migrationBuilder.DropTable(
                name: "sources");

            migrationBuilder.DropTable(
                name: "announcements");

            migrationBuilder.DropTable(
                name: "organisations");

            migrationBuilder.DropTable(
                name: "countries");

            migrationBuilder.DropTable(
                name: "currencies");
        }
    }
}
