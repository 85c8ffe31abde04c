using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Linking;
using Busbar.Core.Readings;
using Busbar.Core.Steering;
using Busbar.Core.Work;

namespace Busbar.Server.Work;

public sealed class PollWork(PollDevice poll, Database database, Doorbell doorbell, TimeProvider time, ILogger<PollWork> logger)
    : WorkLoop(WorkKind.Poll, database, doorbell, time, logger)
{
    protected override Task Do(Taken taken, CancellationToken stop) => poll.Poll(taken, stop);
}

public sealed class CommandWork(CarryOutCommand carryOut, Database database, Doorbell doorbell, TimeProvider time, ILogger<CommandWork> logger)
    : WorkLoop(WorkKind.Command, database, doorbell, time, logger)
{
    protected override Task Do(Taken taken, CancellationToken stop) => carryOut.CarryOut(taken, stop);
}

public sealed class ConfirmWork(ExpireCommand expire, Database database, Doorbell doorbell, TimeProvider time, ILogger<ConfirmWork> logger)
    : WorkLoop(WorkKind.Confirm, database, doorbell, time, logger)
{
    protected override Task Do(Taken taken, CancellationToken stop) => expire.Expire(taken);
}

public sealed class SteerWork(SteerDevice steer, Database database, Doorbell doorbell, TimeProvider time, ILogger<SteerWork> logger)
    : WorkLoop(WorkKind.Steer, database, doorbell, time, logger)
{
    protected override Task Do(Taken taken, CancellationToken stop) => steer.Look(taken);
}

public sealed class LinkCheckWork(CheckLink check, Database database, Doorbell doorbell, TimeProvider time, ILogger<LinkCheckWork> logger)
    : WorkLoop(WorkKind.LinkCheck, database, doorbell, time, logger)
{
    protected override Task Do(Taken taken, CancellationToken stop) => check.Check(taken, stop);
}

public sealed class OffboardWork(CarryOutOffboarding carryOut, Database database, Doorbell doorbell, TimeProvider time, ILogger<OffboardWork> logger)
    : WorkLoop(WorkKind.Offboard, database, doorbell, time, logger)
{
    protected override Task Do(Taken taken, CancellationToken stop) => carryOut.CarryOut(taken, stop);
}

public sealed class ScrubWork(ScrubFiles scrub, Database database, Doorbell doorbell, TimeProvider time, ILogger<ScrubWork> logger)
    : WorkLoop(WorkKind.Scrub, database, doorbell, time, logger)
{
    protected override Task Do(Taken taken, CancellationToken stop) => scrub.Scrub(taken);
}
