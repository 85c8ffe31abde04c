using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Work;
using Busbar.Server.Setup;
using Busbar.Server.Work;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Work;

/// <summary>Two servers on one store, with brands in their clouds.</summary>
public sealed class ManyNodesTests
{
    private const int Devices = 200;

    [PostgresFact]
    public async Task Two_nodes_do_what_is_due_once()
    {
        await using var house = await ConnectHouse.Open(Engine.Postgres);
        await using var other = await OpenNode(house);
        var all = await Fleet(house);
        var brands = new[] { house.Brands.Tesla, Brands(other).Tesla };

        await Poll(house.House, other);
        Assert.Equal(all.Order(), brands.SelectMany(brand => brand.Polled).Order());
        // Both had a hand in it, or this shows nothing.
        Assert.All(brands, brand => Assert.NotEmpty(brand.Polled));

        // Something that is done twice is seen: the row is due again before its time.
        var twice = await house.House.Get<Database>().Read(async db => (await DeviceTable.ListFor(db, await Client(house), null, 1_000))[7]);
        await house.House.Get<Database>().Write(db => DueTable.Put(db, WorkKind.Poll, twice.Id, house.Clock.Now));
        await Poll(house.House, other);
        Assert.Equal([twice.VendorId], brands.SelectMany(brand => brand.Polled).GroupBy(id => id).Where(polls => polls.Count() > 1).Select(polls => polls.Key));
    }

    [PostgresFact]
    public async Task A_sign_in_that_began_on_one_node_ends_on_another()
    {
        await using var house = await ConnectHouse.Open(Engine.Postgres);
        await using var other = await OpenNode(house);
        foreach (var brands in new[] { house.Brands, Brands(other) }) brands.Tesla.Own("anna", FakeBrands.Car("5YJ3E1EA7KF000001", "car-1"));

        var (status, body) = await house.Call("POST", "onboarding/entities", """{"type":"EV","brand":"Tesla","identifier":"5YJ3E1EA7KF000001"}""");
        Assert.Equal(201, status);
        var token = body.GetProperty("action").GetProperty("redirectLink").GetString()!.Split('/')[^1];
        var link = (await house.House.Get<Database>().Read(db => LinkTable.Find(db, other.Get<LinkToken>().Read(token)!.Value)))!;
        var (browser, callback) = (Secrets.New(), house.House.Get<Addresses>().Callback(link.Brand));
        var address = (await house.House.Get<ContinueLink>().Continue(link, browser, callback, default)).Value;
        var state = System.Web.HttpUtility.ParseQueryString(address.Query)["state"]!;
        var answer = new Dictionary<string, string> { ["state"] = state, ["code"] = "anna" };
        Assert.IsType<LinkReturned.Unknown>(await other.Get<ReturnLink>().Return(link.Brand, answer, Secrets.New(), callback, default));
        Assert.Equal(LinkStatus.Succeeded, Assert.IsType<LinkReturned.Ended>(await other.Get<ReturnLink>().Return(link.Brand, answer, browser, callback, default)).Link.Status);
        Assert.IsType<LinkReturned.Unknown>(await house.House.Get<ReturnLink>().Return(link.Brand, answer, browser, callback, default));
        Assert.Equal("Succeeded", (await house.Get($"onboarding/entities/{body.GetProperty("id")}")).GetProperty("status").GetString());
    }

    private static Task<House> OpenNode(ConnectHouse house) =>
        house.House.OpenNode(services => services.AddSingleton<IVendors>(all => new FakeBrands(all.GetRequiredService<TimeProvider>())));

    private static FakeBrands Brands(House node) => (FakeBrands)node.Get<IVendors>();

    /// <summary>One car that is linked, and its likes; all due now. Their vendor ids.</summary>
    private static async Task<IReadOnlyList<string>> Fleet(ConnectHouse house)
    {
        var first = await house.Link(house.Brands.Tesla, FakeBrands.Car("5YJ3E1EA7KF000001", "car-0"));
        var database = house.House.Get<Database>();
        var device = (await database.Read(db => DeviceTable.Find(db, first)))!;
        var client = await Client(house);
        await database.Write(async db =>
        {
            for (var n = 1; n < Devices; n++)
            {
                var like = device with { Id = house.House.Get<Ids>().New(), VendorId = $"car-{n}", Identifier = null };
                await DeviceTable.Add(db, like);
                await Core.Tenancy.PermissionTable.Give(db, like.TenantId, like.Id, client.Id, [Core.Tenancy.PermissionLevel.Owner, Core.Tenancy.PermissionLevel.Viewer]);
                await DueTable.Put(db, WorkKind.Poll, like.Id, house.Clock.Now);
            }
        });
        return [.. Enumerable.Range(0, Devices).Select(n => $"car-{n}")];
    }

    private static Task<Core.Tenancy.Client> Client(ConnectHouse house) =>
        house.House.Get<Database>().Read(async db => (await Core.Tenancy.ClientTable.List(db))[0]);

    private static Task Poll(params House[] nodes) => Task.WhenAll(nodes.Select(node => Task.Run(() => node.Get<PollWork>().RunDue(CancellationToken.None))));
}
