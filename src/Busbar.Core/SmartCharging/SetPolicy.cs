using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Steering;
using Busbar.Core.Tariffs;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.SmartCharging;

/// <summary>Says how a car or charger is to charge when electricity is cheap. An enabled policy takes the place of a schedule.</summary>
public sealed class SetPolicy(Database database, Steer steer, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="change">Gives the policy as it is to be. A fault of the kind <see cref="FaultKind.FeatureNotSupported"/> says why it cannot be enabled.</param>
    public async Task<Result<ChargingPolicy>> Set(Client caller, Guid deviceId, Func<ChargingPolicy, ChargingPolicy> change)
    {
        var set = await database.Write<Result<ChargingPolicy>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor))
                return new Fault(FaultKind.PermissionMissing, "Smart charging needs the permission Contributor on this device.");
            var before = await PolicyTable.Find(db, deviceId);
            var known = before ?? new ChargingPolicy(deviceId, device.TenantId, caller.Id, false, null, 0, null, SmartStatus.New(now));
            var policy = change(known) with { ClientId = caller.Id };
            if (policy.MinimumPercent is not (>= 0 and <= 100)) return Fault.Invalid("minimumChargeLimit", "The value is in percent, from 0 to 100.");
            if (policy.Duration is < 1 or > 24 * 60) return Fault.Invalid("chargingDuration", "The value is from 00:01 to 24:00.");
            if (policy.IsEnabled && await Objection(db, caller, device, policy, now) is { } objection) return new Fault(FaultKind.FeatureNotSupported, objection);

            if (policy.IsEnabled) await Controllers.Replace(db, ids, device, null, now);
            await KeepPolicy.Keep(db, ids, device, before, policy, now);
            await SteerNow.Look(db, steer, deviceId, now);
            return policy;
        });
        if (set.Fault is null) doorbell.Ring(WorkKind.Command);
        return set;
    }

    /// <summary>Why it cannot be charged smartly; null where it can.</summary>
    private static async Task<string?> Objection(DbConnection db, Client caller, Device device, ChargingPolicy policy, DateTimeOffset now)
    {
        if (policy.Deadline is null) return "A deadline is needed: by when is it to be charged?";
        if (device.Kind is DeviceKind.ChargePoint && policy.Duration is null) return "A duration is needed: how long is it to charge?";
        if (!await GiveCommand.IsTakenBy(db, caller, device, CommandKind.StartCharging, now) || !await GiveCommand.IsTakenBy(db, caller, device, CommandKind.StopCharging, now)) return "The asset cannot be told to start and to stop charging.";
        if (device.Identifier is { } vin && device.Kind is DeviceKind.EV && await PolicyTable.IsEnabledElsewhere(db, device.TenantId, device.Id, device.UserId, vin)) return "Another user already has smart charging enabled for this vehicle";
        if ((await StateTable.Find(db, device.Id)).Number(Signal.TargetStateOfCharge) is { } limit && policy.MinimumPercent > limit) return "The minimum charge limit is above the charge limit of the vehicle.";
        return await HasPrices(db, caller, device) ? null : "No location of the user has prices: give one a tariff, or ask the operator for prices of its area.";
    }

    private static async Task<bool> HasPrices(DbConnection db, Client caller, Device device)
    {
        foreach (var place in (await LocationTable.OfAll(db, caller.TenantId, [device.UserId]))[device.UserId])
            if (await PriceAreaTable.Of(db, place) is not null || await TariffTable.FindPlaced(db, place.Id) is not null) return true;
        return false;
    }
}
