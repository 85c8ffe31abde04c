using Busbar.Core.Devices;
using Busbar.Core.Linking;

namespace Busbar.Server.LinkPages;

/// <summary>Kinds of device as their owners call them, and what an application gets from each.</summary>
public sealed partial class LinkWords
{
    public string Kind(DeviceKind kind) => T("kind." + kind);

    /// <summary>In one line, the first letter large.</summary>
    public string Kinds(IEnumerable<DeviceKind> kinds) => Capital(string.Join(", ", kinds.Select(Kind)));

    public string KindHeading(DeviceKind kind) => Capital(Kind(kind));

    /// <summary>What an application can come to see of a device of this kind.</summary>
    public IReadOnlyList<string> Shares(DeviceKind kind) => All(Data(kind));

    /// <summary>What an application can tell a device of this kind; empty where it can only look.</summary>
    public IReadOnlyList<string> Controls(DeviceKind kind) => kind switch
    {
        DeviceKind.EV or DeviceKind.ChargePoint => All(["control.charging", "control.current"]),
        DeviceKind.SolarPlant or DeviceKind.Inverter => All(["control.feed", "control.offGrid"]),
        DeviceKind.Battery or DeviceKind.HeatPump or DeviceKind.RetrofitMeter or DeviceKind.Meter => [],
    };

    public string Scope(LinkScope scope) => T("scope." + LinkScopes.Sort(scope));

    /// <summary>What a scope covers, for a kind that it is about.</summary>
    public IReadOnlyList<string> Covers(LinkScope scope, DeviceKind kind) => LinkScopes.Sort(scope) switch
    {
        ScopeSort.Data => All(["data.basics", .. Data(kind).Where(key => key != "data.place")]),
        ScopeSort.Location => All(["data.place"]),
        ScopeSort.Control => All(scope switch
        {
            LinkScope.HeatPumpMode => ["control.heating"],
            LinkScope.BatteryMode => ["control.battery"],
            _ => ["control.charging", "control.current"],
        }),
    };

    private static string[] Data(DeviceKind kind) => kind switch
    {
        DeviceKind.Battery => ["data.howFull", "data.powerBoth"],
        DeviceKind.ChargePoint => ["data.carPlugged", "data.powerCurrent", "data.sessions"],
        DeviceKind.EV => ["data.range", "data.plugged", "data.place", "data.odometer", "data.sessions"],
        DeviceKind.HeatPump => ["data.heating", "data.temperatures", "data.used"],
        DeviceKind.SolarPlant => ["data.produced", "data.feedLimit", "data.inverters"],
        DeviceKind.RetrofitMeter => ["data.meter"],
        DeviceKind.Meter => ["data.grid", "data.gridNow", "data.gas"],
        DeviceKind.Inverter => ["data.produced", "data.feedLimit"],
    };

    private IReadOnlyList<string> All(IEnumerable<string> keys) => [.. keys.Select(key => T(key))];

    // What a sentence may need of a kind: its bare name, and the name with the owner's "your" in the two places where it stands.
    private (string, string) KindOf(DeviceKind kind) => ("kind", Kind(kind));

    private (string, string) Yours(DeviceKind kind) => ("yours", T("yours." + kind));

    private (string, string) ToYours(DeviceKind kind) => ("toYours", T("toYours." + kind));

    private (string, string) Yours(LinkView link) => link.Link.AllOf is { Count: > 1 } && !link.Link.IsReconnect ? ("yours", T("yours.several")) : Yours(link.Link.Kind);

    private (string, string) ToYours(LinkView link) => link.Link.AllOf is { Count: > 1 } && !link.Link.IsReconnect ? ("toYours", T("toYours.several")) : ToYours(link.Link.Kind);

    private (string, string) Yours(IReadOnlyList<DeviceKind>? kinds) => kinds switch { null => ("yours", T("yours.any")), [var one] => Yours(one), _ => ("yours", T("yours.several")) };

    private (string, string) ToYours(IReadOnlyList<DeviceKind>? kinds) => kinds switch { null => ("toYours", T("toYours.any")), [var one] => ToYours(one), _ => ("toYours", T("toYours.several")) };
}
