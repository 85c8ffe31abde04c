using Busbar.Core.Devices;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>Meters as boundary meters, and as clamps where they tell the current.</summary>
public sealed class BoundaryMeterGoldenTests
{
    private const string Fluvius = "bmma11FXGPQTQCHBV8KW8965WEDTC0", Nothing = "01HRFF3SEVSCRAV9B3CHVDFN0H";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_meter_is_read_with_all_that_it_told(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (user, _) = await EvEnergyFixture.MadeUser(house);
        var linked = await EvEnergyFixture.Link(house, house.Brands.Fluvius, FakeBrands.Thing(DeviceKind.Meter, "meter-1", "541448800000000001", "Sagemcom S211"), user);
        var (meter, clamp) = (EvEnergyFixture.Id("bmet", linked), EvEnergyFixture.Id("ctcl", linked));
        await walk.Step("boundary_meter_makes.list", "GET", "boundary_meter_makes");
        await walk.Step("boundary_meter_makes.get", "GET", $"boundary_meter_makes/{Fluvius}");
        var model = (await walk.Step("boundary_meter_models.list", "GET", "boundary_meter_models"))[0].GetProperty("id").GetString();
        await walk.Step("boundary_meter_models.get", "GET", $"boundary_meter_models/{model}?expand=make");

        await Tell((Signal.Power, 900), (Signal.EnergyIn, 1_000));
        await walk.Step("ct_clamps.none", "GET", "ct_clamps");
        await walk.Step("refused.ct_clamp.no-current", "GET", $"ct_clamps/{clamp}");
        await Tell((Signal.Power, -1_200), (Signal.CurrentL1, -5.2174));
        await Tell((Signal.Power, 0), (Signal.CurrentL1, 0.02), (Signal.CurrentL2, 4));
        await Tell((Signal.EnergyIn, 1_001));
        await walk.Step("boundary_meters.list", "GET", "boundary_meters");
        await walk.Step("boundary_meters.get", "GET", $"boundary_meters/{meter}");
        await walk.Step("boundary_meters.get.expanded", "GET", $"boundary_meters/{meter}?expand=model&expand=model.make&expand=latest_status_log");
        var logs = await walk.Step("boundary_meters.status_logs.list", "GET", $"boundary_meters/{meter}/status_logs");
        await walk.Step("boundary_meters.status_logs.span", "GET", $"boundary_meters/{meter}/status_logs?sampled_at__gte={logs[0].GetProperty("sampled_at").GetString()}&expand=boundary_meter.model");
        await walk.Step("boundary_meters.status_logs.get", "GET", $"boundary_meters/{meter}/status_logs/{logs[2].GetProperty("sampled_at").GetString()}");

        // Only what tells the current is a clamp, and only then is it in the log.
        await walk.Step("ct_clamps.list", "GET", "ct_clamps");
        await EvEnergyFixture.Link(house, house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-1", "EH1"), user);
        await walk.Step("ct_clamps.get", "GET", $"ct_clamps/{clamp}");
        await walk.Step("ct_clamps.get.expanded", "GET", $"ct_clamps/{clamp}?expand=evse");
        await EvEnergyFixture.Link(house, house.Brands.Easee, FakeBrands.Thing(DeviceKind.ChargePoint, "charger-2", "EH2"), user);
        await walk.Step("ct_clamps.get.two-chargers", "GET", $"ct_clamps/{clamp}");
        var currents = await walk.Step("ct_clamps.logs.list", "GET", $"ct_clamps/{clamp}/logs");
        await walk.Step("ct_clamps.logs.page", "GET", $"ct_clamps/{clamp}/logs?page_size=1&expand=ct_clamp");
        await walk.Step("ct_clamps.logs.get", "GET", $"ct_clamps/{clamp}/logs/{currents[1].GetProperty("sampled_at").GetString()}");

        await walk.Step("refused.boundary_meter.unknown", "GET", $"boundary_meters/bmet{Nothing}");
        await walk.Step("refused.boundary_meter.make", "GET", $"boundary_meter_makes/bmak{Nothing}");
        await walk.Step("refused.boundary_meter.model", "GET", $"boundary_meter_models/bmmo{Nothing}");
        await walk.Step("refused.boundary_meter.logs", "GET", $"boundary_meters/{meter}/status_logs?page_before=yesterday");
        await walk.Step("refused.ct_clamp.unknown", "GET", $"ct_clamps/ctcl{Nothing}");
        await walk.Step("refused.ct_clamp.logs.unknown", "GET", $"ct_clamps/ctcl{Nothing}/logs");
        await walk.Step("refused.ct_clamp.log.no-current", "GET", $"ct_clamps/{clamp}/logs/{logs[0].GetProperty("sampled_at").GetString()}");

        async Task Tell(params (Signal, Value)[] values)
        {
            house.Brands.Fluvius.Measure("meter-1", values);
            await house.House.Pass(TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(5));
        }
    }
}
