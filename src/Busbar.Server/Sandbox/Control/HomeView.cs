using System.Text.Json;
using System.Text.Json.Nodes;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Control;

/// <summary>A home as the control API shows it: all of its state, what can be set, and what each device measures.</summary>
internal static class HomeView
{
    public static object Brief(HomeBrief brief) => new
    {
        name = brief.Home.Name, at = brief.At, speed = brief.Home.Clock.Speed, accounts = brief.Accounts.Select(brand => $"{brief.Home.Name}@{brand}"),
        devices = brief.Home.Devices.Select(d => new { id = d.Id, kind = d.Kind.ToString(), brand = d.Brand, identifier = d.Identifier }),
    };

    public static object Whole(Home home, IReadOnlyList<string>? accounts = null)
    {
        var flows = Flows.Of(home);
        return new
        {
            name = home.Name, at = home.At, clock = home.Clock, place = home.Place, accounts = accounts?.Select(brand => $"{home.Name}@{brand}"),
            gridPower = Math.Round(flows.Grid.Total, 1), baseLoad = Math.Round(flows.BaseW.Total, 1), outdoorTemperature = Math.Round(flows.Weather.OutdoorC, 1),
            devices = home.Devices.Select(d => Device(home, d)),
        };
    }

    public static JsonObject Device(Home home, HomeDevice device)
    {
        var node = JsonSerializer.SerializeToNode(device, HomeJson.Options)!.AsObject();
        node["settings"] = JsonSerializer.SerializeToNode(Control.Settings.Of(device).ToDictionary(s => s.Name, s => s.Now(device)), HomeJson.Options);
        node["values"] = JsonSerializer.SerializeToNode(Report.Of(home, device), HomeJson.Options);
        return node;
    }
}
