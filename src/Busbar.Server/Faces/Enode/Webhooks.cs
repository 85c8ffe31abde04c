using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>Where the application is told of events.</summary>
internal static class Webhooks
{
    public static async Task<IResult> Create(Body<WebhookCreatePayload> body, HttpContext context, AddSubscription add) =>
        (await add.Add(Identity.Of(context), EnodeEvents.Dialect, WebhookWords.Read(body.Value))).Ok(out var made, out var fault) ? Ok(WebhookWords.Show(made)) : Bad(fault);

    public static async Task<IResult> List(EnodePage page, HttpContext context, Database database) => Ok(page.Cut(
        await database.Read(db => SubscriptionTable.ListFor(db, Identity.Of(context), EnodeEvents.Dialect, page.Slice)), one => new Cursor(one.CreatedAt, one.Id), WebhookWords.Show));

    public static async Task<IResult> Get(Guid webhookId, HttpContext context, Database database) =>
        await database.Read(db => SubscriptionTable.FindFor(db, Identity.Of(context), EnodeEvents.Dialect, webhookId)) is { } found ? Ok(WebhookWords.Show(found)) : None(webhookId);

    public static async Task<IResult> Update(Guid webhookId, Body<WebhookUpdatePayload> body, HttpContext context, ChangeSubscription change) =>
        (await change.Change(Identity.Of(context), EnodeEvents.Dialect, webhookId, WebhookWords.Read(body.Value))).Ok(out var changed, out var fault) ? Ok(WebhookWords.Show(changed))
        : fault.Kind is FaultKind.NotFound ? None(webhookId) : Bad(fault);

    public static async Task<IResult> Delete(Guid webhookId, HttpContext context, RemoveSubscription remove) =>
        await remove.Remove(Identity.Of(context), EnodeEvents.Dialect, webhookId) is null ? Nothing() : None(webhookId);

    public static async Task<IResult> Test(Guid webhookId, HttpContext context, TestSubscription test) =>
        (await test.Test(Identity.Of(context), EnodeEvents.Dialect, webhookId, context.RequestAborted)).Ok(out var answer, out _) ? Ok(WebhookWords.Show(answer)) : None(webhookId);

    private static IResult None(Guid id) => new FaceNo(EnodeFace.Face, EnodeProblems.NoWebhook(id));

    private static IResult Bad(Fault fault) => new FaceNo(EnodeFace.Face, EnodeProblems.BadWebhook(WebhookWords.Spell(fault)));
}
