using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Tests.Fakes;

/// <summary>A small catalogue in memory, one for both realms: every kind of device, every way of consent.</summary>
public sealed class FakeBrands : IVendors
{
    private static readonly BrandInput vin = new("identifier", true, "[A-HJ-NPR-Z0-9]{17}");
    private readonly IReadOnlyList<FakeVendor> all;

    public FakeBrands(TimeProvider time)
    {
        FakeVendor Brand(string name, params (DeviceKind Kind, BrandKind Way)[] kinds) => new(new Brand(name.ToLowerInvariant(), name, kinds.ToDictionary(kind => kind.Kind, kind => kind.Way)), time);
        all =
        [
            Tesla = Brand("Tesla", (DeviceKind.EV, new BrandKind(ConsentWay.Redirect, [vin])), (DeviceKind.Battery, new BrandKind(ConsentWay.Redirect, []))),
            Easee = Brand("Easee", (DeviceKind.ChargePoint, new BrandKind(ConsentWay.Redirect, []))),
            Huawei = Brand("Huawei", (DeviceKind.SolarPlant, new BrandKind(ConsentWay.Redirect, [])), (DeviceKind.Inverter, new BrandKind(ConsentWay.Redirect, []))),
            Sma = Brand("SMA", (DeviceKind.SolarPlant, new BrandKind(
                ConsentWay.Elsewhere, [new BrandInput("identifier", true), new BrandInput("associatedEmail", true)], "https://sma.test/how-to-agree"))),
            Nibe = Brand("NIBE", (DeviceKind.HeatPump, new BrandKind(ConsentWay.Redirect, []))),
            Fluvius = Brand("Fluvius", (DeviceKind.Meter, new BrandKind(ConsentWay.Redirect, [new BrandInput("identifier", true, "[0-9]{18}"), new BrandInput("flow", true, "B2C|B2B")]))),
            Xenn = Brand("Xenn", (DeviceKind.RetrofitMeter, new BrandKind(ConsentWay.None, [new BrandInput("identifier", true), new BrandInput("pairingCode", true, "[0-9]{6}")]))),
        ];
    }

    public FakeVendor Tesla { get; }

    public FakeVendor Easee { get; }

    public FakeVendor Huawei { get; }

    public FakeVendor Sma { get; }

    public FakeVendor Nibe { get; }

    public FakeVendor Fluvius { get; }

    public FakeVendor Xenn { get; }

    public IReadOnlyList<IVendor> List(Realm realm) => all;

    public IVendor? Find(Realm realm, string brand) => all.FirstOrDefault(vendor =>
        vendor.Brand.Id.Equals(brand, StringComparison.OrdinalIgnoreCase) || vendor.Brand.Name.Equals(brand, StringComparison.OrdinalIgnoreCase));

    /// <summary>A car as a brand's list shows it.</summary>
    public static FoundDevice Car(string vin, string vendorId, string? name = null) =>
        new(DeviceKind.EV, vendorId, vin, name, "Model 3", null, [CommandKind.StartCharging, CommandKind.StopCharging], []);

    /// <summary>Any other device that takes these commands.</summary>
    public static FoundDevice Thing(DeviceKind kind, string vendorId, string? identifier = null, string? model = null, string? parent = null, params CommandKind[] commands) =>
        new(kind, vendorId, identifier, null, model, parent, commands, []);
}
