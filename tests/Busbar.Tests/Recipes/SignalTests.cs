using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Recipes;

/// <summary>How a value in an answer becomes a signal of ours, case by case.</summary>
public sealed class SignalTests
{
    [Theory]
    // Numbers, also written as text
    [InlineData("StateOfCharge: { at: x, unit: percent }", """{"x":55.5}""", "55.5")]
    [InlineData("StateOfCharge: { at: x, unit: percent }", """{"x":"55.5"}""", "55.5")]
    [InlineData("StateOfCharge: { at: x, unit: fraction }", """{"x":0.5}""", "50")]
    [InlineData("StateOfCharge: { at: x, unit: percent }", """{"x":0}""", "0")]
    [InlineData("StateOfCharge: { at: x, unit: percent }", """{"x":null}""", "")]
    [InlineData("StateOfCharge: { at: x, unit: percent }", """{"x":"--"}""", "")]
    [InlineData("StateOfCharge: { at: x, unit: percent }", """{"x":"1e999"}""", "")]
    [InlineData("StateOfCharge: { at: x, unit: percent }", """{"x":[1]}""", "")]
    [InlineData("StateOfCharge: { at: x, unit: percent }", "{}", "")]
    // Units, fixed or said by the answer
    [InlineData("Power: { at: x, unit: kW }", """{"x":1.25}""", "1250")]
    [InlineData("Power: { at: x, unitAt: u }", """{"x":1.25,"u":"kilowatt"}""", "1250")]
    [InlineData("Power: { at: x, unitAt: u }", """{"x":1.25}""", "")]
    [InlineData("Power: { at: x, unitAt: u, unit: W }", """{"x":1.25}""", "1.25")]
    [InlineData("EnergyIn: { at: x, unit: Wh }", """{"x":12345}""", "12.345")]
    [InlineData("Current: { at: x, unit: mA }", """{"x":-1500}""", "-1.5")]
    [InlineData("OutdoorTemperature: { at: x, unit: \"°F\" }", """{"x":212}""", "100")]
    [InlineData("OutdoorTemperature: { at: x, unit: K }", """{"x":273.15}""", "0")]
    [InlineData("ChargeTimeRemaining: { at: x, unit: s }", """{"x":90}""", "1.5")]
    [InlineData("GasIn: { at: x, unit: L }", """{"x":2500}""", "2.5")]
    // Scale first, then the offset, then the sign, then the unit
    [InlineData("Power: { at: x, unit: W, scale: 0.1, offset: 5, negate: true }", """{"x":100}""", "-15")]
    [InlineData("Power: { at: x, unit: kW, negate: true }", """{"x":-2}""", "2000")]
    // None by a mark
    [InlineData("Power: { at: x, unit: W, nullIf: [-1, n/a] }", """{"x":-1.0}""", "")]
    [InlineData("Power: { at: x, unit: W, nullIf: [-1, n/a] }", """{"x":"n/a"}""", "")]
    // The first usable value of several
    [InlineData("Power: { at: [a, b], unit: W, nullIf: -1 }", """{"a":-1,"b":7}""", "7")]
    [InlineData("Power: { at: [a, b], unit: W }", """{"b":7}""", "7")]
    [InlineData("Power: { at: \"l[*].w\", unit: W }", """{"l":[{},{"w":null},{"w":3}]}""", "3")]
    // Flags and words
    [InlineData("IsPluggedIn: { at: x }", """{"x":true}""", "1")]
    [InlineData("IsPluggedIn: { at: x }", """{"x":"0"}""", "0")]
    [InlineData("IsPluggedIn: { at: x }", """{"x":"plugged"}""", "")]
    [InlineData("IsPluggedIn: { at: x, map: { 1: true, 0: false, 2: null } }", """{"x":1}""", "1")]
    [InlineData("IsPluggedIn: { at: x, map: { 1: true, 0: false, 2: null } }", """{"x":2}""", "")]
    [InlineData("ChargeState: { at: x, map: { A: Unplugged, B: Waiting } }", """{"x":"B"}""", "Waiting")]
    [InlineData("ChargeState: { at: x, map: { A: Unplugged, B: Waiting } }", """{"x":"F"}""", "")]
    [InlineData("ChargeState: { at: x }", """{"x":"charging"}""", "Charging")]
    [InlineData("ChargeState: { at: x }", """{"x":"warp"}""", "")]
    [InlineData("TargetStateOfCharge: { at: x, unit: percent, map: { eco: 80, full: 100 } }", """{"x":"eco"}""", "80")]
    public async Task A_value(string signal, string answer, string expected)
    {
        var read = await Read($"      {signal}", answer);
        Assert.Equal(expected, string.Join(' ', read.Observations.Select(o => o.Value.Text ?? o.Value.Number.ToString("0.#########", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("time: t", """{"x":1,"t":"2026-11-21T10:00:00Z"}""", "2026-11-21T10:00:00Z")]
    [InlineData("time: t", """{"x":1,"t":"2026-11-21T10:00:00.25+02:00"}""", "2026-11-21T08:00:00.25Z")]
    [InlineData("time: t", """{"x":1,"t":"2026-11-21T10:00:00"}""", "2026-11-21T10:00:00Z")]
    [InlineData("time: t", """{"x":1,"t":"2026-11-21 10:00:00"}""", "2026-11-21T10:00:00Z")]
    [InlineData("time: [s, t]", """{"x":1,"s":null,"t":"2026-11-21T10:00:00Z"}""", "2026-11-21T10:00:00Z")]
    [InlineData("time: { at: t, zone: Europe/Brussels }", """{"x":1,"t":"2026-07-21T10:00:00"}""", "2026-07-21T08:00:00Z")]
    [InlineData("time: { at: t, zone: Europe/Brussels }", """{"x":1,"t":"2026-11-21T10:00:00Z"}""", "2026-11-21T10:00:00Z")]
    // The hour that the clocks show twice: the later of the two
    [InlineData("time: { at: t, zone: Europe/Brussels }", """{"x":1,"t":"2026-10-25T02:30:00"}""", "2026-10-25T01:30:00Z")]
    [InlineData("time: { at: t, format: epoch_s }", """{"x":1,"t":1795255200}""", "2026-11-21T10:00:00Z")]
    [InlineData("time: { at: t, format: epoch_s }", """{"x":1,"t":"1795255200.5"}""", "2026-11-21T10:00:00.5Z")]
    [InlineData("time: { at: t, format: epoch_ms }", """{"x":1,"t":1795255200000}""", "2026-11-21T10:00:00Z")]
    [InlineData("time: { at: t, pattern: dd.MM.yyyy HH:mm, zone: Europe/Berlin }", """{"x":1,"t":"21.11.2026 11:00"}""", "2026-11-21T10:00:00Z")]
    // No time named: when it was heard. Later than heard: when it was heard.
    [InlineData("", """{"x":1}""", "2026-11-21T12:00:00Z")]
    [InlineData("time: t", """{"x":1,"t":"2027-01-01T00:00:00Z"}""", "2026-11-21T12:00:00Z")]
    // A named time that is not there, or no time: the value is of unknown age
    [InlineData("time: t", """{"x":1}""", "")]
    [InlineData("time: t", """{"x":1,"t":"yesterday"}""", "")]
    [InlineData("time: t", """{"x":1,"t":"21.11.2026"}""", "")]
    [InlineData("time: { at: t, format: epoch_s }", """{"x":1,"t":1e300}""", "")]
    [InlineData("time: { at: t, format: epoch_s }", """{"x":1,"t":0}""", "")]
    public async Task A_time(string time, string answer, string expected)
    {
        var read = await Read("      Power: { at: x, unit: W }", answer, time.Length == 0 ? "" : $"    {time}\n");
        Assert.Equal(expected.Length == 0 ? "" : $"Power 1 {expected}", Bench.Golden(read));
    }

    [Theory]
    [InlineData("""{"up":true,"nap":false,"x":1}""", ReadHint.None)]
    [InlineData("""{"up":false,"nap":false,"x":1}""", ReadHint.Offline)]
    [InlineData("""{"nap":false,"x":1}""", ReadHint.Offline)]
    [InlineData("""{"up":true,"nap":"yes","x":1}""", ReadHint.Asleep)]
    public async Task What_the_answer_says_of_the_device(string answer, ReadHint expected)
    {
        var read = await Read("      Power: { at: x, unit: W }", answer, "    online: { at: up, is: true }\n    asleep: { at: nap, is: [true, \"yes\"] }\n");
        Assert.Equal(expected, read.Hint);
        Assert.Single(read.Observations);
    }

    [Fact]
    public async Task A_device_finds_its_own_part_of_an_answer_for_all()
    {
        var read = await Read("      Power: { at: w, unit: W }", """{"list":[{"id":"other","w":1},{"id":"d-1","w":2}]}""", "    in: \"list[id={id}]\"\n");
        Assert.Equal(2, read.Observations.Single().Value.Number);
        Assert.Empty((await Read("      Power: { at: w, unit: W }", """{"list":[{"id":"other","w":1}]}""", "    in: \"list[id={id}]\"\n")).Observations);
    }

    [Fact]
    public async Task Own_spellings_of_units_are_understood()
    {
        var read = await Read("      Range: { at: x, unitAt: u }", """{"x":5,"u":"KILOMETROS"}""", head: "units: { KILOMETROS: km }\n");
        Assert.Equal(5, read.Observations.Single().Value.Number);
    }

    private static async Task<ReadAnswer> Read(string signals, string answer, string more = "", string head = "")
    {
        using var bench = new Bench($"{head}{Samples.Acme}reads:\n  - kinds: EV\n    get: /cars/{{id}}\n{more}    signals:\n{signals}\n", Samples.App);
        bench.Cloud.On("GET https://api.acme.example/cars/d-1", answer);
        return await bench.Read(DeviceKind.EV, "d-1");
    }
}
