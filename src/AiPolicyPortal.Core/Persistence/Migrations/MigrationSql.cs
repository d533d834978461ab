namespace AiPolicyPortal.Core.Persistence.Migrations;

/// <summary>Statements too long for a migration's own file; like migrations they are added and never edited.</summary>
internal static class MigrationSql
{
    /// <param name="name">A file of the folder <c>Sql</c> without its ending.</param>
    public static string Read(string name)
    {
        using var stream = typeof(MigrationSql).Assembly.GetManifestResourceStream($"{typeof(MigrationSql).Namespace}.Sql.{name}.sql")
            ?? throw new InvalidOperationException($"There are no statements '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
