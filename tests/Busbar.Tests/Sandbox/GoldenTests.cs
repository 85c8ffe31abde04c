using System.Runtime.CompilerServices;
using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Sandbox;

/// <summary>What the wire says, byte for byte. A missing file is written, and the test fails once: read it before you keep it.</summary>
public sealed class GoldenTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> written = [];

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_kind_of_device_reports_as_agreed(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        foreach (var kind in new[] { "EV", "ChargePoint", "SolarPlant", "Battery", "HeatPump", "Meter", "RetrofitMeter" })
            await host.Post("/sandbox/api/homes/golden/devices", "developer", $$"""{"brand":"acme","kind":"{{kind}}"}""");
        var vin = (await host.Get("/sandbox/api/homes/golden", "developer")).Body.GetProperty("devices")[0].Text("identifier");
        var token = (await host.Link(DeviceKind.EV, vin)).AccessToken();
        await host.Post("/sandbox/acme/api/devices/ev-1/commands", token, """{"command":"start_charging"}""");
        host.Clock.Advance(TimeSpan.FromMinutes(14));

        var list = (await host.Get("/sandbox/acme/api/devices", token)).Body;
        Matches("devices", list);
        foreach (var device in list.GetProperty("devices").EnumerateArray())
            Matches(device.Text("kind"), (await host.Get($"/sandbox/acme/api/devices/{device.Text("id")}", token)).Body);
        Assert.Empty(written);
        Assert.Equal(Enum.GetNames<DeviceKind>().Order(), list.GetProperty("devices").EnumerateArray().Select(d => d.Text("kind")).Order());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_control_api_shows_a_home_as_agreed(Engine engine)
    {
        await using var host = await SandboxHost.Start(engine);
        await host.Link(DeviceKind.ChargePoint, "CP-1");
        Matches("homes", (await host.Get("/sandbox/api/homes", "developer")).Body);
        Matches("home", (await host.Get("/sandbox/api/homes/home-cp1", "developer")).Body);
        Matches("found", (await host.Get("/sandbox/api/devices?identifier=cp-1", "developer")).Body);
        Assert.Empty(written);
    }

    private void Matches(string name, JsonElement actual, [CallerFilePath] string here = "")
    {
        var (file, text) = (Path.Combine(Path.GetDirectoryName(here)!, "golden", name + ".json"), JsonSerializer.Serialize(actual, Indented) + "\n");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            written.Add(file);
        }
        Assert.Equal(File.ReadAllText(file), text);
    }
}
