using System.Globalization;
using Busbar.Core.Events;
using Busbar.Server.LinkPages.Views;
using Microsoft.AspNetCore.Components;

namespace Busbar.Server.Portal.Views;

/// <summary>What every page of the portal is given, and words that several have.</summary>
public abstract class PortalPage : Page
{
    [Parameter, EditorRequired] public PortalView View { get; set; } = null!;

    protected static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    protected static string Count(long count, string one) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {one}{(count == 1 ? "" : "s")}";

    protected static string Name(Subscription endpoint) => endpoint.Description ?? endpoint.Url;

    protected static string Events(Subscription endpoint) => endpoint.Events.Contains(EventChoice.Everything) ? "All events" : string.Join(", ", endpoint.Events);

    protected static (string Word, string Tone) State(Subscription endpoint) => endpoint switch
    {
        { IsActive: false } => ("Disabled", "bad"),
        { PausedAt: not null } => ("Paused", ""),
        { FailingSince: not null } => ("Failing", "waiting"),
        _ => ("Active", "good"),
    };

    protected static string EventOf(Delivery delivery) => delivery.EventType ?? Count(delivery.Events, "event");

    protected static (string Word, string Tone) State(Delivery delivery) => delivery switch
    {
        { State: DeliveryState.Delivered } => ("Delivered", "good"),
        { State: DeliveryState.Dropped } => ("Failed", "bad"),
        { Attempts: 0 } => ("Waiting", ""),
        _ => ("Retrying", "waiting"),
    };
}
