using System.Data.Common;
using Dapper;

namespace Busbar.Tests.Loss;

/// <summary>What holds in every store after every unit of work, whatever was asked.</summary>
internal static class StoreLaws
{
    /// <param name="freeBy">In microseconds since 1970: what is held or under way is free by then, whoever has died.</param>
    public static async Task<IReadOnlyList<string>> Broken(DbConnection db, long freeBy)
    {
        var findings = new List<string>();
        foreach (var (sentence, sql) in Laws)
            foreach (var id in await db.QueryAsync<string>(sql, new { freeBy })) findings.Add($"{sentence}: {id}");
        return findings;
    }

    private static readonly (string Sentence, string Sql)[] Laws =
    [
        ("a link succeeded without a device", "select id from links where status = 'Succeeded' and not exists (select 1 from devices d where d.id = links.device_id)"),
        ("a device without a grant", "select id from devices where not exists (select 1 from grants g where g.id = devices.grant_id)"),
        ("a device without a state", "select id from devices where not exists (select 1 from device_states s where s.device_id = devices.id)"),
        ("a device without an owner", "select id from devices where not exists (select 1 from permissions p where p.device_id = devices.id and p.level = 'Owner')"),
        ("a grant without a device", "select id from grants where not exists (select 1 from devices d where d.grant_id = grants.id)"),
        ("a device that nobody asks any more", "select d.id from devices d join grants g on g.id = d.grant_id where d.brand <> 'ocpp' and g.state = 'Active' and not exists (select 1 from due w where w.kind = 'poll' and w.id = d.id)"),
        ("a lost grant that its device does not show", "select d.id from devices d join grants g on g.id = d.grant_id join device_states s on s.device_id = d.id where g.state = 'Lost' and s.trouble is null"),
        ("a command that nobody will send", "select id from commands where status = 'Pending' and not exists (select 1 from due w where w.kind = 'command' and w.id = commands.id)"),
        ("a command that nobody will end", "select id from commands where verification = 'Pending' and not exists (select 1 from due w where w.kind = 'confirm' and w.id = commands.id)"),
        ("work that stays held", "select kind || ' ' || id from due where held = 1 and due_at > @freeBy"),
        ("a renewal that stays open", "select id from grants where refresh_until > @freeBy"),
        ("a session of nobody", "select id from charge_sessions where not exists (select 1 from devices d where d.id = charge_sessions.device_id)"),
    ];
}
