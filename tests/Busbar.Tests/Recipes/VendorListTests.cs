using System.Text;
using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors;
using Busbar.Vendors.Recipes;
using Microsoft.Extensions.Logging;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Recipes;

public sealed class VendorListTests : IDisposable
{
    private readonly FreshStore store = FreshStore.Open(Engine.Sqlite).GetAwaiter().GetResult();
    private readonly string folder = Directory.CreateTempSubdirectory("busbar-brands-").FullName;
    private readonly HeardLog log = new();
    private readonly BrandApps apps;

    public VendorListTests() => apps = new BrandApps(store.Database, new Vault(new MasterKey(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef"))), TimeProvider.System, (_, _) => Samples.App);

    [Fact]
    public void The_sandbox_has_every_brand_of_the_catalogue_and_the_outlets()
    {
        var list = Open();
        var sandbox = list.List(Realm.Sandbox);
        Assert.True(sandbox.Count >= 46, $"{sandbox.Count} brands");
        Assert.IsType<CommandingRecipeVendor>(list.Find(Realm.Sandbox, "Mercedes-Benz"));
        Assert.IsType<Outlet>(list.Find(Realm.Sandbox, "ocpp"));
        Assert.Equal(Enum.GetValues<DeviceKind>().Order(), sandbox.SelectMany(vendor => vendor.Brand.Kinds.Keys).Distinct().Order());
    }

    [Theory]
    [InlineData("tesla", "tesla")]
    [InlineData("TESLA", "tesla")]
    [InlineData("Mercedes-benz", "mercedes-benz")]
    [InlineData("Realto", "realto")]
    [InlineData("tes", null)]
    [InlineData("", null)]
    public void Brands_are_found_by_id_or_name_whatever_the_case(string brand, string? id) =>
        Assert.Equal(id, Open().Find(Realm.Sandbox, brand)?.Brand.Id);

    [Fact]
    public async Task Production_has_what_is_set_up()
    {
        var list = Open();
        Assert.Equal(["ocpp"], list.List(Realm.Production).Select(vendor => vendor.Brand.Id));
        await apps.Set("volvo", new Dictionary<string, string> { ["clientId"] = "a", ["clientSecret"] = "b" });
        Assert.Null(list.Find(Realm.Production, "volvo"));
        await apps.Set("volvo", new Dictionary<string, string> { ["clientId"] = "a", ["clientSecret"] = "b", ["vccApiKey"] = "c" });
        Assert.Equal(Realm.Production, list.Lines().Single(line => line is { Id: "volvo", SetUp: true, Untried: true, Realm: Realm.Production }).Realm);
        Assert.IsType<RecipeVendor>(list.Find(Realm.Production, "Volvo"));
        Assert.Null(list.Find(Realm.Production, "tesla"));
        Assert.Equal([("clientId", false), ("clientSecret", true), ("vccApiKey", true)], list.Asked("volvo")!.Select(input => (input.Key, input.Value)));
    }

    [Fact]
    public async Task The_operators_files_join_in_and_broken_ones_are_left_out_with_their_place()
    {
        File.WriteAllText(Path.Combine(folder, "acme.yaml"), Samples.Acme);
        File.WriteAllText(Path.Combine(folder, "mine.yaml"), Samples.Acme.Replace("id: acme\nname: Acme", "id: volvo\nname: My Volvo", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder, "broken.yaml"), Samples.Acme + "colour: red\n");
        var list = Open();
        await apps.Set("acme", Samples.App);
        await apps.Set("volvo", Samples.App);
        Assert.Equal(["Acme", "My Volvo", "OCPP"], list.List(Realm.Production).Select(vendor => vendor.Brand.Name).Order());
        Assert.Contains("broken.yaml:21:1: Unknown key `colour`", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_asks_for_what_owners_can_know()
    {
        var list = Open();
        Assert.All(list.List(Realm.Sandbox).SelectMany(vendor => vendor.Brand.Kinds.Values).SelectMany(kind => kind.Inputs), input => Assert.NotNull(new Regex(input.Pattern ?? "")));
        Assert.Equal((ConsentWay.Redirect, "identifier"), Way(list, "Audi", DeviceKind.EV));
        Assert.Equal((ConsentWay.Elsewhere, "identifier associatedEmail"), Way(list, "SMA", DeviceKind.SolarPlant));
        Assert.Equal((ConsentWay.Redirect, ""), Way(list, "Huawei", DeviceKind.SolarPlant));
        Assert.Equal((ConsentWay.None, "identifier pairingCode"), Way(list, "Xenn", DeviceKind.RetrofitMeter));
        Assert.Equal((ConsentWay.None, "pairingCode"), Way(list, "Realto", DeviceKind.RetrofitMeter));
        Assert.Equal((ConsentWay.Redirect, "identifier flow"), Way(list, "Fluvius", DeviceKind.Meter));
    }

    [Fact]
    public void A_damaged_catalogue_is_told_with_its_place()
    {
        var (brands, findings) = CatalogueFile.Read("ways:\n  vin: { consent: Redirect }\nbrands:\n  - { id: a, name: A, kinds: { EV: vni } }\n  - { id: b, name: B, kinds: { Car: vin } }\n  - { id: c, name: C, kinds: { EV: vin } }\n  - { id: c, name: D, kinds: { EV: vin } }\n");
        Assert.Equal(2, brands.Count);
        Assert.Contains(findings, finding => finding is { Line: 4, Column: 36 } && finding.Message.Contains("`vni` is none of `ways`", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Line: 5 } && finding.Message.Contains("`Car` is not known", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Message.Contains("`c` stands here twice", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    private static (ConsentWay, string) Way(VendorList list, string brand, DeviceKind kind) =>
        list.Find(Realm.Sandbox, brand)!.Brand.Kinds[kind] is var way ? (way.Consent, string.Join(' ', way.Inputs.Select(input => input.Name))) : default;

    private VendorList Open() => VendorList.Open(folder,
        new RecipeTools(new VendorHttp(new FakeVendor(), TimeProvider.System), new Budgets(store.Database, TimeProvider.System), apps, TimeProvider.System, new LoggerFactory([log])), apps, [new Outlet()]);

    private sealed class Outlet : IVendor
    {
        public Brand Brand { get; } = new("ocpp", "OCPP", new Dictionary<DeviceKind, BrandKind> { [DeviceKind.ChargePoint] = new(ConsentWay.Elsewhere, []) });
    }

    private sealed class HeardLog : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];
        public ILogger CreateLogger(string categoryName) => this;
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
        public void Dispose() { }
    }
}
