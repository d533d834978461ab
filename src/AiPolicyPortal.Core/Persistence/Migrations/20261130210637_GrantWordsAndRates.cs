using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <summary>
    /// Gathers the words of a batch of grants in no order: <c>ts_stat</c> keeps what it has seen in a binary tree that is never balanced, so that references
    /// that count upwards made it a list, and 100,000 grants took it 75 seconds. Takes away rates that no amount is converted at.
    /// </summary>
    public partial class GrantWordsAndRates : Migration
    {
        private const string Replace = "do $$ begin execute replace(pg_get_functiondef('refresh_grant_index(uuid[])'::regprocedure), '{0}', '{1}'); end $$;";
        private const string AsTheyCome = "from fresh_entries'')";
        private const string InAnyOrder = "from fresh_entries order by random()'')";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(string.Format(Replace, AsTheyCome, InAnyOrder));
            migrationBuilder.Sql(
                """
                delete from grant_rates rate where not exists (
                  select from grants held where held.amount is not null and held.currency_code = rate.currency_code
                    and coalesce(held.awarded_on, held.start_on, '-infinity') = rate.awarded_on
                    and coalesce(held.awarded_precision, held.start_precision, 'day') = rate.awarded_precision);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(string.Format(Replace, InAnyOrder, AsTheyCome));
    }
}
