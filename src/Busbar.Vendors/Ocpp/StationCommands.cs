using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp;

/// <summary>Sends a command to the station's socket, by way of a <see cref="ChargingPlan"/>.</summary>
internal sealed class StationCommands(Database database, StationCalls calls, OcppOptions options, TimeProvider time)
{
    public async Task Send(DeviceAddress device, Command command, CancellationToken stop)
    {
        var plannedAt = time.GetUtcNow();
        var (station, state) = await database.Read(db => Find(db, device)) ?? throw new VendorFault(VendorFaultKind.DeviceGone, mayHaveHappened: false, "There is no such station.");
        if (state is null) throw new VendorFault(VendorFaultKind.NotSupported, mayHaveHappened: false, "The station has several connectors: tell one of them.");
        var plan = ChargingPlan.For(command, state);
        if (plan.Refusal is { } refusal) throw new VendorFault(refusal, mayHaveHappened: false, plan.Reason!);

        VendorFault? refused = null;
        foreach (var step in plan.Steps)
        {
            OcppAnswer answer;
            try
            {
                answer = await calls.Ask(station.Id, step.Call, stop);
            }
            catch (VendorFault fault) when (fault.MayHaveHappened)
            {
                // Perhaps it did: what follows reckons with it, and no other way is tried.
                await Remember(station, step, plannedAt);
                throw;
            }
            if (answer.Status is { } status && step.Taken.Contains(status))
            {
                await Remember(station, step, plannedAt);
                return;
            }
            refused = Refused(step, answer, refused?.MayHaveHappened ?? false);
        }
        if (refused is not null) throw refused;
    }

    private async Task<(Station, ConnectorState?)?> Find(DbConnection db, DeviceAddress device)
    {
        // An identity holds no slash.
        var slash = device.VendorId.LastIndexOf('/');
        var identity = slash < 0 ? device.VendorId : device.VendorId[..slash];
        if (await StationTable.FindByIdentity(db, device.TenantId, identity) is not { } station) return null;
        if (slash < 0 && station.HasSeveralConnectors) return (station, null);
        var connectorId = slash < 0 ? 1 : int.Parse(device.VendorId[(slash + 1)..]);
        var running = await TransactionTable.Running(db, station.Id, connectorId);
        var tag = station.Tags is [var first, ..] ? first : options.RemoteTag;
        return (station, new ConnectorState(connectorId, running, station.Config, tag, time.GetUtcNow() + station.ClockOffset));
    }

    private async Task Remember(Station station, ChargingStep step, DateTimeOffset plannedAt)
    {
        if (step.After is { } after) await database.Write(db => TransactionTable.Remember(db, station.Id, after.Id, after.Suspended, after.LimitAmps, plannedAt));
    }

    private static VendorFault Refused(ChargingStep step, OcppAnswer answer, bool mayHaveHappened)
    {
        var action = step.Call.Action;
        if (answer.Unsupported) return new(VendorFaultKind.NotSupported, mayHaveHappened, $"The station does not support {action}.");
        // These two are said by stations that broke off half-way.
        if (answer.ErrorCode is "InternalError" or "GenericError") return new(VendorFaultKind.Outage, true, $"The station had an error of its own with {action}.");
        if (answer.ErrorCode is not null || answer.Status is "Rejected" or "Unknown") return new(VendorFaultKind.Refused, mayHaveHappened, $"The station refused {action}.");
        return new(VendorFaultKind.BadAnswer, true, $"The station's answer to {action} has no status that it could have.");
    }
}
