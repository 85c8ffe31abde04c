using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Server.Faces;

namespace Busbar.Server.Cli;

/// <summary><c>busbar webhooks list|deliveries|show|replay</c></summary>
public sealed class WebhookCommands(Database database, ReplayDelivery replay)
{
    private const int Shown = 50;

    public Task<string> Run(CliRequest request)
    {
        request.Allow();
        return request.Verb switch
        {
            "list" => List(),
            "deliveries" => Deliveries(Id(request, "WEBHOOK")),
            "show" => Show(Id(request, "DELIVERY")),
            "replay" => Replay(Id(request, "DELIVERY")),
            _ => throw new CliMistake($"There is no command 'webhooks {request.Verb}'.\n\n{CliText.Help}"),
        };
    }

    private Task<string> List() => database.Read(async db =>
    {
        var lines = new List<string>();
        foreach (var one in await SubscriptionTable.All(db))
            lines.Add($"{one.Id}  {(one.IsActive ? "active  " : "inactive")}  {await Outbox.CountPending(db, one.Id),6} waiting  last success {Time(one.LastSuccessAt)}  {one.Dialect}  {one.Url}  {string.Join(' ', one.Events)}");
        return lines.Count == 0 ? "There are no webhooks." : string.Join('\n', lines);
    });

    private Task<string> Deliveries(Guid id) => database.Read(async db =>
    {
        if (await SubscriptionTable.Find(db, id) is null) throw new CliMistake($"There is no webhook {id}. 'busbar webhooks list' shows them.");
        var all = await DeliveryTable.List(db, id, Shown);
        return all.Count == 0 ? "Nothing was delivered in the last seven days." : string.Join('\n', all.Select(Line));
    });

    /// <summary>With the bodies, which may tell of people: for whoever operates the server.</summary>
    private Task<string> Show(Guid id) => database.Read(async db =>
    {
        if (await DeliveryTable.Find(db, id) is not { } delivery) throw NoDelivery(id);
        return string.Join('\n', (await Outbox.Of(db, delivery.Of)).Select(one => one.Body).Prepend(Line(delivery)));
    });

    private async Task<string> Replay(Guid id)
    {
        if ((await replay.Replay(id)).Ok(out var again, out var fault)) return $"The same {again.Events} events go out once more, as delivery {again.Id}.";
        throw fault.Kind is FaultKind.NotFound ? NoDelivery(id) : new CliMistake(fault.Message);
    }

    private static string Line(Delivery one) =>
        $"{one.Id}  {one.State,-9}  {one.Events,3} events  made {Time(one.MadeAt)}  tried {one.Attempts} times, last {Time(one.TriedAt)}{(one.StatusCode is { } code ? $", answered {code}" : "")}"
        + $"{(one.Trouble is { } trouble ? $"  {trouble}" : "")}{(one.Replays is { } first ? $"  repeats {first}" : "")}";

    private static string Time(DateTimeOffset? time) => time is { } known ? Times.Write(known) : "never";

    private static Guid Id(CliRequest request, string what) =>
        request.Operands is [var text] && Guid.TryParse(text, out var id) ? id : throw new CliMistake($"webhooks {request.Verb} needs the id of one {what}.");

    private static CliMistake NoDelivery(Guid id) => new($"There is no delivery {id}. 'busbar webhooks deliveries WEBHOOK' shows those of the last seven days.");
}
