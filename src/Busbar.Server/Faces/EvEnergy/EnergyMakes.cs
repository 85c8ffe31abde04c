using System.Data.Common;
using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A brand as the make of what it links.</summary>
internal sealed record EnergyMake(Guid Id, string Brand, string Name);

/// <summary>What a brand calls some of its devices.</summary>
internal sealed record EnergyModel(Guid Id, string Name, EnergyMake Make);

/// <summary>
/// Inverters, batteries or meters. There is no catalogue of them, as there is of cars: their makes are the brands that link them, and
/// their models what brands call the devices that the caller sees. The ids of both are the same in every installation.
/// </summary>
internal sealed record EnergyFamily(DeviceGroup Group, IReadOnlyList<DeviceKind> Kinds, string MakePrefix, string ModelPrefix)
{
    public const string MakeName = "make_id";

    public static readonly EnergyFamily Inverters = new(DeviceGroup.Inverters, [DeviceKind.Inverter, DeviceKind.SolarPlant], OfInverterMake.Prefix, OfInverterModel.Prefix);

    public static readonly EnergyFamily Batteries = new(DeviceGroup.Batteries, [DeviceKind.Battery], OfHomeBatteryMake.Prefix, OfHomeBatteryModel.Prefix);

    public static readonly EnergyFamily Meters = new(DeviceGroup.Meters, [DeviceKind.Meter, DeviceKind.RetrofitMeter], OfBoundaryMeterMake.Prefix, OfBoundaryMeterModel.Prefix);

    /// <summary>The brands that the application may link them through, by name.</summary>
    public IReadOnlyList<EnergyMake> Makes(Core.Tenancy.Client client, IVendors vendors) =>
        [.. GuideOffer.Of(client, null, Kinds, vendors).Select(choice => choice.Brand).DistinctBy(brand => brand.Id).OrderBy(brand => brand.Name.ToUpperInvariant(), StringComparer.Ordinal).ThenBy(brand => brand.Id, StringComparer.Ordinal).Select(brand => Make(brand.Id, brand.Name))];

    /// <summary>The model of a device; null where its brand does not tell.</summary>
    public EnergyModel? ModelOf(Device device, IVendors vendors, Realm realm) => device.Model is { } model ? Model(device.Brand, model, vendors, realm) : null;

    public async Task<IReadOnlyList<EnergyModel>> Models(DbConnection db, EvCaller caller, IVendors vendors) =>
        [.. (await DeviceViewTable.ModelsFor(db, caller.Client, Group, caller.UserId)).Select(one => Model(one.Brand, one.Model, vendors, caller.Client.Realm))];

    private EnergyModel Model(string brand, string model, IVendors vendors, Realm realm) =>
        new(Id($"{ModelPrefix}\n{brand}\n{model}"), model, Make(brand, vendors.Find(realm, brand)?.Brand.Name ?? brand));

    private EnergyMake Make(string brand, string name) => new(Id($"{MakePrefix}\n{brand}"), brand, name);

    private static Guid Id(string key) => NamedId.Of(Encoding.UTF8.GetBytes(key));
}

/// <summary>What is asked of makes and models of any family.</summary>
internal static class EnergyMakes
{
    public static readonly QueryParameter OfMake = new(EnergyFamily.MakeName, "string", "Only models of this make.");

    public static IResult Makes<T>(EvPage page, HttpContext context, IVendors vendors, EnergyFamily family, Func<EnergyMake, T> show) =>
        Ok(page.CutOf(family.Makes(EvCaller.Of(context).Client, vendors), make => EvId.Write(family.MakePrefix, make.Id)).Select(show).ToList());

    public static async Task<IResult> Make<T>(Guid id, HttpContext context, Database database, IVendors vendors, EnergyFamily family, Func<EnergyMake, T> show) where T : notnull
    {
        var caller = EvCaller.Of(context);
        // What was linked keeps its make, also where no more of it can be.
        var make = family.Makes(caller.Client, vendors).FirstOrDefault(one => one.Id == id)
            ?? (await database.Read(db => family.Models(db, caller, vendors))).Select(model => model.Make).FirstOrDefault(one => one.Id == id);
        return make is null ? NotFound() : Ok(show(make));
    }

    public static async Task<IResult> Models<T>(EvPage page, HttpContext context, Database database, IVendors vendors, EnergyFamily family, Func<EnergyModel, T> show)
    {
        Guid? make = context.Request.One(EnergyFamily.MakeName) switch
        {
            null => null,
            var text when EvId.Read(family.MakePrefix, text) is { } known => known,
            _ => throw new Refused(Fault.Invalid(EnergyFamily.MakeName, $"The value is an id such as {family.MakePrefix}01HN2NJ9NMRZBXT1H6FT9N7735.")),
        };
        var models = await database.Read(db => family.Models(db, EvCaller.Of(context), vendors));
        return Ok(page.CutOf([.. models.Where(model => make is null || model.Make.Id == make)], model => EvId.Write(family.ModelPrefix, model.Id)).Select(show).ToList());
    }

    public static async Task<IResult> Model<T>(Guid id, HttpContext context, Database database, IVendors vendors, EnergyFamily family, Func<EnergyModel, T> show) where T : notnull =>
        (await database.Read(db => family.Models(db, EvCaller.Of(context), vendors))).FirstOrDefault(model => model.Id == id) is { } model ? Ok(show(model)) : NotFound();
}
