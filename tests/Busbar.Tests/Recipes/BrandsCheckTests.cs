using Busbar.Vendors.Recipes;

namespace Busbar.Tests.Recipes;

public sealed class BrandsCheckTests
{
    [Fact]
    public void A_good_file_is_told_by_what_it_offers()
    {
        var report = BrandsCheck.Check(Bench.Packaged("volvo"));
        Assert.True(report.Good);
        Assert.Equal("""
            Serves Volvo (volvo), official, untried.
            The operator enters clientId, clientSecret (secret), vccApiKey (secret).
            EV: the owner signs in at the brand; asks for identifier.
            EV gives Power, IsPluggedIn, IsCharging, ChargeState, MaxCurrent, ChargeTimeRemaining, StateOfCharge, TargetStateOfCharge, Range, Odometer.
            Asked every 5 min while charging, 15 min while plugged in, 1 h else.
            At most 100 calls in 1 min for each account (minute).
            At most 10000 calls in 1 d for each application (day).
            """, string.Join('\n', report.Summary), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_sandbox_serves_the_catalogue()
    {
        var report = BrandsCheck.Check(Bench.Packaged("sandbox"));
        Assert.Equal("Serves every brand of the catalogue.", report.Summary[0]);
        Assert.Contains("Meter gives Power, PowerL1, PowerL2, PowerL3, CurrentL1, CurrentL2, CurrentL3, VoltageL1, VoltageL2, VoltageL3, EnergyIn, EnergyInT1, EnergyInT2, EnergyOut, EnergyOutT1, EnergyOutT2.", report.Summary);
        Assert.Contains("SolarPlant takes LimitFeedIn, StopFeedIn, Reset, Disconnect.", report.Summary);
    }

    [Fact]
    public void A_finding_reads_as_editors_like_it() =>
        Assert.Equal("acme.yaml:21:1: Unknown key `colour`. Possible here: http", BrandsCheck.Check(Samples.Acme + "colour: red").Findings.Single().In("acme.yaml")[..57]);
}
