using Busbar.Core.Devices;

namespace Busbar.Tests.Recipes;

/// <summary>The shape of myUplink's answers: one long list of points, told apart by a field, absent sensors as −32768.</summary>
public sealed class MyUplinkShapeTests : IDisposable
{
    private readonly Bench bench = new(Samples.Acme + """
        reads:
          - kinds: HeatPump
            get: /v2/devices/{id}/points
            wrapper: { value: value, unit: parameterUnit, time: timestamp }
            signals:
              OutdoorTemperature: { at: "[parameterId=40004]", nullIf: -32768 }
              IndoorTemperature: { at: ["[parameterId=40033]", "[parameterId=40032]"], nullIf: [-32768, ""] }
              HotWaterTemperature: { at: "[parameterId=40013]", nullIf: -32768 }
              TargetTemperature: { at: "[parameterId=47398]" }
              HeatMode: { at: "[parameterId=49994]", map: { 10: "Off", 20: HotWater, 30: Heating, 60: Cooling } }
        """, Samples.App);

    [Fact]
    public async Task Points_are_found_by_their_id_and_absent_sensors_are_absent()
    {
        bench.Cloud.On("GET https://api.acme.example/v2/devices/emmy-r-1/points", """
            [
              { "category": "F730", "parameterId": "40004", "parameterName": "Außentemp. (BT1)", "parameterUnit": "°C", "timestamp": "2026-11-21T12:30:41+01:00", "value": -3.4, "strVal": "-3.4°C", "scaleValue": "0.1" },
              { "category": "F730", "parameterId": "40033", "parameterName": "Raum (BT50)", "parameterUnit": "°C", "timestamp": "2026-11-21T12:30:41+01:00", "value": -32768, "strVal": "-32768°C", "scaleValue": "0.1" },
              { "category": "F730", "parameterId": "40032", "parameterName": "Raum 2", "parameterUnit": "°F", "timestamp": "2026-11-21T12:30:41+01:00", "value": 68, "strVal": "68°F", "scaleValue": "0.1" },
              { "category": "F730", "parameterId": "40013", "parameterName": "Warmwasser", "parameterUnit": "°C", "timestamp": "2026-11-21T12:30:41+01:00", "value": -32768.0, "strVal": "-", "scaleValue": "0.1" },
              { "category": "F730", "parameterId": "40013", "parameterName": "Warmwasser", "parameterUnit": "°C", "timestamp": "2026-11-21T12:30:42+01:00", "value": 48.7, "strVal": "48.7°C", "scaleValue": "0.1" },
              { "category": "F730", "parameterId": "49994", "parameterName": "Prio", "parameterUnit": "", "timestamp": "2026-11-21T12:30:41+01:00", "value": 20, "strVal": "Warmwasser" }
            ]
            """);
        Assert.Equal("""
            OutdoorTemperature -3.4 2026-11-21T11:30:41Z
            IndoorTemperature 20 2026-11-21T11:30:41Z
            HotWaterTemperature 48.7 2026-11-21T11:30:42Z
            HeatMode HotWater 2026-11-21T11:30:41Z
            """, Bench.Golden(await bench.Read(DeviceKind.HeatPump, "emmy-r-1")), ignoreLineEndingDifferences: true);
    }

    public void Dispose() => bench.Dispose();
}
