using System.Data.Common;
using Busbar.Core.Basics;
using Dapper;

namespace Busbar.Server.Storage;

/// <summary>A schema file that this store has been through.</summary>
internal sealed record SchemaVersion(long Number, string Name, string Fingerprint);

/// <summary>Which schema files were applied. The one table that stands outside of the schema files.</summary>
internal static class SchemaTable
{
    public static Task Ensure(DbConnection db) => db.ExecuteAsync("""
        create table if not exists schema_versions (
            number bigint not null primary key,
            name text not null,
            fingerprint text not null,
            applied_at bigint not null
        )
        """);

    public static async Task<IReadOnlyList<SchemaVersion>> All(DbConnection db) =>
        [.. await db.QueryAsync<SchemaVersion>("select number, name, fingerprint from schema_versions order by number")];

    public static async Task Apply(DbConnection db, SchemaFile file, DateTimeOffset now)
    {
        foreach (var statement in SqlStatements.Split(file.Sql)) await db.ExecuteAsync(statement);
        await db.ExecuteAsync(
            "insert into schema_versions (number, name, fingerprint, applied_at) values (@Number, @Name, @Fingerprint, @now)",
            new { file.Number, file.Name, file.Fingerprint, now = now.ToMicros() });
    }
}
