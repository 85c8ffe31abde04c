using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.LinkPages;

/// <summary>A server with guided sessions, and an owner who opens them: follows nothing by itself.</summary>
public sealed class GuideHouse(House house, Client client) : IAsyncDisposable
{
    public House House => house;

    public Client Client => client;

    /// <param name="vendors">What can be chosen; the sandbox's whole catalogue where nothing is given.</param>
    public static async Task<GuideHouse> Open(Engine engine = Engine.Sqlite, Func<TimeProvider, IVendors>? vendors = null, string name = "Green Power")
    {
        var house = await House.Open(engine, services =>
        {
            if (vendors is not null) services.AddSingleton(all => vendors(all.GetRequiredService<TimeProvider>()));
        });
        return new GuideHouse(house, (await house.NewClient(name: name)).Client);
    }

    public async Task<GuidedSession> Session(GuideOrder? order = null) =>
        (await house.Get<StartGuidedSession>().Start(client, order ?? Order())).Value;

    public static GuideOrder Order(string? brand = null, Core.Devices.DeviceKind? kind = null, string? company = null, string? returnUrl = null, string? properties = null) =>
        new(company, brand, kind is { } only ? [only] : null, null, null, null, properties, returnUrl);

    public string Path(GuidedSession session) => "/link/guide/" + house.Get<GuideToken>().Of(session.Id);

    public async Task<Link> LinkOf(GuidedSession session) => (await house.Get<Database>().Read(async db =>
        await GuidedSessionTable.Find(db, session.Id) is { LinkId: { } id } ? await LinkTable.Find(db, id) : null))!;

    public string PathOf(Link link) => "/link/" + house.Get<LinkToken>().Of(link.Id);

    public Task<Seen> Get(string path) => Send(HttpMethod.Get, path, null);

    public Task<Seen> Post(string path, params (string Name, string Value)[] fields) =>
        Send(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<Seen> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await house.Http.SendAsync(request);
        return new Seen(answer.StatusCode, answer, await answer.Content.ReadAsStringAsync());
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
