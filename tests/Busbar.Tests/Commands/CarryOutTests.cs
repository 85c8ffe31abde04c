using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Commands;

/// <summary>Commands are sent at their time, one after the other, and not at all where it is too late.</summary>
public sealed class CarryOutTests
{
    private static readonly Command startCharging = new(CommandKind.StartCharging), stopCharging = new(CommandKind.StopCharging);

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_sent_before_its_time_and_each_once_at_it(Engine engine)
    {
        var brand = new TokenBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, car) = await Linked(rooms, brand);
        var batch = await Schedule(rooms, client, car, (startCharging, 20), (stopCharging, 50));
        rooms.Clock.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await CarryOut(rooms));
        rooms.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await CarryOut(rooms));
        Assert.Equal([startCharging], brand.Sent);
        rooms.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(1, await CarryOut(rooms));
        Assert.Equal([startCharging, stopCharging], brand.Sent);
        Assert.All(await Records(rooms, batch), record => Assert.Equal(CommandStatus.Sent, record.Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_found_more_than_ten_minutes_late_is_not_sent_and_frees_the_device(Engine engine)
    {
        var brand = new TokenBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, car) = await Linked(rooms, brand);
        var batch = await Schedule(rooms, client, car, (startCharging, 10), (stopCharging, 20));
        rooms.Clock.Advance(TimeSpan.FromMinutes(20) + TimeSpan.FromTicks(10));
        await CarryOut(rooms);
        var records = await Records(rooms, batch);
        Assert.Equal((CommandStatus.Failed, CommandError.TooLate, Lateness.Over), (records[0].Status, records[0].Error, records[0].ErrorDetail));
        Assert.Equal((null, null), (records[0].SentAt, records[0].Verification));
        Assert.Equal(CommandStatus.Sent, records[1].Status);
        Assert.Equal([stopCharging], brand.Sent);
        // What was not sent does not cool down: the other one alone stands in the way.
        Assert.Equal([batch.Commands[1].TriggerAt], await rooms.Database.Read(db => CommandTable.Told(db, car, DateTimeOffset.UnixEpoch, rooms.Clock.Now.AddDays(1))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_whose_times_have_passed_are_sent_in_the_order_of_their_times_whoever_is_taken_first(Engine engine)
    {
        var brand = new TokenBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, car) = await Linked(rooms, brand);
        var batch = await Schedule(rooms, client, car, null, (stopCharging, 3), (startCharging, 2), (stopCharging, 1), (startCharging, 3));
        rooms.Clock.Advance(TimeSpan.FromMinutes(9));
        var taken = await Take(rooms);
        foreach (var work in taken.OrderByDescending(work => batch.Commands.Single(record => record.Id == work.Id).TriggerAt)) await rooms.Get<CarryOutCommand>().CarryOut(work, CancellationToken.None);
        await CarryOut(rooms);
        Assert.Equal([stopCharging, startCharging, stopCharging, startCharging], brand.Sent);
        var sent = (await Records(rooms, batch)).OrderBy(record => record.TriggerAt).ThenBy(record => record.Id.ToString(), StringComparer.Ordinal).ToList();
        Assert.All(sent, record => Assert.Equal(CommandStatus.Sent, record.Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_next_waits_until_the_one_before_is_answered(Engine engine)
    {
        var (brand, answer, asked) = (new TokenBrand(), new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, car) = await Linked(rooms, brand);
        await Schedule(rooms, client, car, null, (startCharging, 0), (stopCharging, 0));
        brand.OnSend = async _ => { asked.TrySetResult(); await answer.Task; };
        var first = Task.Run(() => CarryOut(rooms, only: 1));
        await asked.Task;
        await CarryOut(rooms);
        Assert.Equal([startCharging], brand.Sent);
        answer.SetResult();
        await first;
        // Woken by the end of the first, before its own second look.
        await CarryOut(rooms);
        Assert.Equal([startCharging, stopCharging], brand.Sent);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_sending_that_was_cut_off_holds_the_next_up_for_40_seconds(Engine engine)
    {
        var brand = new TokenBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, car) = await Linked(rooms, brand);
        var batch = await Schedule(rooms, client, car, null, (startCharging, 0), (stopCharging, 0));
        brand.OnSend = _ => throw new OperationCanceledException("The process ended.");
        await Assert.ThrowsAsync<OperationCanceledException>(() => CarryOut(rooms, only: 1));
        brand.OnSend = _ => Task.CompletedTask;
        for (var second = 0; second < 39; second++)
        {
            rooms.Clock.Advance(TimeSpan.FromSeconds(1));
            await CarryOut(rooms);
        }
        Assert.Equal([startCharging], brand.Sent);
        rooms.Clock.Advance(TimeSpan.FromSeconds(2));
        await CarryOut(rooms);
        Assert.Equal([startCharging, stopCharging], brand.Sent);
        Assert.Equal([CommandStatus.Triggered, CommandStatus.Sent], (await Records(rooms, batch)).Select(record => record.Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_held_up_between_store_and_wire_is_not_sent(Engine engine)
    {
        var brand = new TokenBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, car) = await Linked(rooms, brand);
        rooms.Clock.Advance(TimeSpan.FromHours(2));
        brand.OnRefresh = () => rooms.Clock.Advance(TimeSpan.FromSeconds(21));
        var batch = await Schedule(rooms, client, car, (startCharging, 0));
        await CarryOut(rooms);
        var record = Assert.Single(await Records(rooms, batch));
        Assert.Equal((CommandStatus.Failed, CommandError.TooLate, Lateness.HeldUp), (record.Status, record.Error, record.ErrorDetail));
        Assert.Empty(brand.Sent);
        Assert.False(await IsWaitedFor(rooms, record.Id));

        rooms.Clock.Advance(TimeSpan.FromHours(2));
        brand.OnRefresh = () => rooms.Clock.Advance(TimeSpan.FromSeconds(20));
        batch = await Schedule(rooms, client, car, (startCharging, 0));
        await CarryOut(rooms);
        Assert.Equal(CommandStatus.Sent, Assert.Single(await Records(rooms, batch)).Status);
    }

    [Theory]
    [InlineData(RefreshReplay.Allowed, VendorFaultKind.Outage, CommandError.BrandUnavailable)]
    [InlineData(RefreshReplay.Revokes, VendorFaultKind.Outage, CommandError.ConnectionLost)]
    [InlineData(RefreshReplay.Allowed, VendorFaultKind.OutOfBudget, CommandError.OutOfBudget)]
    public async Task Trouble_at_the_token_endpoint_fails_the_command_at_once_since_it_was_not_sent(RefreshReplay replay, VendorFaultKind kind, CommandError expected)
    {
        foreach (var isExpired in new[] { true, false })
        {
            var brand = new TokenBrand { Replay = replay, OnRefresh = () => throw new VendorFault(kind, true, "no answer") };
            await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(brand));
            var (client, car) = await Linked(rooms, brand);
            // Expired by our own reckoning, or by the brand's, which says so to the call.
            if (isExpired) rooms.Clock.Advance(TimeSpan.FromHours(2));
            else brand.OnSend = _ => throw new VendorFault(VendorFaultKind.GrantLost, false, "401");
            var batch = await Schedule(rooms, client, car, (startCharging, 0));
            await CarryOut(rooms);
            var record = Assert.Single(await Records(rooms, batch));
            Assert.Equal((CommandStatus.Failed, expected, null), (record.Status, record.Error, record.Verification));
            Assert.False(await IsWaitedFor(rooms, record.Id));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_command_that_is_proved_is_not_waited_for_any_more(Engine engine)
    {
        var brand = new TokenBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, car) = await Linked(rooms, brand);
        var batch = await Schedule(rooms, client, car, (startCharging, 0));
        await CarryOut(rooms);
        Assert.True(await IsWaitedFor(rooms, batch.Commands[0].Id));
        rooms.Clock.Advance(TimeSpan.FromSeconds(20));
        await Measure(rooms, car, true);
        Assert.Equal(CommandStatus.Succeeded, Assert.Single(await Records(rooms, batch)).Status);
        Assert.False(await IsWaitedFor(rooms, batch.Commands[0].Id));

        // So too where the reading is there before the answer.
        rooms.Clock.Advance(TimeSpan.FromHours(1));
        brand.OnSend = _ => Measure(rooms, car, false);
        batch = await Schedule(rooms, client, car, (stopCharging, 0));
        await CarryOut(rooms);
        Assert.Equal(CommandStatus.Succeeded, Assert.Single(await Records(rooms, batch)).Status);
        Assert.False(await IsWaitedFor(rooms, batch.Commands[0].Id));
    }

    private static Task<CommandBatch> Schedule(Rooms rooms, Client client, Guid device, params (Command Command, int Minutes)[] orders) =>
        Schedule(rooms, client, device, TimeSpan.FromMinutes(10), orders);

    private static async Task<CommandBatch> Schedule(Rooms rooms, Client client, Guid device, TimeSpan? cooldown, params (Command Command, int Minutes)[] orders) =>
        (await rooms.Get<ScheduleCommands>().Schedule(client, device, [.. orders.Select(order => new CommandOrder(order.Command, rooms.Clock.Now.AddMinutes(order.Minutes)))], cooldown)).Value;

    private static Task<IReadOnlyList<Taken>> Take(Rooms rooms, int limit = 10) =>
        rooms.Database.Write(db => DueTable.Take(db, WorkKind.Command, rooms.Clock.Now, TimeSpan.FromMinutes(2), limit));

    private static async Task<int> CarryOut(Rooms rooms, int only = 10)
    {
        var done = 0;
        while (await Take(rooms, only) is { Count: > 0 } taken)
        {
            foreach (var work in taken) await rooms.Get<CarryOutCommand>().CarryOut(work, CancellationToken.None);
            done += taken.Count;
            if (only == 1) break;
        }
        return done;
    }

    private static async Task<List<CommandRecord>> Records(Rooms rooms, CommandBatch batch)
    {
        var records = new List<CommandRecord>();
        foreach (var command in batch.Commands) records.Add((await rooms.Database.Read(db => CommandTable.Find(db, command.Id)))!);
        return records;
    }

    private static Task<bool> IsWaitedFor(Rooms rooms, Guid command) => rooms.Database.Write(db => DueTable.PullForward(db, WorkKind.Confirm, command, DateTimeOffset.MaxValue));

    private static Task Measure(Rooms rooms, Guid device, bool isCharging) => rooms.Database.Write(async db =>
        await rooms.Get<TakeReadings>().Take(db, new Facts(device, [new Observation(Signal.IsCharging, isCharging, rooms.Clock.Now)], rooms.Clock.Now, FactSource.Push)));

    private static async Task<(Client Client, Guid Device)> Linked(Rooms rooms, TokenBrand brand)
    {
        brand.Clock = rooms.Clock;
        var client = await rooms.NewClient();
        var link = await rooms.Get<StartLink>().Start(client, new LinkOrder(DeviceKind.EV, "token", new Dictionary<string, string>(), null, null, null), CancellationToken.None);
        return (client, link.Value.DeviceId!.Value);
    }
}
