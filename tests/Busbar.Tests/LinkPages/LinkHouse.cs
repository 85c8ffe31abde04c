using System.Net;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.LinkPages;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.LinkPages;

/// <summary>A server with the fake brands, and owners' browsers as far as a page without script needs them.</summary>
public sealed class LinkHouse(House house, FakeBrands brands) : IAsyncDisposable
{
    public const string Vin = "5YJ3E1EA7KF317000", OtherVin = "WVWZZZ1JZ3W386752";

    public House House => house;

    public FakeBrands Brands => brands;

    public FakeClock Clock => house.Clock;

    public static async Task<LinkHouse> Open(Engine engine = Engine.Sqlite, Uri? publicUrl = null)
    {
        var brands = new FakeBrands();
        brands.Volta.Accounts["anna"] = [Vin];
        brands.Volta.Accounts["ben"] = [OtherVin];
        brands.Volta.Accounts["fleet"] = [Vin, OtherVin];
        var house = await House.Open(engine, services =>
        {
            services.AddSingleton<IVendors>(brands);
            var options = (BusbarOptions)services.Single(one => one.ServiceType == typeof(BusbarOptions)).ImplementationInstance!;
            if (publicUrl is not null) services.AddSingleton(options with { PublicUrl = publicUrl });
        });
        return new LinkHouse(house, brands);
    }

    public async Task<Client> Application(string name = "Green Power", params string[] returnAddresses) =>
        (await house.NewClient(name: name, returnAddresses: returnAddresses)).Client;

    public async Task<Link> Car(Client? client = null, string? identifier = Vin, string? returnUrl = null) =>
        await Start(client ?? await Application(returnAddresses: "https://app.example"), DeviceKind.EV, "volta", returnUrl, (LinkInputs.Identifier, identifier));

    public async Task<Link> Plant(params (string Name, string? Value)[] inputs) => await Start(await Application(), DeviceKind.SolarPlant, "helios", null, inputs);

    public async Task<Link> Station(string identity = "CP-1") => await Start(await Application(), DeviceKind.ChargePoint, "ocpp", null, (LinkInputs.Identifier, identity));

    public async Task<Link> Start(Client client, DeviceKind kind, string brand, string? returnUrl, params (string Name, string? Value)[] inputs) =>
        (await house.Get<StartLink>().Start(
            client,
            new LinkOrder(kind, brand, inputs.Where(one => one.Value is not null).ToDictionary(one => one.Name, one => one.Value!), null, returnUrl, null),
            CancellationToken.None)).Value;

    public Task Fail(Link link, LinkFailure failure, string message) => house.Get<Database>().Write(db => house.Get<FinishLink>().Fail(db, link, failure, message));

    public async Task<Link> Now(Link link) => (await house.Get<Database>().Read(db => LinkTable.Find(db, link.Id)))!;

    public string Path(Link link) => "/link/" + house.Get<LinkToken>().Of(link.Id);

    public Owner NewOwner() => new(this);

    public ValueTask DisposeAsync() => house.DisposeAsync();
}

/// <summary>What a browser answered.</summary>
public sealed record Seen(HttpStatusCode Status, HttpResponseMessage Answer, string Text)
{
    public string? Location => Answer.Headers.Location?.OriginalString;

    public int Code => (int)Status;
}

/// <summary>An owner with a browser of their own: keeps the cookie, follows nothing by itself.</summary>
public sealed class Owner(LinkHouse house)
{
    public string? Cookie { get; set; }

    public Task<Seen> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Seen> Post(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Post, path, headers);

    public Task<Seen> Open(Link link) => Get(house.Path(link));

    public Task<Seen> Continue(Link link) => Post(house.Path(link));

    /// <summary>Presses Continue and tells the state that the brand was given.</summary>
    public async Task<string> SetOut(Link link) => State((await Continue(link)).Location!);

    public Task<Seen> ComeBack(string state, string account = "anna", string brand = "volta") => Get($"/callback/{brand}?code={account}&state={state}");

    public static string State(string location) => System.Web.HttpUtility.ParseQueryString(new Uri(location).Query)["state"]!;

    public async Task<Seen> Send(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (Cookie is not null) request.Headers.Add("Cookie", $"{BrowserCookie.Name}={Cookie}");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent([]);
        var answer = await house.House.Http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set)) Cookie = set.Single().Split(';')[0].Split('=', 2)[1];
        return new Seen(answer.StatusCode, answer, await answer.Content.ReadAsStringAsync());
    }
}
