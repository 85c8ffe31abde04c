using System.Globalization;
using Busbar.Server.Sandbox.Control;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>One home: what its devices do, and what can be done to them.</summary>
internal static class HomePage
{
    public static IResult Show(Home home, IReadOnlyList<string> accounts) => Page.Show($"Home {home.Name}", Markup.Of(
        $"""
        <p><a href="/sandbox">All homes</a></p>
        <h1>Home {home.Name}</h1>
        <p>Here it is {home.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, at speed {home.Clock.Speed}. The page shows this moment; load it again for the next.</p>
        <form method="post" action="/sandbox/homes/{home.Name}" class="row">
        <div><label for="speed">Speed, 1 to {HomeClock.MaxSpeed}</label><input id="speed" name="speed" inputmode="decimal" placeholder="{home.Clock.Speed}"></div>
        <div><label for="startedAgo">Start again, hours ago</label><input id="startedAgo" name="startedAgo" inputmode="decimal"></div>
        <button>Set time</button></form>
        {accounts.Select(brand => Account(home, brand))}
        {home.Devices.Select(device => Device(home, device))}
        <section><h2>Add a device</h2>
        <form method="post" action="/sandbox/homes/{home.Name}/devices" class="row">
        <div><label for="brand">Brand id</label><input id="brand" name="brand" required autocapitalize="none"></div>
        <div><label for="kind">Kind</label><select id="kind" name="kind">{Enum.GetNames<Core.Devices.DeviceKind>().Select(k => Markup.Of($"<option>{k}</option>"))}</select></div>
        <div><label for="identifier">Identifier, or blank</label><input id="identifier" name="identifier" maxlength="100"></div>
        <button>Add</button></form></section>
        """), wide: true);

    private static Markup Account(Home home, string brand) => Markup.Of(
        $"""
        <section><h2>Account {home.Name}@{brand}</h2><div class="row">
        {Button($"/sandbox/homes/{home.Name}/accounts/{brand}/expire", "Expire its access tokens")}
        {Button($"/sandbox/homes/{home.Name}/accounts/{brand}/revoke", "End its consent")}
        </div></section>
        """);

    private static Markup Device(Home home, HomeDevice device)
    {
        var path = $"/sandbox/homes/{home.Name}/devices/{device.Id}";
        return Markup.Of(
            $"""
            <section><h2>{device.Name}</h2><p class="dim">{device.Kind} {device.Id}, {device.Identifier}, {device.Brand ?? "known to no brand"}</p>
            <div class="scroll"><table><tbody>
            {Report.Of(home, device).Select(v => Markup.Of($"<tr><th scope=\"row\">{v.Name}</th><td>{Text(v.Value)} {v.Unit}</td></tr>"))}
            </tbody></table></div>
            <div class="row">
            {(device is Ev or ChargePoint ? Markup.Join([Button(path + "/plug", "Plug in"), Button(path + "/unplug", "Unplug")]) : default)}
            {Button(path + "/fail-next-command", "Fail next command")}{Button(path + "/fail-next-read", "Fail next read")}{(device.Brand is null ? default : Button(path + "/forget", "Forget"))}
            </div>
            <details><summary>Set its state</summary>
            <form method="post" action="{path}"><p><small>What is left blank stays as it is.</small></p>
            <div class="row">{Settings.Of(device).Select(s => Field(device, s))}</div>
            <button>Set</button></form></details></section>
            """);
    }

    private static Markup Field(HomeDevice device, Setting setting)
    {
        var id = $"{device.Id}-{setting.Name}";
        var now = device is Ev car && setting.Type == SettingType.Place ? FormattableString.Invariant($"{car.Latitude}, {car.Longitude}") : Text(setting.Now(device));
        return setting.Type == SettingType.Flag
            ? Markup.Of($"""<div><label for="{id}">{setting.Name}</label><select id="{id}" name="{setting.Name}"><option value="">{now} (as it is)</option><option>yes</option><option>no</option></select></div>""")
            : Markup.Of($"""<div><label for="{id}">{setting.Name}</label><input id="{id}" name="{setting.Name}" placeholder="{now}" autocomplete="off"></div>""");
    }

    private static Markup Button(string action, string label) => Markup.Of($"""<form method="post" action="{action}"><button class="second">{label}</button></form>""");

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "yes" : "no",
        double number => Math.Round(number, 4).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
