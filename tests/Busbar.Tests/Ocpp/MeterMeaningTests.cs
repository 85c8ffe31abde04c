using System.Globalization;
using System.Text.Json;
using Busbar.Core.Devices;
using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Tests.Ocpp;

public sealed class MeterMeaningTests
{
    /// <summary>Samples as <c>value measurand phase unit location</c>, a dash for what is left out; what they mean as <c>signal=value</c>.</summary>
    public static TheoryData<string, string> Cases => new()
    {
        // Defaults: energy in Wh.
        { "1234567 - - - -", "EnergyIn=1234.567" },
        { "1234567 - - Wh -", "EnergyIn=1234.567" },
        { "1234.567 - - kWh -", "EnergyIn=1234.567" },
        { "1234.567 - - KWH -", "EnergyIn=1234.567" },
        { "0 - - - -", "EnergyIn=0" },
        { "500 Energy.Active.Export.Register - Wh -", "EnergyOut=0.5" },
        { "100 - L1 Wh -; 200 - L2 Wh -; 300 - L3-N Wh -", "EnergyIn=0.6 EnergyInL1=0.1 EnergyInL2=0.2 EnergyInL3=0.3" },
        { "9000 - - Wh -; 100 - L1 Wh -", "EnergyIn=9 EnergyInL1=0.1" },
        { "500 Energy.Reactive.Import.Register - varh -", "ReactiveEnergyIn=0.5" },
        { "500 Energy.Reactive.Import.Register - kvarh -", "ReactiveEnergyIn=500" },
        // Power: import +, export −.
        { "7400 Power.Active.Import - - -", "Power=7400" },
        { "7400 Power.Active.Import - W Outlet", "Power=7400" },
        { "7.4 Power.Active.Import - kW -", "Power=7400" },
        { "2000 Power.Active.Export - W -", "Power=-2000" },
        { "0 Power.Active.Import - W -; 2000 Power.Active.Export - W -", "Power=-2000" },
        { "7000 Power.Active.Import - W -; 0 Power.Active.Export - W -", "Power=7000" },
        { "1000 Power.Active.Import L1 W -; 2000 Power.Active.Import L2 W -; 3000 Power.Active.Import L3 W -", "Power=6000 PowerL1=1000 PowerL2=2000 PowerL3=3000" },
        { "2300 Power.Active.Import L1-N W -", "Power=2300 PowerL1=2300" },
        { "1.5 Power.Active.Export L2 kW -", "Power=-1500 PowerL2=-1500" },
        { "7400 Power.Active.Import - W -; 2400 Power.Active.Import L1 W -", "Power=7400 PowerL1=2400" },
        // Current: no total is made up.
        { "16 Current.Import - A -", "Current=16" },
        { "16 Current.Import L1 A -; 15.9 Current.Import L2 A -; 16.1 Current.Import L3 A -; 0.1 Current.Import N A -", "CurrentL1=16 CurrentL2=15.9 CurrentL3=16.1" },
        { "16000 Current.Import L1 mA -", "CurrentL1=16" },
        { "6 Current.Export L1 A -", "CurrentL1=-6" },
        // Voltage: from line to line is no phase.
        { "230 Voltage - V -", "Voltage=230" },
        { "230.1 Voltage L1 V -; 231 Voltage L2-N V -; 400 Voltage L1-L2 V -; 401 Voltage L3-L1 V -", "VoltageL1=230.1 VoltageL2=231" },
        { "0.23 Voltage L1 kV -", "VoltageL1=230" },
        { "0 Voltage L3 V -", "VoltageL3=0" },
        // What the charger offers.
        { "16 Current.Offered - A -", "MaxCurrent=16" },
        { "0 Current.Offered - A Outlet", "MaxCurrent=0" },
        { "10 Current.Offered L1 A -; 16 Current.Offered L2 A -", "MaxCurrent=16" },
        { "11000 Power.Offered - W -", "" },
        // The car's battery, wherever it was measured.
        { "55 SoC - Percent EV", "StateOfCharge=55" },
        { "55.5 SoC - - -", "StateOfCharge=55.5" },
        { "55 SoC - % Outlet", "StateOfCharge=55" },
        { "130 SoC - Percent EV", "" },
        { "-1 SoC - Percent EV", "" },
        // Places: the outlet before the cable before the inlet; the car and the inside not at all.
        { "5000 - - Wh Inlet", "EnergyIn=5" },
        { "5000 - - Wh Inlet; 4000 - - Wh Outlet", "EnergyIn=4" },
        { "5000 - - Wh Inlet; 4000 - - Wh Cable", "EnergyIn=4" },
        { "16 Current.Import L1 A EV", "" },
        { "16 Current.Import L1 A Body", "" },
        { "16 Current.Import L1 A EV; 15 Current.Import L1 A -", "CurrentL1=15" },
        // Units that do not fit, numbers that are none, and measurands that we have no signal for.
        { "7 - - W -", "" },
        { "7 Power.Active.Import - Wh -", "" },
        { "7 Voltage - A -", "" },
        { "-7 - - Wh -", "" },
        { "12,5 Power.Active.Import - W -", "" },
        { "NaN Power.Active.Import - W -", "" },
        { "Infinity Power.Active.Import - W -", "" },
        { "1e99 Power.Active.Import - W -", "" },
        { "abc - - - -", "" },
        { "1.5e3 Power.Active.Import - W -", "Power=1500" },
        { "50 Frequency - - -", "" },
        { "31 Temperature - Celsius Body", "" },
        { "31 Temperature - Celcius Body", "" },
        { "0.98 Power.Factor - - -", "" },
        { "100 Power.Reactive.Import - var -", "" },
        { "100 Energy.Active.Import.Interval - Wh -", "" },
        { "1500 RPM - - -", "" },
        { "7 Something.New - Wh -", "" },
        { "7400 Power.Active.Import - W -; oops Voltage L1 V -; 16 Current.Import L1 A -", "Power=7400 CurrentL1=16" },
        { "1 Power.Active.Import - W -; 2 Power.Active.Import - W -", "Power=2" },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Samples_mean(string samples, string meaning)
    {
        var found = MeterMeaning.Of([.. samples.Split(';', StringSplitOptions.TrimEntries).Select(Sample)]);
        Assert.Equal(meaning, string.Join(' ', found.Select(measured => $"{measured.Signal}={measured.Value.ToString("0.######", CultureInfo.InvariantCulture)}")));
    }

    /// <summary>The register of a transaction's start is told in whole Wh: the same one in a sample must be the same number of kWh.</summary>
    [Fact]
    public void Watt_hours_become_the_nearest_kilowatt_hours()
    {
        for (var wh = 0; wh < 20_000; wh++)
        {
            Assert.Equal((Signal.EnergyIn, wh / 1000.0), MeterMeaning.Of([Sample($"{wh} - - Wh -")]).Single());
            Assert.Equal((Signal.EnergyIn, wh / 1000.0), MeterMeaning.Of([Sample($"{(wh / 1000.0).ToString(CultureInfo.InvariantCulture)} - - kWh -")]).Single());
        }
    }

    [Fact]
    public void A_number_may_come_as_a_number_and_a_signed_value_is_no_number()
    {
        Assert.Equal(12.5, Read("""{"value":12.5}""").Value);
        var signed = Read("""{"value":"OCMF|{}|{}","format":"SignedData","context":"Transaction.End"}""");
        Assert.Equal((null, "OCMF|{}|{}", "Transaction.End"), (signed.Value, signed.Signed, signed.Context));
        Assert.Equal(("Energy.Active.Import.Register", "Outlet", "Sample.Periodic"), (Read("""{"value":"1"}""").Measurand, Read("""{"value":"1"}""").Location, Read("""{"value":"1"}""").Context));
    }

    private static SampledValue Sample(string text)
    {
        var parts = text.Split(' ').Select(part => part == "-" ? null : part).ToArray();
        var fields = new Dictionary<string, string?> { ["value"] = parts[0], ["measurand"] = parts[1], ["phase"] = parts[2], ["unit"] = parts[3], ["location"] = parts[4] };
        return Read(JsonSerializer.Serialize(fields.Where(field => field.Value is not null).ToDictionary()));
    }

    private static SampledValue Read(string json) => SampledValue.Read(new Payload(JsonDocument.Parse(json).RootElement));
}
