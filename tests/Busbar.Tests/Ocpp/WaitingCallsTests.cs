using System.Text.Json;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

public sealed class WaitingCallsTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Calls_come_out_as_they_went_in_and_whoever_came_first_waits()
    {
        var calls = new WaitingCalls(most: 3);
        var taken = Task.Run(async () =>
        {
            List<string> ids = [];
            while (await calls.Take() is { } call) ids.Add(call.Id);
            return ids;
        });
        var wanted = Enumerable.Range(0, 10_000).Select(n => $"{n}").ToList();
        foreach (var id in wanted) Assert.True(await calls.Put(Call(id)).AsTask().WaitAsync(patience));
        calls.End();
        Assert.Equal(wanted, await taken.WaitAsync(patience));
    }

    [Fact]
    public async Task One_too_many_waits_until_another_was_taken()
    {
        var calls = new WaitingCalls(most: 2);
        await calls.Put(Call("a"));
        await calls.Put(Call("b"));
        var third = calls.Put(Call("c")).AsTask();
        Assert.False(third.IsCompleted);
        Assert.Equal("a", (await calls.Take())!.Id);
        Assert.True(await third.WaitAsync(patience));
        Assert.Equal("b", (await calls.Take())!.Id);
        Assert.Equal("c", (await calls.Take())!.Id);
    }

    [Fact]
    public async Task After_the_end_none_is_taken_in_and_those_before_still_come_out()
    {
        var calls = new WaitingCalls(most: 1);
        await calls.Put(Call("a"));
        var late = calls.Put(Call("b")).AsTask();
        calls.End();
        Assert.False(await late.WaitAsync(patience));
        Assert.False(await calls.Put(Call("c")));
        Assert.Equal("a", (await calls.Take())!.Id);
        Assert.Null(await calls.Take());
    }

    [Fact]
    public async Task Whoever_waits_hears_of_the_end()
    {
        var calls = new WaitingCalls(most: 1);
        var taker = calls.Take().AsTask();
        Assert.False(taker.IsCompleted);
        calls.End();
        Assert.Null(await taker.WaitAsync(patience));
    }

    private static OcppFrame.Call Call(string id) => new(id, "Heartbeat", JsonDocument.Parse("{}").RootElement);
}
