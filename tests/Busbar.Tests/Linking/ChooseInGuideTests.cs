using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Linking;

/// <summary>One session, one device; one form, one question to the brand.</summary>
public sealed class ChooseInGuideTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_form_that_is_sent_many_times_at_once_asks_the_brand_once(Engine engine)
    {
        var brand = new PairedBrand { Hold = new TaskCompletionSource() };
        await using var rooms = await Rooms.Open(engine, new Fakes.OneVendor(brand));
        var session = await Session(rooms);

        var first = Task.Run(() => Choose(rooms, session, "A"));
        await brand.Asked.Task;
        var others = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Choose(rooms, session, i % 2 == 0 ? "A" : "B")));
        brand.Hold.SetResult();
        var link = Link(await first);

        Assert.All(others, other => Assert.Equal((link.Id, LinkStatus.Pending), (Link(other).Id, Link(other).Status)));
        Assert.Equal((LinkStatus.Succeeded, 1), (link.Status, brand.Starts));
        Assert.Equal(FaultKind.AlreadyEnded, Assert.Single(Assert.IsType<GuideChosen.Refused>(await Choose(rooms, session, "B")).Faults).Kind);
        Assert.Equal(1, brand.Starts);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Choices_at_once_link_one_device(Engine engine)
    {
        var brand = new PairedBrand();
        await using var rooms = await Rooms.Open(engine, new Fakes.OneVendor(brand));
        var session = await Session(rooms);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Choose(rooms, session, $"D{i}"))));
        Assert.Equal(1, brand.Starts);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_was_lost_with_its_process_holds_nobody_up_for_long(Engine engine)
    {
        var brand = new PairedBrand { Hold = new TaskCompletionSource() };
        await using var rooms = await Rooms.Open(engine, new Fakes.OneVendor(brand));
        var session = await Session(rooms);
        var lost = Task.Run(() => Choose(rooms, session, "A"));
        await brand.Asked.Task;
        brand.Hold = null;

        rooms.Clock.Advance(TimeSpan.FromMinutes(2));
        var second = Link(await Choose(rooms, session, "A"));
        Assert.Equal((LinkStatus.Succeeded, 2), (second.Status, brand.Starts));

        // Should it come after all, it changes nothing.
        brand.Late.SetResult();
        var first = Link(await lost);
        Assert.NotEqual(second.Id, first.Id);
        Assert.Equal(LinkStatus.Canceled, (await rooms.Database.Read(db => LinkTable.Find(db, first.Id)))!.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_choice_takes_the_place_of_one_that_waits(Engine engine)
    {
        var brand = new PairedBrand { Waits = true };
        await using var rooms = await Rooms.Open(engine, new Fakes.OneVendor(brand));
        var session = await Session(rooms);

        var first = Link(await Choose(rooms, session, "A"));
        Assert.Equal(first.Id, Link(await Choose(rooms, session, "A")).Id);
        Assert.Equal(1, brand.Starts);
        var second = Link(await Choose(rooms, session, "B"));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((LinkStatus.Canceled, LinkStatus.Pending), (await Status(rooms, first), await Status(rooms, second)));
        // The users that were made for links which came to nothing are gone.
        Assert.Null(await rooms.Database.Read(db => PrincipalTable.KindOf(db, first.TenantId, first.UserId)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_tries_codes_is_stopped(Engine engine)
    {
        var brand = new PairedBrand { IsWrong = true };
        await using var rooms = await Rooms.Open(engine, new Fakes.OneVendor(brand));
        var session = await Session(rooms);
        for (var i = 0; i < GuidedSession.MostLinks; i++) Assert.Equal(LinkStatus.Failed, Link(await Choose(rooms, session, $"C{i}")).Status);
        Assert.Equal(FaultKind.TooManyRequests, Assert.Single(Assert.IsType<GuideChosen.Refused>(await Choose(rooms, session, "C")).Faults).Kind);
        Assert.Equal(GuidedSession.MostLinks, brand.Starts);
    }

    private static Link Link(GuideChosen chosen) => Assert.IsType<GuideChosen.Begun>(chosen).Link;

    private static async Task<LinkStatus> Status(Rooms rooms, Link link) => (await rooms.Database.Read(db => LinkTable.Find(db, link.Id)))!.Status;

    private static Task<GuideChosen> Choose(Rooms rooms, GuidedSession session, string code) =>
        rooms.Get<ChooseInGuide>().Choose(session.Id, DeviceKind.Battery, "paired", new Dictionary<string, string> { [LinkInputs.PairingCode] = code });

    private static async Task<GuidedSession> Session(Rooms rooms) =>
        (await rooms.Get<StartGuidedSession>().Start(await rooms.NewClient("An application"), new GuideOrder(null, null, null, null, null, null, null, null))).Value;

    /// <summary>Batteries, by a code that stands on them; counts how often it is asked.</summary>
    private sealed class PairedBrand : ILinkDevices
    {
        private int starts;

        public Brand Brand { get; } = new("paired", "Paired", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.Battery] = new(ConsentWay.None, [new BrandInput(LinkInputs.PairingCode, true)]) });

        public int Starts => starts;

        public bool IsWrong { get; set; }

        public bool Waits { get; set; }

        /// <summary>While it is set, an answer waits for it, or for <see cref="Late"/> once it was taken away.</summary>
        public TaskCompletionSource? Hold { get; set; }

        public TaskCompletionSource Late { get; } = new();

        public TaskCompletionSource Asked { get; } = new();

        public async Task<LinkStep> Start(LinkRequest request, CancellationToken stop)
        {
            Interlocked.Increment(ref starts);
            var hold = Hold;
            Asked.TrySetResult();
            if (hold is not null) await Task.WhenAny(hold.Task, Late.Task);
            return IsWrong ? new LinkStep.Failed(LinkFailure.PairingCodeWrong, "No such code.")
                : Waits ? new LinkStep.Consent(null)
                : new LinkStep.Linked(request.Inputs[LinkInputs.PairingCode], new GrantSecret("a", null, null, GrantSecret.NoExtras), [new FoundDevice(DeviceKind.Battery, "b", "b", null, null, null, [], [])]);
        }

        public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException("This brand sends no browsers.");

        public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => throw new InvalidOperationException("This brand is asked once.");
    }
}
