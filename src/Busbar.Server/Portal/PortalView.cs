using Busbar.Core.Events;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Portal;

/// <summary>A visit as its pages show it.</summary>
public sealed record PortalView(PortalVisit Visit, Client Client, IEventDialect Dialect, DateTimeOffset Now)
{
    /// <summary>In the addresses of pages: what was done, which deliveries are shown, and after which one.</summary>
    public const string DoneName = "done", ShownName = "show", AfterName = "after";

    public bool IsSandbox => Client.Realm is Realm.Sandbox;

    public static string NewPath => PortalSite.Root + "/new";

    public static string LeavePath => PortalSite.Root + "/leave";

    public static string PathOf(Guid endpoint, string more = "") => $"{PortalSite.Root}/endpoints/{endpoint}{more}";

    public static string PathOf(Delivery delivery, string more = "") => PathOf(delivery.SubscriptionId, $"/deliveries/{delivery.Id}{more}");
}

/// <summary>One page of an endpoint's history.</summary>
/// <param name="State">The only ones that are shown; null for all.</param>
/// <param name="Next">The last one here, where there are older ones.</param>
public sealed record PortalHistory(IReadOnlyList<Delivery> Deliveries, DeliveryState? State, Guid? Next)
{
    public const int Size = 20;
}

/// <summary>What is entered of an endpoint, and what was wrong with it.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Events">What is chosen; none for everything.</param>
public sealed record PortalForm(Guid? Id, string Url, string Description, IReadOnlyList<string> Events, Core.Basics.Fault? Fault = null)
{
    public const string UrlName = "url", DescriptionName = "description", EventsName = "events";

    private const string EventPrefix = "event.";

    public static string FieldOf(EventType type) => EventPrefix + type.Word;

    public static PortalForm Of(Subscription endpoint) => new(endpoint.Id, endpoint.Url, endpoint.Description ?? "", [.. endpoint.Events.Where(word => word != EventChoice.Everything)]);

    public static PortalForm Of(Guid? id, IReadOnlyDictionary<string, string> fields) => new(
        id, fields.GetValueOrDefault(UrlName, "").Trim(), fields.GetValueOrDefault(DescriptionName, "").Trim(),
        [.. fields.Keys.Where(name => name.StartsWith(EventPrefix, StringComparison.Ordinal)).Select(name => name[EventPrefix.Length..])]);
}
