namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What a user can agree to.</summary>
public sealed class EvScopes(EndpointDataSource endpoints)
{
    /// <summary>The scopes that the API declares, in the order in which pages list them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "user:read", "user:write", "vehicle:read", "vehicle:write", "vehicle_catalogue:write", "evse:read", "evse:write", "charging_session:read", "charging_session:write",
        "solar:read", "solar:write", "solar_forecast:read", "inverter:read", "inverter:write", "home_battery:read", "home_energy:read", "boundary_meter:read",
        "tariff:read", "tariff:prices:read", "carbon:read", "grid:read", "subscription:read", "payout_method:read", "payout_method:write",
        "notification_preferences:read", "notification_preferences:write", "route_planner_preferences:read", "route_planner_preferences:write", "saved_routes:read", "saved_routes:write",
        "dispatch_coordinator:read", "dispatch_event:write", "region:read", "region:write", "debug:read",
    ];

    // Looked up when somebody asks: a start is not held up by it.
    private readonly Lazy<IReadOnlyList<string>> served = new(() =>
    {
        var needed = endpoints.Endpoints.SelectMany(endpoint => endpoint.Metadata.GetOrderedMetadata<NeededScope>()).Select(scope => scope.Name).ToHashSet();
        return [.. All.Where(needed.Contains)];
    });

    /// <summary>Those that open something on this server.</summary>
    public IReadOnlyList<string> Served => served.Value;

    /// <summary>The scopes of a parameter, each once and in our order; null where there is one that the API does not declare.</summary>
    public static IReadOnlyList<string>? Read(string text)
    {
        var named = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet();
        return named.Count > 0 && named.IsSubsetOf(All) ? [.. All.Where(named.Contains)] : null;
    }
}
