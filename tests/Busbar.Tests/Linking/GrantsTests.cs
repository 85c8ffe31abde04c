using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Linking;

/// <summary>One refresh at a time, whatever happens in between; a grant is lost only where the brand's policy leaves no other way.</summary>
public sealed class GrantsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Many_callers_with_an_expired_token_refresh_once(Engine engine)
    {
        var brand = new RotatingBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var grant = await Linked(rooms, brand);
        rooms.Clock.Advance(TimeSpan.FromMinutes(10));

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Use(rooms.Get<Grants>(), grant, brand))));
        Assert.All(answers, token => Assert.Equal("access-2", token));
        Assert.Equal(1, brand.Refreshes);
        Assert.Null((await Row(rooms, grant)).PreviousSecret);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_processes_refresh_once(Engine engine)
    {
        var brand = new RotatingBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var grant = await Linked(rooms, brand);
        rooms.Clock.Advance(TimeSpan.FromMinutes(10));
        brand.Hold = new TaskCompletionSource();

        // What one process knows of another is only what stands in the store.
        var other = new Grants(rooms.Database, rooms.Get<TenantVault>(), rooms.Clock, NullLogger<Grants>.Instance);
        var first = Task.Run(() => Use(rooms.Get<Grants>(), grant, brand));
        await brand.Asked.Task;
        var second = Task.Run(() => Use(other, grant, brand));
        await rooms.Clock.WhenArmed();
        brand.Hold.SetResult();
        Assert.Equal("access-2", await first);
        rooms.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("access-2", await second);
        Assert.Equal(1, brand.Refreshes);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_token_that_the_brand_refuses_is_renewed_and_the_call_made_again(Engine engine)
    {
        var brand = new RotatingBrand();
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var grant = await Linked(rooms, brand);
        brand.Forget();
        Assert.Equal("access-2", await Use(rooms.Get<Grants>(), grant, brand));
        Assert.Equal(GrantState.Active, (await Row(rooms, grant)).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_grant_that_the_brand_ended_is_lost_once_and_not_asked_again(Engine engine)
    {
        var brand = new RotatingBrand { Answer = () => throw new VendorFault(VendorFaultKind.GrantLost, false, "invalid_grant") };
        await using var rooms = await Rooms.Open(engine, new OneVendor(brand));
        var grant = await Linked(rooms, brand);
        brand.Forget();
        for (var i = 0; i < 3; i++)
            Assert.Equal(VendorFaultKind.GrantLost, (await Assert.ThrowsAsync<VendorFault>(() => Use(rooms.Get<Grants>(), grant, brand))).Kind);
        Assert.Equal(1, brand.Refreshes);

        var device = Assert.Single(await rooms.Database.Read(db => DeviceTable.OfGrant(db, grant)));
        var connection = Connections.Of(await rooms.Database.Read(db => StateTable.Find(db, device.Id)));
        Assert.Equal((ConnectionState.Broken, VendorFaultKind.GrantLost), (connection.State, connection.Reason));
        Assert.Equal([Intervention.SignInAgain], connection.Interventions);
    }

    [Theory]
    [InlineData(RefreshReplay.Allowed, false, GrantState.Active)]
    [InlineData(RefreshReplay.Revokes, false, GrantState.Active)]
    [InlineData(RefreshReplay.Unknown, false, GrantState.Active)]
    [InlineData(RefreshReplay.Allowed, true, GrantState.Active)]
    [InlineData(RefreshReplay.Revokes, true, GrantState.Lost)]
    [InlineData(RefreshReplay.Unknown, true, GrantState.Lost)]
    public async Task No_answer_costs_the_grant_only_where_the_old_token_may_not_be_used_again(RefreshReplay replay, bool mayHaveHappened, GrantState expected)
    {
        var brand = new RotatingBrand { Replay = replay, Answer = () => throw new VendorFault(VendorFaultKind.Outage, mayHaveHappened, "no answer") };
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(brand));
        var grant = await Linked(rooms, brand);
        brand.Forget();
        await Assert.ThrowsAsync<VendorFault>(() => Use(rooms.Get<Grants>(), grant, brand));
        Assert.Equal(expected, (await Row(rooms, grant)).State);

        brand.Answer = null;
        if (expected is GrantState.Active) Assert.Equal("access-2", await Use(rooms.Get<Grants>(), grant, brand));
    }

    [Theory]
    [InlineData(RefreshReplay.Allowed, true)]
    [InlineData(RefreshReplay.Revokes, false)]
    [InlineData(RefreshReplay.Unknown, false)]
    public async Task A_refresh_that_was_cut_off_is_taken_up_only_where_the_brand_allows(RefreshReplay replay, bool survives)
    {
        var brand = new RotatingBrand { Replay = replay };
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(brand));
        var grant = await Linked(rooms, brand);
        var row = await Row(rooms, grant);
        // The process died between its intent and its outcome.
        await rooms.Database.Write(db => GrantTable.BeginRefresh(db, grant, row.Version, "dead", rooms.Clock.Now, rooms.Clock.Now.AddMinutes(2)));
        rooms.Clock.Advance(TimeSpan.FromMinutes(10));

        if (survives) Assert.Equal("access-2", await Use(rooms.Get<Grants>(), grant, brand));
        else Assert.Equal(VendorFaultKind.GrantLost, (await Assert.ThrowsAsync<VendorFault>(() => Use(rooms.Get<Grants>(), grant, brand))).Kind);
        Assert.Equal(survives ? 1 : 0, brand.Refreshes);
    }

    [Fact]
    public async Task A_late_answer_of_a_stalled_process_writes_nothing()
    {
        var brand = new RotatingBrand();
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(brand));
        var grant = await Linked(rooms, brand);
        var row = await Row(rooms, grant);
        await rooms.Database.Write(db => GrantTable.BeginRefresh(db, grant, row.Version, "stalled", rooms.Clock.Now, rooms.Clock.Now.AddMinutes(2)));
        rooms.Clock.Advance(TimeSpan.FromMinutes(10));
        brand.Replay = RefreshReplay.Allowed;
        await Use(rooms.Get<Grants>(), grant, brand);
        Assert.False(await rooms.Database.Write(db => GrantTable.EndRefresh(db, grant, "stalled", "late")));
        Assert.Equal("access-2", await Use(rooms.Get<Grants>(), grant, brand));
    }

    private static Task<string> Use(Grants grants, Guid grant, RotatingBrand brand) => grants.Use(grant, brand, brand.Call, CancellationToken.None);

    private static Task<Grant> Row(Rooms rooms, Guid grant) => rooms.Database.Read(async db => (await GrantTable.Find(db, grant))!);

    private static async Task<Guid> Linked(Rooms rooms, RotatingBrand brand)
    {
        brand.Clock = rooms.Clock;
        var client = await rooms.NewClient();
        var link = (await rooms.Get<StartLink>().Start(client, new LinkOrder(DeviceKind.EV, "Rota", new Dictionary<string, string>(), null, null, null), CancellationToken.None)).Value;
        Assert.Equal(LinkStatus.Succeeded, link.Status);
        return (await rooms.Database.Read(db => DeviceTable.Find(db, link.DeviceId!.Value)))!.GrantId;
    }

    /// <summary>A brand that rotates its tokens and links without a browser.</summary>
    private sealed class RotatingBrand : ILinkDevices, IRefreshGrants
    {
        private readonly HashSet<string> good = [];
        private int refreshes;

        public TimeProvider Clock { get; set; } = TimeProvider.System;
        public RefreshReplay Replay { get; set; } = RefreshReplay.Revokes;
        public Func<GrantSecret>? Answer { get; set; }
        public TaskCompletionSource? Hold { get; set; }
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public int Refreshes => refreshes;
        public Brand Brand { get; } = new("rota", "Rota", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.EV] = new(ConsentWay.None, []) });

        public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => Task.FromResult<LinkStep>(
            new LinkStep.Linked("account", Secret(1), [new FoundDevice(DeviceKind.EV, "car-1", "VIN1", null, null, null, [CommandKind.StartCharging], [])]));

        public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? secret, CancellationToken stop) => throw new InvalidOperationException();

        public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => throw new InvalidOperationException();

        public void Forget() { lock (good) good.Clear(); }

        public async Task<GrantSecret> Refresh(GrantSecret secret, CancellationToken stop)
        {
            var number = Interlocked.Increment(ref refreshes);
            Asked.TrySetResult();
            if (Hold is { } hold) await hold.Task;
            return Answer is { } answer ? answer() : Secret(Math.Max(2, number));
        }

        public Task<string> Call(GrantSecret secret)
        {
            lock (good)
                return good.Contains(secret.AccessToken!) && secret.ExpiresAt > Clock.GetUtcNow()
                    ? Task.FromResult(secret.AccessToken!)
                    : throw new VendorFault(VendorFaultKind.GrantLost, false, "401");
        }

        private GrantSecret Secret(int number)
        {
            lock (good) good.Add($"access-{number}");
            return new GrantSecret($"access-{number}", $"refresh-{number}", Clock.GetUtcNow().AddMinutes(5), GrantSecret.NoExtras);
        }
    }
}
