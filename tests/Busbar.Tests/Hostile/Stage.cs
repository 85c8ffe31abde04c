using System.Text.Json.Nodes;
using Busbar.Core.Tenancy;
using Busbar.Server.Mail;
using Busbar.Tests.Faces;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;
using Busbar.Tests.Isolation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Busbar.Tests.Hostile;

/// <summary>A server whose caller has something of everything, and a sound draft of a request for every operation.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly ConnectHouse house;
    private readonly World world;
    private readonly Client other;
    private readonly HttpClient administrator;

    private Stage(ConnectHouse house, World world, Client other, HttpClient administrator, TestedFace face, ApiDocument document)
    {
        (this.house, this.world, this.other, this.administrator, Face, Document) = (house, world, other, administrator, face, document);
        Operations = [.. document.Operations.Select(operation => operation with
        {
            Slots = [.. operation.Slots.Select(slot => face.TakesNull.Contains($"{operation.Id} {slot.Name}") ? slot with { TakesNull = true } : slot)],
        })];
    }

    public House House => house.House;

    private Mailbox? Mailbox { get; init; }

    public TestedFace Face { get; }

    public ApiDocument Document { get; }

    public IReadOnlyList<Operation> Operations { get; }

    public static async Task<Stage> Open(Engine engine, TestedFace face, Action<IServiceCollection>? change = null)
    {
        var mailbox = new Mailbox();
        var house = await ConnectHouse.Open(engine, services =>
        {
            services.AddSingleton(new Mailer(mailbox.Options, NullLogger<Mailer>.Instance));
            change?.Invoke(services);
        });
        var (administrator, _) = await house.Application(isAdministrator: true);
        var other = await house.House.NewClient("umbrella");
        var world = await World.Make(house, "acme", house.Client, house.Http, 1);
        // What was measured has lasted a moment, or there would be no energy.
        house.Clock.Advance(TimeSpan.FromSeconds(2));
        return new Stage(house, world, other.Client, administrator, face, await face.Document(house.House)) { Mailbox = mailbox };
    }

    public HttpClient Caller(Operation operation) => Face.Cases[operation.Id].Need is Need.Administrator ? administrator : world.Http;

    /// <summary>A body with the world's ids in place of the names of their slots in braces.</summary>
    public string Filled(string operation, string body) => System.Text.RegularExpressions.Regex.Replace(
        body, @"\{(\w+)\}", match => Slot.Written(match.Groups[1].Value, world.Id(Operations.Single(known => known.Id == operation), match.Groups[1].Value)));

    /// <param name="made">Ids to stand in the places of the world's, by slot.</param>
    public Draft Draft(Operation operation, IReadOnlyDictionary<string, string>? made = null)
    {
        var tried = Face.Cases[operation.Id];
        var query = Filled(tried.Query?.Replace("{client_id}", world.Client.ClientId) ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
        return new Draft(
            operation, operation.Slots.Where(slot => slot.Place is Place.Path).ToDictionary(slot => slot.Name, slot => made?.GetValueOrDefault(slot.Name) ?? tried.Word(slot.Name) ?? Id(slot.Name)), [.. query],
            tried.Body is { } body ? JsonNode.Parse(Filled(body)) : null);

        string Filled(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\{(\w+)\}", match => Id(match.Groups[1].Value));

        string Id(string slot) => made?.GetValueOrDefault(slot) ?? Slot.Written(slot, world.Id(operation, slot));
    }

    /// <summary>True tokens, but of another client or another list.</summary>
    public IReadOnlyList<string> ForeignTokens(Operation operation)
    {
        var list = Draft(operation).Sound(Lane.Broken, "").Path.ToLowerInvariant();
        var own = TestedFace.PageToken(House, world.Client, list);
        return [TestedFace.PageToken(House, other, list), TestedFace.PageToken(House, world.Client, list + "/more"), own[..^1], own + "A", own + "=", own[1..], $"{own}.{own}"];
    }

    public async ValueTask DisposeAsync()
    {
        await house.DisposeAsync();
        if (Mailbox is not null) await Mailbox.DisposeAsync();
    }
}
