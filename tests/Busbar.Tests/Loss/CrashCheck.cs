using System.Data.Common;
using System.Globalization;
using Busbar.Server.Storage;
using Busbar.Tests.Ground;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Loss;

/// <summary>Opens what a power cut left, as a start after it does, and looks whether all is there.</summary>
internal sealed class CrashCheck(Recording recording)
{
    private readonly string[][] acknowledged = [.. recording.Steps.Where(step => step.Deed is Deed.Acknowledge).Select(step => step.Line.Split(' '))];

    /// <summary>What is lost or broken in this state.</summary>
    public async Task<IReadOnlyList<string>> Look(CrashState state)
    {
        using var folder = new TempFolder();
        foreach (var (suffix, bytes) in new[] { ("", state.Database), ("-wal", state.Log), ("-journal", state.Journal) })
            if (bytes is not null) await File.WriteAllBytesAsync(folder.File(SqliteDatabase.FileName + suffix), bytes);
        try
        {
            await using var database = SqliteDatabase.Open(folder.Path, NullLogger.Instance, TimeProvider.System);
            return await database.Read(db => Look(db, state.Acknowledged));
        }
        catch (Exception e) when (e is DbException or StoreRefused)
        {
            return ["broken: " + e.Message];
        }
    }

    private async Task<IReadOnlyList<string>> Look(DbConnection db, int count)
    {
        if (await db.QuerySingleAsync<string>("pragma integrity_check") is not "ok" and var trouble) return ["broken: " + trouble];
        var (links, commands) = (await Map("select id, status from links"), await Map("select id, status from commands"));
        var grants = (await db.QueryAsync<(string Id, long Version)>("select id, version from grants")).ToDictionary(row => row.Id, row => row.Version);
        var readings = (await db.QueryAsync<(string Device, long At)>("select device_id, measured_at from readings")).ToHashSet();
        return
        [
            .. acknowledged.Take(count).Where(line => !IsThere(line)).Select(line => "lost: " + string.Join(' ', line)),
            .. (await StoreLaws.Broken(db, long.MaxValue)).Select(law => "broken: " + law),
        ];

        bool IsThere(string[] line) => line switch
        {
            ["link", var id] => links.GetValueOrDefault(id) is "Succeeded",
            ["reading", var device, var at] => readings.Contains((device, long.Parse(at, CultureInfo.InvariantCulture))),
            ["command", var id] => commands.ContainsKey(id),
            ["sent", var id] => commands.GetValueOrDefault(id) is "Sent" or "Succeeded",
            ["grant", var id, var version] => grants.GetValueOrDefault(id) >= long.Parse(version, CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException("What was acknowledged? " + string.Join(' ', line)),
        };

        async Task<Dictionary<string, string>> Map(string sql) => (await db.QueryAsync<(string Id, string Status)>(sql)).ToDictionary(row => row.Id, row => row.Status);
    }
}
