using Busbar.Core.Basics;
using Busbar.Core.Events;
using Busbar.Server.LinkPages;

namespace Busbar.Server.Portal;

/// <summary>The portal's buttons. Each does a deed of the room, and leads on to a page that may be reloaded.</summary>
public sealed class PressPortal(
    PortalViews views, ShowPortal show, AddSubscription add, ChangeSubscription change, RemoveSubscription remove, RotateKey rotate, TestSubscription test, ReplayDelivery replay,
    RecoverDeliveries recover)
{
    /// <summary>In the form that recovers: since how many hours ago. What can be chosen.</summary>
    public const string HoursName = "hours";

    public static readonly IReadOnlyList<(int Hours, string Label)> Spans = [(1, "The last hour"), (24, "The last day"), (72, "The last three days"), (168, "The last seven days")];

    // An address, a description, and every event that a dialect may have.
    private const int MostFields = 50;

    public async Task Add(HttpContext context)
    {
        if (await views.Enter(context) is not { } view || await Fields(context) is not { } fields) return;
        var form = PortalForm.Of(null, fields);
        if (Wish(view, form).Ok(out var wish, out var fault)
            && (await add.Add(view.Client, view.Dialect.Name, wish with { Key = StandardWebhooks.NewKey(), Manner = DeliveryManner.Svix })).Ok(out var made, out fault))
            await Done(context, PortalView.PathOf(made.Id), PortalDone.Added);
        else await show.Form(context, 422, view, form with { Fault = fault });
    }

    public async Task Change(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is not { } view || await views.Endpoint(context, view, id) is null || await Fields(context) is not { } fields) return;
        var form = PortalForm.Of(id, fields);
        if (Wish(view, form).Ok(out var wish, out var fault) && (await change.Change(view.Client, view.Dialect.Name, id, wish)).Ok(out _, out fault))
            await Done(context, PortalView.PathOf(id), PortalDone.Changed);
        else await show.Form(context, 422, view, form with { Fault = fault });
    }

    /// <summary>Going on wakes an endpoint that was disabled, too.</summary>
    public async Task Pause(HttpContext context, Guid id, bool isPaused)
    {
        if (await views.Enter(context) is not { } view) return;
        if ((await change.Change(view.Client, view.Dialect.Name, id, new SubscriptionWish { IsPaused = isPaused })).Ok(out _, out _))
            await Done(context, PortalView.PathOf(id), isPaused ? PortalDone.Paused : PortalDone.Resumed);
        else await views.Notice(context, 404, PortalNotices.NoEndpoint);
    }

    public async Task Rotate(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is not { } view || await views.Endpoint(context, view, id) is not { } endpoint) return;
        if ((await rotate.Rotate(view.Client, view.Dialect.Name, id)).Ok(out _, out var fault)) await Done(context, PortalView.PathOf(id, "/secret"), PortalDone.Rotated);
        else await show.Secret(context, 409, view, endpoint, fault);
    }

    /// <summary>What came of it is told at once, and stands nowhere else.</summary>
    public async Task Test(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is not { } view || await views.Endpoint(context, view, id) is null) return;
        var isDone = (await test.Test(view.Client, view.Dialect.Name, id, context.RequestAborted)).Ok(out var answer, out var fault);
        // Where it was taken, the endpoint is awake again.
        if (await views.Endpoint(context, view, id) is { } endpoint) await show.Endpoint(context, isDone ? 200 : 409, view, endpoint, answer, fault);
    }

    public async Task Recover(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is not { } view || await views.Endpoint(context, view, id) is not { } endpoint || await Fields(context) is not { } fields) return;
        if (Spans.FirstOrDefault(span => fields.GetValueOrDefault(HoursName) == $"{span.Hours}") is not { Hours: > 0 } since) await views.Notice(context, 400, PortalNotices.BadForm);
        else if ((await recover.Recover(view.Client, view.Dialect.Name, id, view.Now - TimeSpan.FromHours(since.Hours))).Ok(out var count, out var fault))
            await Done(context, PortalView.PathOf(id), $"{PortalDone.Recovered}-{count}");
        else await show.Endpoint(context, 409, view, endpoint, fault: fault);
    }

    public async Task Remove(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is not { } view) return;
        if (await remove.Remove(view.Client, view.Dialect.Name, id) is null) await Done(context, PortalSite.Root, PortalDone.Removed);
        else await views.Notice(context, 404, PortalNotices.NoEndpoint);
    }

    public async Task Replay(HttpContext context, Guid id, Guid deliveryId)
    {
        if (await views.Enter(context) is not { } view || await views.Endpoint(context, view, id) is not { } endpoint) return;
        if ((await replay.Replay(view.Client, view.Dialect.Name, id, deliveryId)).Ok(out _, out var fault)) await Done(context, PortalView.PathOf(id), PortalDone.Replayed);
        else if (fault.Kind is FaultKind.NotFound) await views.Notice(context, 404, PortalNotices.NoDelivery);
        else await show.Delivery(context, 409, view, endpoint, deliveryId, fault);
    }

    private static Result<SubscriptionWish> Wish(PortalView view, PortalForm form) => form.Url.Length == 0
        ? Fault.Missing(PortalForm.UrlName, "Enter the address that events are to go to.")
        : EventChoice.Of(view.Dialect, form.Events).Ok(out var events, out var fault)
            ? new SubscriptionWish(form.Url, Events: events) { Description = new(form.Description.Length == 0 ? null : form.Description) }
            : fault;

    private async Task<IReadOnlyDictionary<string, string>?> Fields(HttpContext context)
    {
        if (await FormFields.Read(context.Request, context.RequestAborted, MostFields) is { } fields) return fields;
        await views.Notice(context, 400, PortalNotices.BadForm);
        return null;
    }

    private static Task Done(HttpContext context, string path, string what) => SeeOther.At(context, $"{path}?{PortalView.DoneName}={what}");
}
