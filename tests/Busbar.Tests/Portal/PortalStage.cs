using System.Net;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Tenancy;
using Busbar.Server.Portal;
using Busbar.Server.Setup;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Busbar.Tests.Webhooks;

namespace Busbar.Tests.Portal;

/// <summary>The webhook portal of an application with an endpoint at a receiver, and developers who come to it.</summary>
internal sealed class PortalStage : IAsyncDisposable
{
    private PortalStage(SvixStage svix) => Svix = svix;

    public SvixStage Svix { get; }

    public FakeClock Clock => Svix.Clock;

    public Client Client => Svix.House.Client;

    public string Own => PathOf(Svix.Id);

    public static async Task<PortalStage> Open(Engine engine = Engine.Sqlite) => new(await SvixStage.Open(engine));

    public static string PathOf(Guid endpoint, string more = "") => $"/portal/endpoints/{endpoint}{more}";

    /// <summary>The path of a new link.</summary>
    public async Task<string> Link(Client? client = null, string dialect = PlainEvents.Dialect) =>
        new Uri(Svix.Get<Addresses>().Portal(await Svix.Get<OpenPortal>().Open(client ?? Client, dialect))).AbsolutePath;

    /// <summary>A developer who came in by a new link.</summary>
    public async Task<Developer> Enter(Client? client = null, string dialect = PlainEvents.Dialect)
    {
        var developer = new Developer(this);
        Assert.Equal("/portal", (await developer.Post(await Link(client, dialect))).Location);
        return developer;
    }

    public Task<IReadOnlyList<Subscription>> Endpoints(Client? client = null) =>
        Svix.Get<Database>().Read(db => SubscriptionTable.ListFor(db, client ?? Client, PlainEvents.Dialect, new ListSlice(null, null, 100)));

    /// <summary>What was sent, taken, given up and held up: one delivery of each sort at least, and more than one page of them.</summary>
    public async Task Live()
    {
        for (var level = 1; level <= 24; level++) await Svix.Level(Svix.Blue, level);
        await Svix.Deliver();
        Svix.Receiver.Answers = _ => 503;
        await Svix.Level(Svix.Red, 50);
        await Svix.Deliver();
        foreach (var pause in SvixSchedule.Pauses.SkipLast(1)) await Svix.Pass(pause);
        await Svix.Level(Svix.Blue, 60);
        await Svix.Pass(SvixSchedule.Pauses[^1]);
        await Svix.Level(Svix.Blue, 61);
        await Svix.Deliver();
    }

    public ValueTask DisposeAsync() => Svix.DisposeAsync();
}

/// <summary>A page of the portal as it came.</summary>
internal sealed record Answered(int Code, string? Location, string Text, HttpResponseMessage Whole)
{
    /// <summary>Its text without marks.</summary>
    public string Plain => WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(Text, "<[^>]+>", " "), @"\s+", " "));
}

/// <summary>A browser in the portal: it keeps the cookie, and follows nothing by itself.</summary>
internal sealed class Developer(PortalStage stage)
{
    public string? Cookie { get; set; }

    public Task<Answered> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answered> Post(string path, params (string Name, string Value)[] fields) => Post(path, [], fields);

    public Task<Answered> Post(string path, (string Name, string Value)[] headers, (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Send(request);
    }

    public async Task<Answered> Send(HttpRequestMessage request)
    {
        if (Cookie is not null) request.Headers.Add("Cookie", $"{PortalCookie.Name}={Cookie}");
        var answer = await stage.Svix.House.House.Http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set)) Cookie = set.Single().Split(';')[0].Split('=', 2)[1];
        return new Answered((int)answer.StatusCode, answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(), answer);
    }
}
