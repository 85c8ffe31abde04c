using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;
using Dapper;

namespace Busbar.Tests.Ocpp;

public sealed class StationCallTableTests
{
    private static readonly DateTimeOffset Now = FakeClock.DefaultStart;
    private static readonly Ids Ids = new(TimeProvider.System);
    private static readonly Guid Here = Ids.New();

    [Theory, OnSqlite, OnPostgres]
    public async Task Takers_and_withdrawers_at_once_part_the_calls_among_them(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var socket = await Connected(store);
        var calls = await Made(store, socket, 60);
        var taking = Enumerable.Range(0, 4).Select(_ => Task.Run(() => store.Database.Write(db => StationCallTable.Take(db, Here, Now))));
        var withdrawing = calls.Select(call => Task.Run(() => store.Database.Write(db => StationCallTable.Withdraw(db, call.Id))));
        var takers = Task.WhenAll(taking);
        await Task.WhenAll(withdrawing.Append(takers));
        var taken = (await takers).SelectMany(some => some).Select(call => call.Id).ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        foreach (var call in calls)
            Assert.Equal(taken.Contains(call.Id) ? StationCallState.Taken : StationCallState.Withdrawn, (await store.Database.Read(db => StationCallTable.Standing(db, call.Id))).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_the_holder_of_the_socket_that_is_meant_takes_a_call_in_time(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var socket = await Connected(store);
        Assert.Empty(await Take(Ids.New(), Now));
        Assert.Empty(await Take(Here, Now + TimeSpan.FromSeconds(10)));
        Assert.True(await store.Database.Read(db => StationCallTable.AnyFor(db, Here)));
        var call = Assert.Single(await Take(Here, Now));
        Assert.Equal((socket, "Reset", "{\"type\":\"Soft\"}", TimeSpan.FromSeconds(30)), (call.Socket, call.Action, call.Payload, call.Patience));
        Assert.Empty(await store.Database.Write(db => StationCallTable.Take(db, Here, Now)));
        // The station came anew: another socket, though of the same node.
        await Made(store, socket, 1);
        var newer = await store.Database.Write(db => SocketTable.Connect(db, socket.StationId, Here, Now));
        Assert.Empty(await store.Database.Write(db => StationCallTable.Take(db, Here, Now)));
        await Made(store, newer, 1);
        await store.Database.Write(db => SocketTable.Disconnect(db, newer));
        Assert.Empty(await store.Database.Write(db => StationCallTable.Take(db, Here, Now)));

        async Task<IReadOnlyList<StationCall>> Take(Guid node, DateTimeOffset now)
        {
            await store.Database.Write(db => StationCallTable.Clean(db, Now + TimeSpan.FromDays(1)));
            await Made(store, socket, 1);
            return await store.Database.Write(db => StationCallTable.Take(db, node, now));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_counts_once_for_a_call_that_was_taken(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var call = (await Made(store, await Connected(store), 1))[0];
        await store.Database.Write(db => StationCallTable.Answer(db, call.Id, "early"));
        Assert.Equal((StationCallState.Waiting, null), await Standing());
        await store.Database.Write(db => StationCallTable.Take(db, Here, Now));
        await store.Database.Write(db => StationCallTable.Withdraw(db, call.Id));
        Assert.Equal((StationCallState.Taken, null), await Standing());
        await store.Database.Write(db => StationCallTable.Answer(db, call.Id, "first"));
        await store.Database.Write(db => StationCallTable.Answer(db, call.Id, "second"));
        Assert.Equal((StationCallState.Answered, "first"), await Standing());
        await store.Database.Write(db => StationCallTable.Clean(db, Now));
        Assert.Equal(StationCallState.Answered, (await Standing()).State);
        // A row that is gone was never going to be sent.
        await store.Database.Write(db => StationCallTable.Clean(db, Now + TimeSpan.FromTicks(10)));
        Assert.Equal(StationCallState.Withdrawn, (await Standing()).State);

        Task<(StationCallState State, string? Answer)> Standing() => store.Database.Read(db => StationCallTable.Standing(db, call.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_commands_the_one_planned_later_is_remembered(Engine engine)
    {
        await using var store = await FreshStore.Open(engine);
        var station = (await Connected(store)).StationId;
        await store.Database.Write(db => db.ExecuteAsync(
            "insert into ocpp_transactions (station_id, transaction_id, connector_id, started_at, suspended, heard_at) values (@station, 1, 1, 0, 0, 0)", new { station }));
        await Remember(true, 6, Now);
        await Remember(false, 16, Now + TimeSpan.FromSeconds(1));
        await Remember(true, 6, Now);
        var running = (await store.Database.Read(db => TransactionTable.Find(db, station, 1)))!;
        Assert.Equal((false, 16.0), (running.Suspended, running.LimitAmps!.Value));

        Task Remember(bool suspended, double amps, DateTimeOffset planned) => store.Database.Write(db => TransactionTable.Remember(db, station, 1, suspended, amps, planned));
    }

    [Fact]
    public void What_is_carried_comes_out_as_it_went_in()
    {
        var answer = CarriedAnswer.Read(CarriedAnswer.Write(new OcppAnswer(System.Text.Json.JsonDocument.Parse("""{"status":"Accepted","x":[1]}""").RootElement, null)));
        Assert.Equal(("Accepted", null), (answer.Status, answer.ErrorCode));
        Assert.True(CarriedAnswer.Read(CarriedAnswer.Write(new OcppAnswer(null, "NotImplemented"))).Unsupported);
        foreach (var kind in Enum.GetValues<VendorFaultKind>())
            foreach (var may in new[] { true, false })
            {
                var fault = Assert.Throws<VendorFault>(() => CarriedAnswer.Read(CarriedAnswer.Write(new VendorFault(kind, may, "Words"))));
                Assert.Equal((kind, may, "Words"), (fault.Kind, fault.MayHaveHappened, fault.Message));
            }
    }

    private static async Task<StationSocket> Connected(FreshStore store)
    {
        var station = new Station(Ids.New(), Ids.New(), "CP-1", null, null, false, null, false, new StationPlate(null, null, null, null), TimeSpan.Zero, StationConfig.Nothing, null, null);
        await store.Database.Write(db => StationTable.Insert(db, station, Now));
        return await store.Database.Write(db => SocketTable.Connect(db, station.Id, Here, Now));
    }

    private static async Task<IReadOnlyList<StationCall>> Made(FreshStore store, StationSocket socket, int count)
    {
        var calls = Enumerable.Range(0, count).Select(_ => new StationCall(
            Ids.New(), socket, "Reset", "{\"type\":\"Soft\"}", TimeSpan.FromSeconds(30), Ids.New(), Now, Now + TimeSpan.FromSeconds(10))).ToList();
        foreach (var call in calls) await store.Database.Write(db => StationCallTable.Add(db, call));
        return calls;
    }
}
