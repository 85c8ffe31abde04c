using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>Takes several commands to one device, each with its time: all of them or none.</summary>
public sealed class ScheduleCommands(Database database, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <param name="cooldown">How far apart commands to a device lie; null for a face that knows no such rule.</param>
    public async Task<Result<CommandBatch>> Schedule(Client caller, Guid deviceId, IReadOnlyList<CommandOrder> orders, TimeSpan? cooldown)
    {
        var taken = await database.Write<Result<CommandBatch>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await DeviceTable.FindFor(db, caller, deviceId) is not { } device) return Fault.NotFound();
            if (!TriggerTime.OfAll(orders, now).Ok(out var timed, out var fault)) return fault;
            var mayCommand = await PermissionTable.Holds(db, caller, deviceId, PermissionLevel.Contributor);
            var told = cooldown is { } pause ? await CommandTable.Told(db, deviceId, timed.Min(order => order.At) - pause, timed.Max(order => order.At) + pause) : [];
            if (CheckOrders.Check(device, mayCommand, timed, told, cooldown) is { } objection) return objection.ToFault();

            var batch = new CommandBatch(ids.New(), []);
            batch = batch with { Commands = [.. timed.Select(order => CommandRecord.New(ids.New(), device, caller, order.Command, order.At, now) with { BatchId = batch.Id })] };
            await CommandTable.Add(db, batch.Commands);
            await DueTable.Put(db, WorkKind.Command, batch.Commands.Select(record => (record.Id, record.TriggerAt)));
            return batch;
        });
        if (taken.Fault is null) doorbell.Ring(WorkKind.Command);
        return taken;
    }
}
