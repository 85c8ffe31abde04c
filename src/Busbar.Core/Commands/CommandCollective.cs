using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;

namespace Busbar.Core.Commands;

/// <summary>
/// Takes commands to all devices of a collective that the caller sees, one for each device and order. A device that cannot be told
/// has commands that failed at once, with the reason, so that the answer is complete.
/// </summary>
public sealed class CommandCollective(Database database, Doorbell doorbell, Ids ids, TimeProvider time)
{
    /// <summary>How many commands are taken at once: all of them stand or fall together.</summary>
    public const int Most = 10_000;

    /// <param name="cooldown">How far apart commands to a device lie; null for a face that knows no such rule.</param>
    public async Task<Result<CommandBatch>> Send(Client caller, Guid collectiveId, IReadOnlyList<CommandOrder> orders, TimeSpan? cooldown)
    {
        var taken = await database.Write<Result<CommandBatch>>(async db =>
        {
            var now = time.GetUtcNow().Stored();
            if (await CollectiveTable.FindFor(db, caller, collectiveId) is null) return Fault.NotFound();
            if (!TriggerTime.OfAll(orders, now).Ok(out var timed, out var fault)) return fault;
            var devices = await DeviceTable.OfCollectiveFor(db, caller, collectiveId);
            if (devices.Count == 0) return new Fault(FaultKind.CollectiveEmpty, "Nothing that you see is in this collective. Put something into it first, or command devices one by one.");
            if ((long)devices.Count * orders.Count > Most)
                return Fault.Invalid("collectiveId", $"{devices.Count} devices times {orders.Count} commands are more than {Most}. Send fewer commands at once, or command devices one by one.");

            var mayCommand = await PermissionTable.HeldInCollective(db, caller, collectiveId, PermissionLevel.Contributor);
            var told = cooldown is { } pause
                ? await CommandTable.ToldInCollective(db, collectiveId, timed.Min(order => order.At) - pause, timed.Max(order => order.At) + pause)
                : Enumerable.Empty<DateTimeOffset>().ToLookup(_ => Guid.Empty);
            var batchId = ids.New();
            var records = devices.SelectMany(device => Make(device, CheckOrders.Check(device, mayCommand.Contains(device.Id), timed, told[device.Id], cooldown))).ToList();
            await CommandTable.Add(db, records);
            await DueTable.Put(db, WorkKind.Command, records.Where(record => record.Status is CommandStatus.Pending).Select(record => (record.Id, record.TriggerAt)));
            return new CommandBatch(batchId, records);

            IEnumerable<CommandRecord> Make(Device device, Objection? objection) => timed.Select((order, i) =>
            {
                var record = CommandRecord.New(ids.New(), device, caller, order.Command, order.At, now) with { BatchId = batchId };
                return objection is null ? record : record.Fail(objection.Error, objection.MessageFor(i));
            });
        });
        if (taken.Fault is null) doorbell.Ring(WorkKind.Command);
        return taken;
    }
}
