using System.Data.Common;
using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Ports;

namespace Busbar.Tests.Fakes;

/// <summary>A small dialect with an envelope as Standard Webhooks recommends it: what a car's level is, and that an account was lost.</summary>
public sealed class PlainEvents : IEventDialect
{
    public const string Dialect = "Plain", Level = "car.level", Lost = "account.lost", Test = "endpoint.test";

    public string Name => Dialect;

    public IReadOnlyList<EventType> Types { get; } =
    [
        new(Level, [Topics.Of(EventKind.DeviceUpdated, DeviceKind.EV)], "a car's battery has another level"),
        new(Lost, [Topics.Of(EventKind.GrantLost)], "an owner has to sign in again"),
    ];

    public Task<IReadOnlyList<string?>> Write(DbConnection db, Subscription subscription, IReadOnlyList<OutboxEvent> events) => Task.FromResult<IReadOnlyList<string?>>([.. events.Select(Write)]);

    public string Together(IReadOnlyList<string> bodies) => bodies.Single();

    public bool Uses(string header) => false;

    public IEnumerable<(string Name, string Value)> Headers(Guid deliveryId, string key, ReadOnlySpan<byte> body) => [];

    private static string? Write(OutboxEvent one) => one.Kind switch
    {
        EventKind.DeviceUpdated => Text(Level, one, new { car = one.About, level = StateChange.Read(one.About, one.Facts).Now.Signals[Signal.StateOfCharge].Value.Number }),
        EventKind.GrantLost => Text(Lost, one, new { user = one.About }),
        EventKind.Test => Text(Test, one, new { }),
        _ => null,
    };

    private static string Text(string type, OutboxEvent one, object data) => JsonSerializer.Serialize(new { type, timestamp = one.CreatedAt, data });
}
