using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Sessions;

namespace Busbar.Core.Events;

/// <summary>What is announced of charge sessions and their parts. A step of every verb by which one begins or ends, in its transaction.</summary>
public static class AnnounceCharge
{
    public static Task Began(DbConnection db, Guid userId, ChargeSession session, DateTimeOffset now) =>
        Add(db, EventKind.ChargePartBegan, session.TenantId, userId, session.DeviceId, new PartChange(session.Id, null), now);

    public static Task Ended(DbConnection db, Guid userId, ChargeSession session, DateTimeOffset now) =>
        Add(db, EventKind.ChargePartEnded, session.TenantId, userId, session.DeviceId, new PartChange(session.Id, null), now);

    /// <summary>Something may have turned within a session that goes on: whether it did is seen when it is told.</summary>
    public static async Task Turned(DbConnection db, Guid tenantId, Guid userId, Guid deviceId, DateTimeOffset now)
    {
        if (!await Outbox.Hears(db, tenantId) || await SessionTable.At(db, deviceId, now) is not { EndedAt: null } session) return;
        await Add(db, EventKind.ChargePartEnded, tenantId, userId, deviceId, new PartChange(session.Id, now), now);
        await Add(db, EventKind.ChargePartBegan, tenantId, userId, deviceId, new PartChange(session.Id, now), now);
    }

    private static Task Add(DbConnection db, EventKind kind, Guid tenantId, Guid userId, Guid deviceId, PartChange change, DateTimeOffset now) =>
        Outbox.Add(db, new Announcement(kind, Topics.Of(kind), tenantId, userId, deviceId, StoredJson.Write(change), now));
}

/// <summary>Which part of a session began or ended.</summary>
/// <param name="At">When; null for the session's first that began, or its last that ended.</param>
public sealed record PartChange(Guid SessionId, DateTimeOffset? At)
{
    public static PartChange Read(string text) => StoredJson.Read<PartChange>(text);
}
