using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AiPolicyPortal.Core.Persistence.Migrations
{
    /// <summary>
    /// The dictionary has every word of the index but numbers, since words are looked for that begin as the reader's does; until then those of more than
    /// 40 letters were left out.
    /// </summary>
    public partial class GrantDictionaryOfLongWords : Migration
    {
        private const string Replace = "do $$ begin execute replace(pg_get_functiondef('refresh_grant_index(uuid[])'::regprocedure), '{0}', '{1}'); end $$;";
        private const string Every = "length(word) >= 2 and";
        private const string Short = "length(word) between 2 and 40 and";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(string.Format(Replace, Short, Every));
            migrationBuilder.Sql("insert into grant_dictionary (word, written, held_from) select word, true, (select min(held_from) from grant_index) "
                + "from ts_stat('select words from grant_index') where length(word) > 40 on conflict (word) do nothing;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(string.Format(Replace, Every, Short));
        }
    }
}
