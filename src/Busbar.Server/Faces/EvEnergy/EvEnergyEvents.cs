using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Events as this dialect tells them: that a sub-session began or ended, each by itself, as Svix sends them.</summary>
public sealed class EvEnergyEvents(Addresses addresses) : IEventDialect
{
    public const string Dialect = "EvEnergy";
    private const string Created = "charging_sub_session.created", Ended = "charging_sub_session.ended", Test = "endpoint.test";

    public string Name => Dialect;

    public IReadOnlyList<EventType> Types { get; } =
    [
        new(Created, [Topics.Of(EventKind.ChargePartBegan)], "a sub-session began: a car or charger was plugged in, or charges in another mode from now on"),
        new(Ended, [Topics.Of(EventKind.ChargePartEnded)], "a sub-session ended: the plug is out, or another mode began"),
    ];

    public bool Uses(string header) => false;

    public string Together(IReadOnlyList<string> bodies) => bodies.Single();

    // All headers are those of Svix.
    public IEnumerable<(string Name, string Value)> Headers(Guid deliveryId, string key, ReadOnlySpan<byte> body) => [];

    public async Task<IReadOnlyList<string?>> Write(DbConnection db, Subscription subscription, IReadOnlyList<OutboxEvent> events)
    {
        if (await ClientTable.Find(db, subscription.ClientId) is not { RevokedAt: null } client) return [.. events.Select(_ => (string?)null)];
        var changes = events.Where(one => one.Kind is EventKind.ChargePartBegan or EventKind.ChargePartEnded).ToDictionary(one => one, one => PartChange.Read(one.Facts));
        var sessions = await SessionTable.Find(db, changes.Values.Select(change => change.SessionId).ToHashSet());
        var told = await PartedSession.Of(db, client, [.. sessions.Values], measures: true);
        return [.. events.Select(one => Write(one, changes.GetValueOrDefault(one) is { } change ? (change, told.GetValueOrDefault(change.SessionId)) : null))];
    }

    private string? Write(OutboxEvent one, (PartChange Change, PartedSession? Session)? about)
    {
        if (one.Kind is EventKind.Test) return Text(Test, one.CreatedAt, []);
        if (about is not ({ } change, { } session)) return null;
        var (isBegun, words) = (one.Kind is EventKind.ChargePartBegan, SubSessionWords.Plain(new EvUrls(addresses.Public + EvEnergyFace.Face.Prefix)));
        // Whoever is away, say, has no other mode for a switch of the policy: then nothing turned.
        var part = change.At is { } moment ? session.Parts.FirstOrDefault(part => (isBegun ? part.Start : part.End) == moment) : isBegun ? session.Parts[0] : session.Parts[^1];
        if (part is null || (!isBegun && part.End is null)) return null;
        var shown = isBegun ? words.ShowBegun(session, part) : words.Show(session, part);
        return Text(isBegun ? Created : Ended, one.CreatedAt, JsonSerializer.SerializeToNode(shown, EvEnergyFace.Face.Json)!.AsObject());
    }

    private static string Text(string type, DateTimeOffset at, JsonObject data) =>
        new JsonObject { ["type"] = type, ["timestamp"] = EvTimes.Write(at), ["data"] = data }.ToJsonString(EvEnergyFace.Face.Json);
}
