using Busbar.Core.Basics;
using Busbar.Core.Work;

namespace Busbar.Core.Steering;

/// <summary>Looks at a device that a schedule, a plan or an override steers: when its time has come, or something was heard of the device.</summary>
public sealed class SteerDevice(Database database, Steer steer, Doorbell doorbell, TimeProvider time)
{
    private static readonly TimeSpan untilTold = TimeSpan.FromDays(365);

    public async Task Look(Taken taken)
    {
        var hasTold = await database.Write(async db =>
        {
            // First the lease: who lost it writes nothing. When to look next is known only afterwards.
            var now = time.GetUtcNow().Stored();
            if (!await DueTable.Again(db, taken, now + untilTold)) return false;
            var steered = await steer.Now(db, taken.Id, now);
            if (steered.LookAt is { } next) await DueTable.PullForward(db, WorkKind.Steer, taken.Id, next);
            else await DueTable.Drop(db, WorkKind.Steer, taken.Id);
            return steered.HasTold;
        });
        if (hasTold) doorbell.Ring(WorkKind.Command);
    }
}
