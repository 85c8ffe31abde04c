using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors;
using Busbar.Vendors.Recipes;
using Busbar.Vendors.Recipes.Language;
using Microsoft.Extensions.Logging.Abstractions;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Recipes;

/// <summary>A recipe on the bench: the real engine against a fake vendor, by a clock that is moved by hand.</summary>
internal sealed class Bench : IDisposable
{
    public static readonly Guid Tenant = new("018f0000-0000-7000-8000-000000000001"), Grant = new("018f0000-0000-7000-8000-000000000002"), Device = new("018f0000-0000-7000-8000-000000000003");
    private readonly FreshStore store = FreshStore.Open(Engine.Sqlite).GetAwaiter().GetResult();

    public Bench(string yaml, IReadOnlyDictionary<string, string>? app = null, Brand? brand = null, Realm realm = Realm.Production)
    {
        var (recipe, findings) = RecipeFile.Read(yaml);
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(finding => finding.In("recipe.yaml"))));
        Recipe = recipe!;
        var tools = new RecipeTools(new VendorHttp(Cloud, Clock), new Budgets(store.Database, Clock), new FixedApps(app), Clock, NullLoggerFactory.Instance);
        Vendor = RecipeVendor.Of(recipe!, brand ?? new Brand(recipe!.Brands[0].Id, recipe.Brands[0].Name, recipe.Kinds), realm, tools);
    }

    public HandClock Clock { get; } = HandClock.AtNoon();
    public FakeVendor Cloud { get; } = new();
    public Recipe Recipe { get; }
    public RecipeVendor Vendor { get; }

    public static string Packaged(string brand) => File.ReadAllText(Path.Combine(VendorList.PackagedFolder, "brands", brand + ".yaml"));

    public static string Answer(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recipes", "answers", name + ".json"));

    public static GrantSecret Secret(string access = "AT-1", string? refresh = "RT-1", string consent = "Redirect") =>
        new(access, refresh, null, new Dictionary<string, string> { ["tenant"] = Tenant.ToString(), ["consent"] = consent });

    public static DeviceAddress At(DeviceKind kind, string vendorId) => new(Tenant, Grant, Device, kind, vendorId);

    public static LinkRequest Link(DeviceKind kind, string? state, params (string Name, string Value)[] inputs) =>
        new(Tenant, new Guid("018f0000-0000-7000-8000-000000000004"), kind, inputs.ToDictionary(i => i.Name, i => i.Value), "https://busbar.example/callback/x", state);

    public Task<ReadAnswer> Read(DeviceKind kind, string vendorId) => Vendor.Read(At(kind, vendorId), Secret(), CancellationToken.None);

    /// <summary>What was read, one line for each signal in the order of the core's list: the golden form.</summary>
    public static string Golden(ReadAnswer answer) => string.Join('\n', answer.Observations.OrderBy(o => o.Signal).Select(o =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{o.Signal} {(o.Signal.Meaning().Type == SignalType.Text ? o.Value.Text : o.Value.Number)} {o.MeasuredAt:yyyy-MM-ddTHH:mm:ss.FFFZ}")));

    public void Dispose() => store.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private sealed class FixedApps(IReadOnlyDictionary<string, string>? values) : IBrandApps
    {
        public Task<IReadOnlyDictionary<string, string>?> Find(Realm realm, string brandId, Guid tenantId) => Task.FromResult(values);
    }
}
