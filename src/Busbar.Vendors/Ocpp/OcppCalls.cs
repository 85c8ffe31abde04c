using Busbar.Core.Ports;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>Our calls to one station: one at a time, as OCPP-J asks, each with a time limit.</summary>
internal sealed class OcppCalls(Func<ReadOnlyMemory<byte>, Task<Sending>> send, OcppOptions options, Func<string> newId, TimeProvider time)
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly Lock sync = new();
    private Waiting? waiting;
    private bool ended;

    /// <summary>
    /// Sends the call and waits for its answer. Throws <see cref="VendorFault"/> where none comes: offline and not sent,
    /// cut off, late, or not to be understood.
    /// </summary>
    public async Task<OcppAnswer> Call(IOutgoing call, CancellationToken stop, TimeSpan? patience = null)
    {
        await turn.WaitAsync(stop);
        try
        {
            var waiter = new Waiting(newId());
            lock (sync)
            {
                if (ended) throw Offline(mayHaveHappened: false);
                waiting = waiter;
            }
            var sent = await send(OcppFrame.WriteCall(waiter.Id, call.Action, call.Payload));
            if (sent != Sending.Sent) throw Offline(mayHaveHappened: sent == Sending.Unknown);
            return await waiter.Answer.Task.WaitAsync(patience ?? options.CallTimeout, time, stop);
        }
        catch (TimeoutException)
        {
            throw new VendorFault(VendorFaultKind.Outage, mayHaveHappened: true, $"The station did not answer {call.Action} in time.");
        }
        finally
        {
            lock (sync) waiting = null;
            turn.Release();
        }
    }

    /// <summary>An answer came in; false where nothing waits for it, such as one that comes too late.</summary>
    public bool Answered(string id, OcppAnswer answer) => Find(id)?.Answer.TrySetResult(answer) ?? false;

    public bool AnsweredBadly(string id, string reason) =>
        Find(id)?.Answer.TrySetException(new VendorFault(VendorFaultKind.BadAnswer, mayHaveHappened: true, $"The station's answer cannot be read: {reason}.")) ?? false;

    /// <summary>The socket has ended: nothing more is sent, and nobody waits on.</summary>
    public void End()
    {
        lock (sync)
        {
            ended = true;
            waiting?.Answer.TrySetException(Offline(mayHaveHappened: true));
        }
    }

    private Waiting? Find(string id)
    {
        lock (sync) return waiting?.Id == id ? waiting : null;
    }

    private static VendorFault Offline(bool mayHaveHappened) => new(VendorFaultKind.DeviceOffline, mayHaveHappened, "The station is not connected.");

    private sealed class Waiting(string id)
    {
        public string Id => id;
        public TaskCompletionSource<OcppAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
