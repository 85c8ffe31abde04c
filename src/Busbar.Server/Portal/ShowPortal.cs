using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Server.Portal.Views;

namespace Busbar.Server.Portal;

/// <summary>The portal's pages on which nothing happens: they may be opened any number of times.</summary>
public sealed class ShowPortal(PortalViews views, Database database, TellKey tell)
{
    public async Task Endpoints(HttpContext context)
    {
        if (await views.Enter(context) is not { } view) return;
        var all = await database.Read(db => SubscriptionTable.ListFor(db, view.Client, view.Dialect.Name, new ListSlice(null, null, CheckSubscription.Most)));
        await views.Show<EndpointsPage>(context, 200, view, (nameof(EndpointsPage.Endpoints), all), (nameof(EndpointsPage.Done), Done(context)));
    }

    public async Task New(HttpContext context)
    {
        if (await views.Enter(context) is { } view) await Form(context, 200, view, new PortalForm(null, "", "", []));
    }

    public async Task Change(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is { } view && await views.Endpoint(context, view, id) is { } endpoint) await Form(context, 200, view, PortalForm.Of(endpoint));
    }

    /// <summary>The form; with what was wrong, where it was sent before.</summary>
    public Task Form(HttpContext context, int status, PortalView view, PortalForm form) => views.Show<EndpointFormPage>(context, status, view, (nameof(EndpointFormPage.Form), form));

    public async Task Endpoint(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is { } view && await views.Endpoint(context, view, id) is { } endpoint) await Endpoint(context, 200, view, endpoint);
    }

    /// <summary>An endpoint with its history, and what came of a button on its page.</summary>
    public async Task Endpoint(HttpContext context, int status, PortalView view, Subscription endpoint, DeliveryAnswer? test = null, Fault? fault = null)
    {
        var query = context.Request.Query;
        DeliveryState? state = Enum.TryParse<DeliveryState>(query[PortalView.ShownName], out var only) && Enum.IsDefined(only) ? only : null;
        var after = Guid.TryParse(query[PortalView.AfterName], out var told) ? told : (Guid?)null;
        var (history, waiting) = await database.Read(async db =>
        {
            var from = after is { } id && await DeliveryTable.Find(db, id) is { } last && last.SubscriptionId == endpoint.Id ? new Cursor(last.MadeAt, last.Id) : null;
            var found = await DeliveryTable.List(db, endpoint.Id, new ListSlice(from, null, PortalHistory.Size + 1), state);
            var shown = found.Take(PortalHistory.Size).ToList();
            return (new PortalHistory(shown, state, found.Count > shown.Count ? shown[^1].Id : null), await DeliveryTable.CountWaiting(db, endpoint.Id));
        });
        await views.Show<EndpointPage>(
            context, status, view, (nameof(EndpointPage.Endpoint), endpoint), (nameof(EndpointPage.History), history), (nameof(EndpointPage.Waiting), waiting),
            (nameof(EndpointPage.Done), Done(context)), (nameof(EndpointPage.Test), test), (nameof(EndpointPage.Fault), fault));
    }

    public async Task Secret(HttpContext context, Guid id)
    {
        if (await views.Enter(context) is { } view && await views.Endpoint(context, view, id) is { } endpoint) await Secret(context, 200, view, endpoint);
    }

    public async Task Secret(HttpContext context, int status, PortalView view, Subscription endpoint, Fault? fault = null)
    {
        if ((await tell.Tell(view.Client, view.Dialect.Name, endpoint.Id)).Ok(out var secret, out _))
            await views.Show<SecretPage>(
                context, status, view, (nameof(SecretPage.Endpoint), endpoint), (nameof(SecretPage.Secret), secret), (nameof(SecretPage.Done), Done(context)), (nameof(SecretPage.Fault), fault));
        else await views.Notice(context, 404, PortalNotices.NoEndpoint);
    }

    public async Task Delivery(HttpContext context, Guid id, Guid deliveryId)
    {
        if (await views.Enter(context) is { } view && await views.Endpoint(context, view, id) is { } endpoint) await Delivery(context, 200, view, endpoint, deliveryId);
    }

    public async Task Delivery(HttpContext context, int status, PortalView view, Subscription endpoint, Guid deliveryId, Fault? fault = null)
    {
        var (delivery, events) = await database.Read(async db =>
            await DeliveryTable.Find(db, deliveryId) is { } found && found.SubscriptionId == endpoint.Id ? (found, await Outbox.Of(db, found.Of)) : ((Delivery?)null, []));
        if (delivery is null) await views.Notice(context, 404, PortalNotices.NoDelivery);
        else await views.Show<DeliveryPage>(
            context, status, view, (nameof(DeliveryPage.Endpoint), endpoint), (nameof(DeliveryPage.Delivery), delivery),
            (nameof(DeliveryPage.Bodies), events.Select(one => one.Body!).ToList()), (nameof(DeliveryPage.Fault), fault));
    }

    private static string? Done(HttpContext context) => PortalDone.Say(context.Request.Query[PortalView.DoneName].ToString());
}
