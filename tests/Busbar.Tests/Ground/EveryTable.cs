using System.Security.Cryptography;
using System.Text;
using Busbar.Core.Basics;
using Dapper;
using Npgsql;

namespace Busbar.Tests.Ground;

/// <summary>Looks through all that is stored, whatever tables there are.</summary>
public static class EveryTable
{
    /// <summary>Where the text stands, in any case, as <c>table.column</c>; once for each such row.</summary>
    public static Task<IReadOnlyList<string>> Holding(Database database, string text) => database.Read<IReadOnlyList<string>>(async db =>
    {
        var found = new List<string>();
        foreach (var table in await Names(db))
        {
            foreach (IDictionary<string, object?> row in await db.QueryAsync($"select * from {table}"))
                found.AddRange(row.Where(cell => Written(cell.Value).Contains(text, StringComparison.OrdinalIgnoreCase)).Select(cell => $"{table}.{cell.Key}"));
        }
        return found;
    });

    /// <summary>The tables that have a column of this name; of SQLite, whose schema is the other's.</summary>
    public static Task<IReadOnlyList<string>> With(Database database, string column) => database.Read<IReadOnlyList<string>>(async db =>
        [.. await db.QueryAsync<string>("select t.name from sqlite_master t join pragma_table_info(t.name) c on c.name = @column where t.type = 'table' order by t.name", new { column })]);

    /// <summary>What every table holds, in short: two that are equal tell that nothing was written between them.</summary>
    public static Task<IReadOnlyDictionary<string, string>> Fingerprint(Database database) => database.Read<IReadOnlyDictionary<string, string>>(async db =>
    {
        var tables = await Names(db);
        // The order of rows is nobody's promise. One round trip for all tables, where one costs something.
        if (db is NpgsqlConnection)
        {
            var all = string.Join(" union all ", tables.Select(table => $"select '{table}' as name, md5(coalesce(string_agg(t::text, chr(30) order by t::text), '')) as print from {table} t"));
            return (await db.QueryAsync<(string Name, string Print)>(all)).ToDictionary(table => table.Name, table => table.Print);
        }
        var prints = new Dictionary<string, string>();
        foreach (var table in tables)
        {
            var rows = (await db.QueryAsync($"select * from {table}")).Select(row => string.Join('\u001f', ((IDictionary<string, object?>)row).Values.Select(Written))).Order(StringComparer.Ordinal);
            prints[table] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001e', rows))));
        }
        return prints;
    });

    /// <summary>The tables that are not as they were.</summary>
    public static IReadOnlyList<string> Changed(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. before.Keys.Union(after.Keys).Where(table => before.GetValueOrDefault(table) != after.GetValueOrDefault(table)).Order(StringComparer.Ordinal)];

    private static Task<IEnumerable<string>> Names(System.Data.Common.DbConnection db) => db.QueryAsync<string>(
        db is NpgsqlConnection
            ? "select table_name from information_schema.tables where table_schema = 'public' order by table_name"
            : "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name");

    private static string Written(object? value) => value switch
    {
        null or DBNull => "",
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
