using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Core.Work;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>
/// Asks a station whose socket another node holds, by a row that this node takes. The row is the truth: who withdraws it before it
/// was taken knows that nothing was sent; once it was taken, only its answer tells.
/// </summary>
internal sealed class CallElsewhere(Database database, Nodes nodes, Bells bells, OcppOptions options, Ids ids, TimeProvider time)
{
    /// <summary>How long the other node may take to take the call. One that is frozen or dead does not.</summary>
    public static readonly TimeSpan TakePatience = TimeSpan.FromSeconds(10);

    /// <summary>How often the row is looked at where no bell rings.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    /// <summary>What an answer may take from node to node, beside what the station takes.</summary>
    private static readonly TimeSpan WayBack = TimeSpan.FromSeconds(5);

    public async Task<OcppAnswer> Ask(StationSocket socket, IOutgoing outgoing, CancellationToken stop, TimeSpan? patience)
    {
        var now = time.GetUtcNow().Stored();
        var call = new StationCall(ids.New(), socket, outgoing.Action, outgoing.Payload.ToJsonString(), patience ?? options.CallTimeout, nodes.Own, now, now + TakePatience);
        using var bell = bells.At(call.Id);
        await database.Write(db => StationCallTable.Add(db, call));
        bells.Ring(socket.Node);
        try
        {
            var (state, answer) = await Until(call.Id, bell, standing => standing != StationCallState.Waiting, TakePatience, stop);
            if (state == StationCallState.Waiting) (state, answer) = await Withdraw(call.Id);
            if (state == StationCallState.Taken) (state, answer) = await Until(call.Id, bell, standing => standing != StationCallState.Taken, call.Patience + WayBack, stop);
            return state switch
            {
                StationCallState.Answered => CarriedAnswer.Read(answer!),
                StationCallState.Taken => throw new VendorFault(VendorFaultKind.Outage, mayHaveHappened: true, $"The node that holds the station's socket has not told what came of {call.Action}."),
                _ => throw new VendorFault(VendorFaultKind.DeviceOffline, mayHaveHappened: false, "The node that holds the station's socket did not take the call."),
            };
        }
        catch (OperationCanceledException)
        {
            await Withdraw(call.Id);
            throw;
        }
    }

    private async Task<(StationCallState State, string? Answer)> Until(Guid id, Bell bell, Func<StationCallState, bool> met, TimeSpan patience, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            // In this order: the last look is one after the time was over.
            var left = patience - time.GetElapsedTime(began);
            var standing = await database.Read(db => StationCallTable.Standing(db, id));
            if (met(standing.State) || left <= TimeSpan.Zero) return standing;
            await bell.Wait(left < LookAgain ? left : LookAgain, time, stop);
        }
    }

    private Task<(StationCallState State, string? Answer)> Withdraw(Guid id) => database.Write(async db =>
    {
        await StationCallTable.Withdraw(db, id);
        return await StationCallTable.Standing(db, id);
    });
}
