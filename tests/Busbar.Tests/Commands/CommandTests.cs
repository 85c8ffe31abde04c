using Busbar.Core.Basics;
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

/// <summary>A command is sent once, proved by readings, and ends with the truth.</summary>
public sealed class CommandTests
{
    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(10);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reading_proves_a_command(Engine engine)
    {
        var brand = new PlainBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, device) = await Linked(rooms);
        var sent = (await Send(rooms, client, device, CommandKind.StartCharging)).Value;
        Assert.Equal((CommandStatus.Pending, (Verification?)null), (sent.Status, sent.Verification));

        await CarryOut(rooms);
        Assert.Equal((CommandStatus.Sent, Verification.Pending), await Standing(rooms, sent.Id));
        await Take(rooms, device, Signal.IsCharging, false, rooms.Clock.Now.AddSeconds(-1));
        Assert.Equal((CommandStatus.Sent, Verification.Pending), await Standing(rooms, sent.Id));
        rooms.Clock.Advance(TimeSpan.FromSeconds(20));
        await Take(rooms, device, Signal.IsCharging, true, rooms.Clock.Now);
        Assert.Equal((CommandStatus.Succeeded, Verification.Succeeded), await Standing(rooms, sent.Id));
        Assert.Single(brand.Sent);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_may_have_happened_is_never_sent_again_and_fails_only_when_its_time_is_up(Engine engine)
    {
        var brand = new PlainBrand { OnSend = _ => new VendorFault(VendorFaultKind.Outage, true, "no answer") };
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, device) = await Linked(rooms);
        var sent = (await Send(rooms, client, device, CommandKind.StartCharging)).Value;
        await CarryOut(rooms);
        Assert.Equal((CommandStatus.Triggered, Verification.Pending), await Standing(rooms, sent.Id));

        rooms.Clock.Advance(TimeSpan.FromMinutes(9));
        await CarryOut(rooms);
        await Expire(rooms);
        Assert.Equal((CommandStatus.Triggered, Verification.Pending), await Standing(rooms, sent.Id));
        rooms.Clock.Advance(TimeSpan.FromMinutes(2));
        await Expire(rooms);
        Assert.Equal((CommandStatus.Failed, Verification.Failed), await Standing(rooms, sent.Id));
        Assert.Single(brand.Sent);
    }

    [Theory]
    [InlineData(VendorFaultKind.DeviceOffline, CommandError.DeviceOffline)]
    [InlineData(VendorFaultKind.Refused, CommandError.Refused)]
    [InlineData(VendorFaultKind.NotSupported, CommandError.NotSupported)]
    [InlineData(VendorFaultKind.OutOfBudget, CommandError.OutOfBudget)]
    [InlineData(VendorFaultKind.Outage, CommandError.BrandUnavailable)]
    [InlineData(VendorFaultKind.PermissionMissing, CommandError.ConnectionLost)]
    public async Task What_certainly_did_not_happen_fails_at_once_with_its_reason(VendorFaultKind fault, CommandError error)
    {
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(new PlainBrand { OnSend = _ => new VendorFault(fault, false, "the reason") }));
        var (client, device) = await Linked(rooms);
        var sent = (await Send(rooms, client, device, CommandKind.StopCharging)).Value;
        await CarryOut(rooms);
        var record = (await rooms.Database.Read(db => CommandTable.Find(db, sent.Id)))!;
        Assert.Equal((CommandStatus.Failed, error, "the reason"), (record.Status, record.Error, record.ErrorDetail));
        // What did not happen does not cool down.
        Assert.Null((await Send(rooms, client, device, CommandKind.StopCharging)).Fault);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Within_the_cooldown_a_second_command_is_refused_and_names_the_way_out(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var (client, device) = await Linked(rooms);
        Assert.Null((await Send(rooms, client, device, CommandKind.StartCharging)).Fault);
        var fault = (await Send(rooms, client, device, CommandKind.StopCharging)).Fault!;
        Assert.Equal(FaultKind.CooldownActive, fault.Kind);
        Assert.Contains("2026-03-01T08:10:00Z", fault.Message);
        Assert.Null((await rooms.Get<SendCommand>().Send(client, device, new Command(CommandKind.StopCharging), null)).Fault);
        rooms.Clock.Advance(Cooldown);
        Assert.Null((await Send(rooms, client, device, CommandKind.StartCharging)).Fault);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_asks_at_the_same_moment_passes_the_cooldown_once(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var (client, device) = await Linked(rooms);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Send(rooms, client, device, CommandKind.StartCharging))));
        Assert.Single(answers, answer => answer.Fault is null);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pending_command_can_be_taken_back_and_is_not_sent(Engine engine)
    {
        var brand = new PlainBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, device) = await Linked(rooms);
        var sent = (await Send(rooms, client, device, CommandKind.StartCharging)).Value;
        Assert.Equal(CommandStatus.Canceled, (await rooms.Get<CancelCommand>().Cancel(client, device, sent.Id)).Value.Status);
        await CarryOut(rooms);
        Assert.Empty(brand.Sent);
        Assert.Equal(FaultKind.AlreadyEnded, (await rooms.Get<CancelCommand>().Cancel(client, device, sent.Id)).Fault!.Kind);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_may_not_gets_nothing_done(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var (client, device) = await Linked(rooms);
        var stranger = await rooms.NewClient("somebody else");
        var colleague = await rooms.NewClient();
        var send = rooms.Get<SendCommand>();
        Assert.Equal(Fault.NotFound(), (await send.Send(stranger, device, new Command(CommandKind.StartCharging), null)).Fault);
        Assert.Equal(Fault.NotFound(), (await send.Send(colleague, device, new Command(CommandKind.StartCharging), null)).Fault);
        await rooms.Database.Write(db => PermissionTable.Give(db, colleague.TenantId, device, colleague.Id, [PermissionLevel.Viewer]));
        Assert.Equal(FaultKind.PermissionMissing, (await send.Send(colleague, device, new Command(CommandKind.StartCharging), null)).Fault!.Kind);
        await rooms.Database.Write(db => PermissionTable.Give(db, colleague.TenantId, device, colleague.Id, [PermissionLevel.Contributor]));
        Assert.Null((await send.Send(colleague, device, new Command(CommandKind.StartCharging), null)).Fault);
        Assert.Equal(FaultKind.CommandNotSupported, (await send.Send(client, device, new Command(CommandKind.StopFeedIn), null)).Fault!.Kind);
    }

    private static Task<Result<CommandRecord>> Send(Rooms rooms, Client client, Guid device, CommandKind kind) =>
        rooms.Get<SendCommand>().Send(client, device, new Command(kind), Cooldown);

    private static async Task CarryOut(Rooms rooms)
    {
        foreach (var taken in await rooms.Database.Write(db => DueTable.Take(db, WorkKind.Command, rooms.Clock.Now, TimeSpan.FromMinutes(1), 10)))
            await rooms.Get<CarryOutCommand>().CarryOut(taken, CancellationToken.None);
    }

    private static async Task Expire(Rooms rooms)
    {
        foreach (var taken in await rooms.Database.Write(db => DueTable.Take(db, WorkKind.Confirm, rooms.Clock.Now, TimeSpan.FromMinutes(1), 10)))
            await rooms.Get<ExpireCommand>().Expire(taken);
    }

    private static async Task<(CommandStatus, Verification?)> Standing(Rooms rooms, Guid id)
    {
        var record = (await rooms.Database.Read(db => CommandTable.Find(db, id)))!;
        return (record.Status, record.Verification);
    }

    private static Task Take(Rooms rooms, Guid device, Signal signal, Value value, DateTimeOffset at) => rooms.Database.Write(async db =>
        await rooms.Get<TakeReadings>().Take(db, new Facts(device, [new Observation(signal, value, at)], rooms.Clock.Now, FactSource.Push)));

    private static async Task<(Client Client, Guid Device)> Linked(Rooms rooms)
    {
        var client = await rooms.NewClient();
        var link = await rooms.Get<StartLink>().Start(client, new LinkOrder(DeviceKind.EV, "plain", new Dictionary<string, string>(), null, null, null), CancellationToken.None);
        return (client, link.Value.DeviceId!.Value);
    }
}
