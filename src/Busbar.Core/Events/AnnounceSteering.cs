using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Schedules;
using Busbar.Core.SmartCharging;

namespace Busbar.Core.Events;

/// <summary>What is announced of schedules and plans. A step of every verb that changes how one stands, in its transaction.</summary>
public static class AnnounceSteering
{
    public static Task Changed(DbConnection db, Device device, ScheduleChange change, DateTimeOffset now) => Add(db, device, EventKind.ScheduleChanged, change, now);

    public static Task Changed(DbConnection db, Device device, SmartChange change, DateTimeOffset now) => Add(db, device, EventKind.SmartChargingChanged, change, now);

    private static async Task Add<T>(DbConnection db, Device device, EventKind kind, T change, DateTimeOffset now)
    {
        if (await Outbox.Hears(db, device.TenantId)) await Outbox.Add(db, new Announcement(kind, Topics.Of(kind), device.TenantId, device.UserId, device.Id, StoredJson.Write(change), now));
    }
}

/// <summary>How a schedule stood, and how it stands.</summary>
public sealed record ScheduleChange(ScheduleStatus Was, Schedule Now)
{
    public static ScheduleChange Read(string text) => StoredJson.Read<ScheduleChange>(text);
}

/// <summary>How smart charging stood with a device, and how it stands.</summary>
public sealed record SmartChange(DeviceKind Kind, string Brand, SmartStatus Was, SmartStatus Now)
{
    public static SmartChange Read(string text) => StoredJson.Read<SmartChange>(text);
}
