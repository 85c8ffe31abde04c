using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;

namespace Busbar.Server.LinkPages;

/// <summary>A guided session as its pages show it, and the way through them. A pure reading of what the store and the catalogue hold.</summary>
/// <param name="Offers">Everything that its owner can choose.</param>
/// <param name="Last">The newest link that came of it, as it stands now.</param>
public sealed record GuideView(GuidedSession Session, Client Client, IReadOnlyList<GuideChoice> Offers, Link? Last, string Token, DateTimeOffset Now)
{
    /// <summary>In the addresses of pages.</summary>
    public const string KindName = "kind", BrandName = "brand", SearchName = "search", MakeName = "make", ModelName = "model", TrimName = "trim";

    /// <summary>How the brands do now, by id; one that is absent is ready.</summary>
    public IReadOnlyDictionary<string, BrandHealth> Healths { get; init; } = new Dictionary<string, BrandHealth>();

    /// <summary>A connection that is to be renewed is broken now.</summary>
    public bool IsLost { get; init; }

    /// <summary>The cars that there are, where the owner says which it is.</summary>
    public VehicleCatalogue? Catalogue { get; init; }

    /// <summary>Which car is meant, with what the address of the page says.</summary>
    public CarChoice? Car { get; init; }

    public string Company => Session.CompanyName;

    private static readonly DeviceKind[] order =
        [DeviceKind.EV, DeviceKind.ChargePoint, DeviceKind.SolarPlant, DeviceKind.Inverter, DeviceKind.Battery, DeviceKind.HeatPump, DeviceKind.Meter, DeviceKind.RetrofitMeter];

    /// <summary>All devices of an account are linked: the owner chooses its brand, and sees what is shared, in one go.</summary>
    public bool IsWhole => Session.AllDevices;

    /// <summary>The application's own name, where the owner would not read it otherwise.</summary>
    public string? Application => Client.Name == Company ? null : Client.Name;

    public bool IsSandbox => Client.Realm is Realm.Sandbox;

    public TimeSpan Left => Session.ExpiresAt - Now;

    /// <summary>Where the application wants the browser back; null where it gave no address, or the address left its list since.</summary>
    public string? BackUrl => Session.ReturnUrl is { } url && ReturnAddress.IsAllowed(url, Client.ReturnAddresses) ? url : null;

    /// <summary>The same for whoever leaves before the end.</summary>
    public string? LeaveUrl(Exit exit, LinkWords words) => BackUrl is { } url && Session.TellsExit ? ExitAddress.Of(url, exit, words) : BackUrl;

    public bool CanChoose => Client.RevokedAt is null && Left > TimeSpan.Zero && Last is not { Status: LinkStatus.Succeeded };

    /// <summary>What can be chosen; what most households have stands first.</summary>
    public IReadOnlyList<DeviceKind> Kinds => [.. order.Where(kind => Offers.Any(offer => offer.Kinds.Contains(kind)))];

    public bool AsksForKind => !IsWhole && Kinds.Count > 1;

    public bool AsksForBrand(DeviceKind kind) => IsWhole ? Offers.Count > 1 : Brands(kind).Count > 1;

    /// <summary>The choices for a kind; for any, where none is given.</summary>
    public IReadOnlyList<GuideChoice> Brands(DeviceKind? kind) => kind is { } one ? [.. Offers.Where(offer => offer.Kinds.Contains(one))] : Offers;

    public GuideChoice? Choice(DeviceKind? kind, string? brand) => Offers.FirstOrDefault(offer => offer.Kind == kind && offer.Brand.Id == brand);

    public BrandHealth Health(GuideChoice choice) => Healths.GetValueOrDefault(choice.Brand.Id);

    public string Path => "/link/guide/" + Token;

    public string KindPath => Path + "/device";

    public string BrandPath(DeviceKind? kind) => kind is null ? Path + "/brand" : $"{Path}/brand?{KindName}={kind}";

    public string DetailsPath(GuideChoice choice) => $"{Path}/details?{KindName}={choice.Kind}&{BrandName}={Uri.EscapeDataString(choice.Brand.Id)}{CarQuery('&', Car)}";

    /// <summary>Where the owner says which car it is.</summary>
    public string CarPath(CarChoice car) => $"{Path}/car{CarQuery('?', car)}";

    /// <summary>Where a car is linked once it is known; null where its make cannot be.</summary>
    public string? PathOf(CarChoice car) =>
        Catalogue?.Make(car.MakeId ?? default)?.Brand is { } brand && Choice(DeviceKind.EV, brand) is { } choice ? (this with { Car = car }).DetailsPath(choice) : null;

    private static string CarQuery(char joint, CarChoice? car)
    {
        var said = new[] { (TrimName, car?.TrimId), (ModelName, car?.ModelId), (MakeName, car?.MakeId) }.FirstOrDefault(one => one.Item2 is not null);
        return said.Item2 is { } id ? $"{joint}{said.Item1}={Ulid.Of(id)}" : "";
    }

    /// <summary>What is still to be said of the car before it is linked.</summary>
    private bool AsksForCar => Session.Car is { } car && (car.ModelId is null || (car.TrimId is null && Catalogue?.Model(car.ModelId.Value)?.Trims.Count > 0));

    /// <summary>The first page on which there is something to choose.</summary>
    public string FirstPath => Session.Car is { } car ? AsksForCar ? CarPath(car) : PathOf(car) ?? CarPath(CarChoice.Open) :  AsksForKind ? KindPath : IsWhole && Offers.Count > 1 ? BrandPath(null) : After(Kinds[0]);

    /// <summary>The page after a kind of device was chosen.</summary>
    public string After(DeviceKind kind) => AsksForBrand(kind) ? BrandPath(IsWhole ? null : kind) : DetailsPath(Brands(kind)[0]);

    public string BeforeBrand => AsksForKind ? KindPath : Path;

    /// <summary>The page before the last; null where there is none, since a connection is renewed without a choice.</summary>
    public string? BeforeDetails(DeviceKind kind) => Session.Relinks is not null ? null : Session.Car is not null ? CarPath(new CarChoice(Car?.MakeId, null, null)) : AsksForBrand(kind) ? BrandPath(IsWhole ? null : kind) : BeforeBrand;

    /// <summary>How many steps there are, the brand's own at the end included.</summary>
    /// <param name="kind">What was chosen; null while nothing.</param>
    public int Steps(DeviceKind? kind) => (AsksForKind ? 1 : 0) + ((kind is { } chosen ? AsksForBrand(chosen) : Kinds.Any(AsksForBrand)) ? 1 : 0) + 2;

    public int BrandStep => AsksForKind ? 2 : 1;

    public int DetailsStep(DeviceKind kind) => Steps(kind) - 1;
}
