using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Dapper;

namespace Busbar.Core.Pairing;

/// <summary>A car or charger of a home, with what is remembered of it.</summary>
/// <param name="Place">Where it stands, if anybody said so.</param>
/// <param name="Failures">How many commands of a car came to nothing in a row because it was not plugged in.</param>
/// <param name="ClearedAt">Since when its chargers are not counted on for that.</param>
public sealed record HomeMember(DeviceView View, PlugEvidence Evidence, (double Latitude, double Longitude)? Place, int Failures, DateTimeOffset? ClearedAt)
{
    public Guid Id => View.Id;

    public bool IsCar => View.Device.Kind is DeviceKind.EV;

    public HomeDevice ToDevice() => new(Id, View.Device.UserId, Evidence, Place);
}

public static class HomeTable
{
    /// <summary>The cars and chargers of a user, oldest first.</summary>
    public static async Task<IReadOnlyList<HomeMember>> Find(DbConnection db, Guid tenantId, Guid userId)
    {
        var views = await DeviceViewTable.CarsAndChargers(db, tenantId, userId);
        if (views.Count == 0) return [];
        var parameters = new DynamicParameters();
        var kept = (await db.QueryAsync<Row>(
            $"select device_id as DeviceId, evidence as Evidence, failures as Failures, cleared_at as ClearedAt from pairing_states where device_id in {parameters.In("id", views.Select(view => view.Id.ToString()))}",
            parameters)).ToDictionary(row => row.DeviceId);
        var places = views.Any(view => view.LocationId is not null) ? (await LocationTable.OfAll(db, tenantId, [userId]))[userId].ToDictionary(place => place.Id) : [];
        return [.. views.Select(view => ToMember(view, kept.GetValueOrDefault(view.Id), view.LocationId is { } id ? places.GetValueOrDefault(id) : null))];
    }

    /// <param name="isTied">Its ties are others than those that are stored.</param>
    public static async Task Save(DbConnection db, HomeMember member, bool isTied)
    {
        await db.ExecuteAsync(
            """
            insert into pairing_states (device_id, evidence, ties, failures, cleared_at) values (@Id, @evidence, @ties, @Failures, @ClearedAt)
            on conflict (device_id) do update set evidence = excluded.evidence, ties = excluded.ties, failures = excluded.failures, cleared_at = excluded.cleared_at
            """,
            new { member.Id, evidence = PlugEvidenceJson.Write(member.Evidence), ties = member.View.Ties.Write(), Failures = (long)member.Failures, member.ClearedAt });
        if (isTied) await RevisionTable.Change(db, member.Id);
    }

    private static HomeMember ToMember(DeviceView view, Row? row, Location? place) => new(
        view, row is null ? PlugEvidence.None : PlugEvidenceJson.Read(row.Evidence) ?? PlugEvidence.None, place is null ? null : (place.Latitude, place.Longitude), (int)(row?.Failures ?? 0), row?.ClearedAt);

    private sealed record Row(Guid DeviceId, string Evidence, long Failures, DateTimeOffset? ClearedAt);
}
