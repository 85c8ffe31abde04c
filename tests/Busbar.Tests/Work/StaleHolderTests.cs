using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using Busbar.Core.Tenancy;
using Busbar.Core.Work;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Work;

/// <summary>Whoever stalled until its lease was over, and another had the work, comes back and writes nothing.</summary>
public sealed class StaleHolderTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stale_poll_stores_no_reading_and_moves_no_due_time(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PollBrand()));
        var (_, device) = await Linked(rooms);
        var brand = (PollBrand)rooms.Get<IVendors>().List(Realm.Sandbox)[0];
        var (stale, fresh) = await TakenTwice(rooms, WorkKind.Poll, device);

        brand.Answer = new ReadAnswer([new Observation(Signal.StateOfCharge, 50, rooms.Clock.Now)]);
        await rooms.Get<PollDevice>().Poll(fresh, default);
        var due = await rooms.Database.Read(db => DueTable.Next(db, WorkKind.Poll));
        brand.Answer = new ReadAnswer([new Observation(Signal.StateOfCharge, 20, rooms.Clock.Now.AddSeconds(-30))]);
        await rooms.Get<PollDevice>().Poll(stale, default);
        brand.Trouble = new VendorFault(VendorFaultKind.Outage, true, "no answer");
        await rooms.Get<PollDevice>().Poll(stale, default);
        brand.Trouble = new VendorFault(VendorFaultKind.DeviceGone, false, "gone");
        await rooms.Get<PollDevice>().Poll(stale, default);

        Assert.Equal(50, Assert.Single(await rooms.Database.Read(db => ReadingTable.Since(db, device, DateTimeOffset.UnixEpoch))).Signals[Signal.StateOfCharge].Number);
        Assert.Equal(due, await rooms.Database.Read(db => DueTable.Next(db, WorkKind.Poll)));
        Assert.Null((await rooms.Database.Read(db => StateTable.Find(db, device))).Trouble);
        // The same calls of a holder that is not stale are seen.
        rooms.Clock.AdvanceTo(due!.Value);
        await rooms.Get<PollDevice>().Poll(await Take(rooms, WorkKind.Poll), default);
        Assert.Equal(VendorFaultKind.DeviceGone, (await rooms.Database.Read(db => StateTable.Find(db, device))).Trouble?.Kind);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stale_command_is_not_sent(Engine engine)
    {
        var brand = new PlainBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var (client, device) = await Linked(rooms);
        var sent = (await rooms.Get<SendCommand>().Send(client, device, new Command(CommandKind.StartCharging), null)).Value;
        var (stale, fresh) = await TakenTwice(rooms, WorkKind.Command, sent.Id);
        await rooms.Get<CarryOutCommand>().CarryOut(stale, default);
        Assert.Empty(brand.Sent);
        Assert.Equal(CommandStatus.Pending, (await rooms.Database.Read(db => CommandTable.Find(db, sent.Id)))!.Status);
        await rooms.Get<CarryOutCommand>().CarryOut(fresh, default);
        await rooms.Get<CarryOutCommand>().CarryOut(stale, default);
        await rooms.Get<CarryOutCommand>().CarryOut(fresh, default);
        Assert.Single(brand.Sent);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stale_check_ends_no_link(Engine engine)
    {
        var brand = new PollBrand { LinksElsewhere = true };
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var link = (await rooms.Get<StartLink>().Start(await rooms.NewClient(), Order, default)).Value;
        rooms.Clock.Advance(TimeSpan.FromMinutes(1));
        var (stale, fresh) = await TakenTwice(rooms, WorkKind.LinkCheck, link.Id);
        brand.Checked = new LinkStep.Failed(LinkFailure.Denied, "The owner said no.");
        await rooms.Get<CheckLink>().Check(stale, default);
        brand.Checked = new LinkStep.Consent(rooms.Clock.Now.AddDays(30), Secret: "stale");
        await rooms.Get<CheckLink>().Check(stale, default);
        var after = (await rooms.Database.Read(db => LinkTable.Find(db, link.Id)))!;
        Assert.Equal((LinkStatus.Pending, link.Version), (after.Status, after.Version));
        brand.Checked = new LinkStep.Failed(LinkFailure.Denied, "The owner said no.");
        await rooms.Get<CheckLink>().Check(fresh, default);
        Assert.Equal(LinkStatus.Failed, (await rooms.Database.Read(db => LinkTable.Find(db, link.Id)))!.Status);
    }

    private static LinkOrder Order => new(DeviceKind.EV, "plain", new Dictionary<string, string>(), null, null, null);

    private static async Task<(Client Client, Guid Device)> Linked(Rooms rooms)
    {
        var client = await rooms.NewClient();
        return (client, (await rooms.Get<StartLink>().Start(client, Order, default)).Value.DeviceId!.Value);
    }

    private static async Task<(Taken Stale, Taken Fresh)> TakenTwice(Rooms rooms, WorkKind kind, Guid id)
    {
        var stale = await Take(rooms, kind);
        rooms.Clock.Advance(Lease);
        var fresh = await Take(rooms, kind);
        Assert.Equal((id, id), (stale.Id, fresh.Id));
        return (stale, fresh);
    }

    private static async Task<Taken> Take(Rooms rooms, WorkKind kind) => Assert.Single(await rooms.Database.Write(db => DueTable.Take(db, kind, rooms.Clock.Now, Lease, 10)));

    /// <summary>A brand whose answers the test sets.</summary>
    private sealed class PollBrand : ILinkDevices, IReadDevices
    {
        public Brand Brand => new("plain", "Plain", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.EV] = new(LinksElsewhere ? ConsentWay.Elsewhere : ConsentWay.None, []) });

        public Cadences Cadences { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(10));

        public bool LinksElsewhere { get; init; }

        public ReadAnswer Answer { get; set; } = new([]);

        public VendorFault? Trouble { get; set; }

        public LinkStep Checked { get; set; } = new LinkStep.Consent(AskAgainAt: null);

        public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => Task.FromResult<LinkStep>(LinksElsewhere
            ? new LinkStep.Consent(FakeClock.DefaultStart.AddMinutes(1))
            : new LinkStep.Linked("account", new GrantSecret("token", null, null, GrantSecret.NoExtras), [FakeBrands.Car("5YJ3E1EA7KF000001", "car-1")]));

        public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException("No browser is sent.");

        public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => Task.FromResult(Checked);

        public Task<ReadAnswer> Read(DeviceAddress device, GrantSecret secret, CancellationToken stop) =>
            Trouble is { } trouble ? Task.FromException<ReadAnswer>(trouble) : Task.FromResult(Answer);
    }
}
