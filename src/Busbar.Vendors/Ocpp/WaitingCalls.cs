namespace Busbar.Vendors.Ocpp;

/// <summary>
/// A station's calls that wait to be answered, in their order. One hand puts them in and one takes them out. Nearly always it is
/// empty, on ten thousand sockets at once: then it holds nothing but whoever waits at it.
/// </summary>
internal sealed class WaitingCalls(int most)
{
    private readonly Lock sync = new();
    private readonly Queue<OcppFrame.Call> calls = new();
    private TaskCompletionSource? change;
    private bool ended;

    /// <summary>Waits while there are too many. False when it has ended: the call is not taken.</summary>
    public async ValueTask<bool> Put(OcppFrame.Call call)
    {
        while (true)
        {
            Task changed;
            lock (sync)
            {
                if (ended) return false;
                if (calls.Count < most)
                {
                    calls.Enqueue(call);
                    Change();
                    return true;
                }
                changed = NextChange();
            }
            await changed;
        }
    }

    /// <summary>Waits for the next call; null when it has ended and all that came before are taken.</summary>
    public async ValueTask<OcppFrame.Call?> Take()
    {
        while (true)
        {
            Task changed;
            lock (sync)
            {
                if (calls.TryDequeue(out var call))
                {
                    Change();
                    return call;
                }
                if (ended) return null;
                changed = NextChange();
            }
            await changed;
        }
    }

    public void End()
    {
        lock (sync)
        {
            ended = true;
            Change();
        }
    }

    private Task NextChange() => (change ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Change()
    {
        change?.SetResult();
        change = null;
    }
}
