using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Where the application is told of events: an extension, since the API itself has nothing but polling.</summary>
internal static class Webhooks
{
    private static readonly Cursor beginning = new(DateTimeOffset.UnixEpoch, Guid.Empty);

    public static void Map(RouteGroupBuilder v1, ConnectFace face)
    {
        v1.MapPost("/webhooks", Create).Tells<Webhook>(face, 201, 413, 415).Is("CreateWebhook", "Webhooks", "Be told of events at an address of your own (an extension)");
        v1.MapGet("/webhooks", List).Tells<Page<Webhook>>(face, 200).Is("ListWebhooks", "Webhooks", "List webhooks, oldest first (an extension)");
        v1.MapGet("/webhooks/{webhookId}", Get).Tells<Webhook>(face, 200, 404).Is("GetWebhook", "Webhooks", "Get a webhook (an extension)");
        v1.MapPatch("/webhooks/{webhookId}", Update).Tells<Webhook>(face, 200, 404, 413, 415)
            .Is("UpdateWebhook", "Webhooks", "Change a webhook, and wake it where it is inactive (an extension)");
        v1.MapDelete("/webhooks/{webhookId}", Remove).TellsNothing(face, 404).Is("RemoveWebhook", "Webhooks", "End a webhook; what waits for it is dropped (an extension)");
        v1.MapPost("/webhooks/{webhookId}/test", Test).Tells<WebhookTest>(face, 200, 404)
            .Is("TestWebhook", "Webhooks", "Send an event of no meaning at once, and learn what came of it (an extension)");
    }

    private static async Task<IResult> Create(Body<WebhookRequest> body, HttpContext context, AddSubscription add)
    {
        var made = body.Value.Secret is null ? StandardWebhooks.NewKey() : null;
        return (await add.Add(Identity.Of(context), ConnectEvents.Dialect, WebhookWords.Read(body.Value, body.Value.Secret ?? made!))).Ok(out var one, out var fault)
            ? Created(WebhookWords.Show(one, made)) : No(fault);
    }

    private static async Task<IResult> List(PageRequest page, HttpContext context, Database database)
    {
        // The nearest after a place come newest first, as in a list that is leafed through both ways.
        var newestFirst = await database.Read(db => SubscriptionTable.ListFor(db, Identity.Of(context), ConnectEvents.Dialect, new ListSlice(null, page.After ?? beginning, page.Limit)));
        return Ok(page.Cut([.. newestFirst.Reverse()], one => Places.Write(one.CreatedAt, one.Id), one => WebhookWords.Show(one)));
    }

    private static async Task<IResult> Get(Guid webhookId, HttpContext context, Database database) =>
        await database.Read(db => SubscriptionTable.FindFor(db, Identity.Of(context), ConnectEvents.Dialect, webhookId)) is { } found ? Ok(WebhookWords.Show(found)) : NotFound();

    private static async Task<IResult> Update(Guid webhookId, Body<WebhookUpdateRequest> body, HttpContext context, ChangeSubscription change) =>
        (await change.Change(Identity.Of(context), ConnectEvents.Dialect, webhookId, WebhookWords.Read(body.Value))).Ok(out var changed, out var fault) ? Ok(WebhookWords.Show(changed)) : No(fault);

    private static async Task<IResult> Remove(Guid webhookId, HttpContext context, RemoveSubscription remove) => Done(await remove.Remove(Identity.Of(context), ConnectEvents.Dialect, webhookId));

    private static async Task<IResult> Test(Guid webhookId, HttpContext context, TestSubscription test) =>
        (await test.Test(Identity.Of(context), ConnectEvents.Dialect, webhookId, context.RequestAborted)).Ok(out var answer, out var fault) ? Ok(WebhookWords.Show(answer)) : No(fault);
}
