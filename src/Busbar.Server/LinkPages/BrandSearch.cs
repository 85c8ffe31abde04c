using System.Globalization;
using Busbar.Core.Chargers;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Vehicles;

namespace Busbar.Server.LinkPages;

/// <summary>Finds brands by their own names, and by those of the cars and chargers that are linked through them: owners know what stands on the thing.</summary>
public sealed class BrandSearch(VehicleCatalogue cars, ChargerCatalogue chargers)
{
    public IReadOnlyList<GuideChoice> Find(IReadOnlyList<GuideChoice> choices, string search)
    {
        if (search.Length == 0) return choices;
        var named = choices.Any(choice => choice.Kinds.Contains(DeviceKind.EV)) ? cars.Search(search).Select(model => cars.Make(model.MakeId)!.Brand).ToHashSet() : [];
        var known = choices.Any(choice => choice.Kinds.Contains(DeviceKind.ChargePoint)) ? chargers.Search(search) : [];
        var reached = known.Select(model => chargers.Make(model.MakeId)!.Brand).ToHashSet();
        var dialsIn = known.Any(model => model.Connections.Contains(ChargerConnection.OCPP16));
        return
        [
            .. choices.Where(choice => Has(choice.Brand.Name, search) || choice.Brand.Id.Contains(search, StringComparison.OrdinalIgnoreCase)
                || (choice.Kinds.Contains(DeviceKind.EV) && named.Contains(choice.Brand.Id))
                || (choice.Kinds.Contains(DeviceKind.ChargePoint) && (reached.Contains(choice.Brand.Id) || (dialsIn && choice.Vendor is IDialIn)))),
        ];
    }

    // Škoda is found by skoda.
    private static bool Has(string name, string search) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, search, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}
