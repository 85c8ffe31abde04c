using Busbar.Core.Chargers;
using Busbar.Vendors.Catalogues;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Chargers;

/// <summary>Reads the file of one make of chargers. It says nothing without a source beside it, but names.</summary>
internal sealed class ChargerMakeFile
{
    private const int LeastWatts = 1_000, MostWatts = 500_000;
    private const int LeastAmps = 6, MostAmps = 500;
    private const int Volts = 230;

    private readonly Entries entries;

    private ChargerMakeFile(Taken taken) => entries = new Entries(taken);

    /// <param name="taken">Ids and names of the files before this one; those of this one are added.</param>
    public static (ChargerMake? Make, IReadOnlyList<Finding> Findings) Read(string text, Taken taken)
    {
        var file = new ChargerMakeFile(taken);
        var make = file.entries.Open(text, "catalogueChargerMake") is { } block ? file.Make(block) : null;
        return (file.entries.Findings.None ? make : null, file.entries.Findings.All);
    }

    private ChargerMake? Make(Block block)
    {
        var id = entries.Id(block, entries.Taken.Makes);
        var name = entries.Name(block, "");
        var models = entries.Models(block, "catalogueChargerModel", model => Model(model, id ?? default, name ?? ""));
        return id is { } made && name is not null ? new ChargerMake(made, name, block.Texts("also"), block.Text("brand"), models) : null;
    }

    private ChargerModel? Model(Block block, Guid makeId, string make)
    {
        var (id, name) = (entries.Id(block, entries.Taken.Models), entries.Name(block, make));
        var connectors = block.Children("connectors", "catalogueChargerConnector").Select(Connector).OfType<ChargerConnector>().ToList();
        var power = block.Child("power", "catalogueChargerPower") is { } rated && Entries.Source(rated) ? Power(rated) : null;
        bool? hasMeter = block.Child("meter", "catalogueChargerMeter") is { } meter && Entries.Source(meter) ? meter.Flag("inside") : null;
        var connections = block.Children("connections", "catalogueChargerConnection").Where(Entries.Source).Select(way => way.Name<ChargerConnection>("type")).OfType<ChargerConnection>().ToList();
        OnlyOnce(block, "connectors", connectors);
        OnlyOnce(block, "connections", connections);
        if (connections.Contains(ChargerConnection.None) && connections.Count > 1) entries.Findings.At(block.At("connections"), "`None` stands alone.");
        return id is { } made && name is not null ? new ChargerModel(made, makeId, name, block.Texts("also"), connectors, power, hasMeter, connections) : null;
    }

    private static ChargerConnector? Connector(Block block) => Entries.Source(block) && block.Name<ChargerConnectorType>("type") is { } type
        ? new ChargerConnector(type, block.Has("cable") ? block.Flag("cable") : null) : null;

    private static ChargerPower? Power(Block block)
    {
        var power = new ChargerPower(block.Whole("watts", LeastWatts, MostWatts), block.Whole("amps", LeastAmps, MostAmps), block.Whole("phases", 1, 3));
        if (power is { Watts: null, Amps: null, Phases: null }) return block.Note<ChargerPower>(block.Place, "`power` has `watts`, `amps` or `phases`.");
        // Vendors round: 7 kW and 7.4 kW are both 32 A. What is wrong by a phase or by half the current is caught.
        var (least, most) = (0.9 * Volts * power.Amps * power.Phases, 1.1 * Volts * power.Amps * power.Phases);
        return power.Watts < least || power.Watts > most ? block.Note<ChargerPower>(block.At("watts"), $"`watts` is not what {power.Amps} A on {power.Phases} phases of {Volts} V give.") : power;
    }

    private void OnlyOnce<T>(Block block, string key, IReadOnlyList<T> all)
    {
        if (all.Distinct().Count() < all.Count) entries.Findings.At(block.At(key), $"One of `{key}` stands here twice.");
    }
}
