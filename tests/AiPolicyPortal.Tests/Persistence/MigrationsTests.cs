using AiPolicyPortal.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AiPolicyPortal.Tests.Persistence;

/// <summary>The database is what the model says, and itself refuses what must not be.</summary>
public sealed class MigrationsTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Migrations_AndModel_Agree()
    {
        await using var store = await PortalStore.CreateAsync(postgres);
        await using var context = store.Open();

        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("update figures set amount_low = -1, amount_high = -1 where reference = 'f-fr-010'", "ck_figures_amount")]
    [InlineData("update figures set amount_low = null, amount_high = null where reference = 'f-fr-010'", "ck_figures_amount")]
    [InlineData("update figures set stage = 'promised' where reference = 'f-fr-010'", "ck_figures_stage")]
    [InlineData("update figures set currency_code = 'ZZZ' where reference = 'f-fr-010'", "fk_figures_currencies_currency_code")]
    [InlineData("update figure_links set to_id = from_id", "ck_figure_links_not_itself")]
    [InlineData("update programmes set parent_id = id where reference = 'fr-snia-phase-2'", "ck_programmes_parent")]
    [InlineData("update programmes set themes = array['moon'] where reference = 'fr-snia-phase-2'", "ck_programmes_themes")]
    [InlineData("update programmes set reference = 'fr-ai-for-humanity' where reference = 'fr-snia-phase-2'", "ix_programmes_reference")]
    [InlineData("update sources set tier = 5 where reference = 's-0152'", "ck_sources_tier")]
    [InlineData("update sources set url = 'javascript:alert(1)' where reference = 's-0152'", "ck_sources_url")]
    [InlineData("delete from announcements where reference = 'a-fr-017'", "fk_")]
    [InlineData("update citations set programme_id = (select id from programmes limit 1)", "ck_citations_one_record")]
    [InlineData("update grants set amount = -5 where reference = 'g-at-001'", "ck_grants_amount")]
    [InlineData("update exchange_rates set rate = 0 where currency_code = 'USD'", "ck_exchange_rates_rate")]
    public async Task Database_WhatMustNotBe_IsRefusedByAConstraint(string statement, string constraint)
    {
        await using var connection = new NpgsqlConnection(await StarterDatabase.SharedAsync(postgres));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(statement, connection, transaction);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith(constraint, refusal.ConstraintName, StringComparison.Ordinal);
    }
}
