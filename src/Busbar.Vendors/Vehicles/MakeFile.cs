using Busbar.Core.Catalogues;
using Busbar.Core.Vehicles;
using Busbar.Vendors.Catalogues;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Vehicles;

/// <summary>Reads the file of one make of cars. It says nothing without a source beside it, but names.</summary>
internal sealed class MakeFile
{
    private const int FirstYear = 1990, LastYear = 2100;
    private const int LeastWattHours = 1_000, MostWattHours = 300_000;

    private readonly Entries entries;

    private MakeFile(Taken taken) => entries = new Entries(taken);

    /// <param name="taken">Ids and names of the files before this one; those of this one are added.</param>
    public static (VehicleMake? Make, IReadOnlyList<Finding> Findings) Read(string text, Taken taken)
    {
        var file = new MakeFile(taken);
        var make = file.entries.Open(text, "catalogueMake") is { } block ? file.Make(block) : null;
        return (file.entries.Findings.None ? make : null, file.entries.Findings.All);
    }

    private VehicleMake? Make(Block block)
    {
        var id = entries.Id(block, entries.Taken.Makes);
        var name = entries.Name(block, "");
        var models = entries.Models(block, "catalogueModel", model => Model(model, id ?? default, name ?? ""));
        var subscription = block.Child("subscription", "catalogueSubscription") is { } plan && Entries.Source(plan) && plan.Text("name") is { } planName ? new VehicleSubscription(planName, plan.Text("package")) : null;
        return id is { } made && name is not null ? new VehicleMake(made, name, block.Texts("also"), block.Text("brand"), subscription, models) : null;
    }

    private VehicleModel? Model(Block block, Guid makeId, string make)
    {
        var (id, name, type) = (entries.Id(block, entries.Taken.Models), entries.Name(block, make), block.Name<VehicleType>("type"));
        var trims = block.Children("trims", "catalogueTrim").Select(trim => Trim(trim, id ?? default)).OfType<VehicleTrim>().ToList();
        foreach (var twice in trims.GroupBy(trim => NameWords.Joined(trim.Name)).Where(group => group.Count() > 1))
            entries.Findings.At(block.At("trims"), $"Two trims are named `{twice.First().Name}`.");
        var (from, to) = (Year(block, "from"), Year(block, "to"));
        if (from > to) entries.Findings.At(block.At("to"), "`to` is before `from`.");
        var connector = block.Child("connector", "catalogueConnector") is { } socket && Entries.Source(socket) ? socket.Name<ConnectorType>("type") : null;
        return id is { } made && name is not null && type is { } kind ? new VehicleModel(made, makeId, name, block.Texts("also"), kind, from, to, connector, trims) : null;
    }

    private VehicleTrim? Trim(Block block, Guid modelId)
    {
        var (id, name) = (entries.Id(block, entries.Taken.Trims), block.Text("name"));
        var battery = block.Child("battery", "catalogueBattery") is { } part && Entries.Source(part) && part.Whole("wattHours", LeastWattHours, MostWattHours) is { } wattHours
            ? new VehicleBattery(wattHours, part.Has("usable") ? part.Flag("usable") : null) : null;
        return id is { } made && name is not null ? new VehicleTrim(made, modelId, name, battery) : null;
    }

    private static int? Year(Block block, string key) => block.Child(key, "catalogueYear") is { } year && Entries.Source(year) ? year.Whole("year", FirstYear, LastYear) : null;
}
