using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Busbar.Core.Vehicles;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Vehicles;

/// <summary>Reads the file of one make of cars. It says nothing without a source beside it, but names.</summary>
internal sealed partial class MakeFile
{
    private const int FirstYear = 1990, LastYear = 2100;
    private const int LeastWattHours = 1_000, MostWattHours = 300_000;

    private readonly Findings findings = new();
    private readonly Taken taken;

    private MakeFile(Taken taken) => this.taken = taken;

    /// <param name="taken">Ids and names of the files before this one; those of this one are added.</param>
    public static (VehicleMake? Make, IReadOnlyList<Finding> Findings) Read(string text, Taken taken)
    {
        var file = new MakeFile(taken);
        var make = Block.Of(YamlText.Load(text, file.findings), "catalogueMake", file.findings) is { } block ? file.Make(block) : null;
        return (file.findings.None ? make : null, file.findings.All);
    }

    private VehicleMake? Make(Block block)
    {
        var id = Id(block, taken.Makes);
        var name = Name(block, "");
        var models = block.Children("models", "catalogueModel").Select(model => Model(model, id ?? default, name ?? "")).OfType<VehicleModel>().ToList();
        if (block.Has("models") && models.Count == 0) findings.At(block.At("models"), "A make has one model at least.");
        var subscription = block.Child("subscription", "catalogueSubscription") is { } plan && Source(plan) && plan.Text("name") is { } planName ? new VehicleSubscription(planName, plan.Text("package")) : null;
        return id is { } made && name is not null ? new VehicleMake(made, name, block.Texts("also"), block.Text("brand"), subscription, models) : null;
    }

    private VehicleModel? Model(Block block, Guid makeId, string make)
    {
        var (id, name, type) = (Id(block, taken.Models), Name(block, make), block.Name<VehicleType>("type"));
        var trims = block.Children("trims", "catalogueTrim").Select(trim => Trim(trim, id ?? default)).OfType<VehicleTrim>().ToList();
        foreach (var twice in trims.GroupBy(trim => VehicleWords.Joined(trim.Name)).Where(group => group.Count() > 1))
            findings.At(block.At("trims"), $"Two trims are named `{twice.First().Name}`.");
        var (from, to) = (Year(block, "from"), Year(block, "to"));
        if (from > to) findings.At(block.At("to"), "`to` is before `from`.");
        var connector = block.Child("connector", "catalogueConnector") is { } socket && Source(socket) ? socket.Name<ConnectorType>("type") : null;
        return id is { } made && name is not null && type is { } kind ? new VehicleModel(made, makeId, name, block.Texts("also"), kind, from, to, connector, trims) : null;
    }

    private VehicleTrim? Trim(Block block, Guid modelId)
    {
        var (id, name) = (Id(block, taken.Trims), block.Text("name"));
        var battery = block.Child("battery", "catalogueBattery") is { } part && Source(part) && part.Whole("wattHours", LeastWattHours, MostWattHours) is { } wattHours
            ? new VehicleBattery(wattHours, part.Has("usable") ? part.Flag("usable") : null) : null;
        return id is { } made && name is not null ? new VehicleTrim(made, modelId, name, battery) : null;
    }

    private Guid? Id(Block block, HashSet<Guid> others)
    {
        if (block.Text("id") is not { } text) return null;
        if (Ulid.Read(text) is not { } id || Ulid.Of(id) != text) return block.Note<Guid?>(block.At("id"), "`id` is the 26 characters of a ULID, in capitals.");
        return others.Add(id) ? id : block.Note<Guid?>(block.At("id"), $"`{text}` is the id of another.");
    }

    /// <summary>Its name, once it and its other names are found to be nobody else's.</summary>
    private string? Name(Block block, string make)
    {
        var name = block.Text("name");
        foreach (var (place, text) in block.TextsAt("name").Concat(block.TextsAt("also")))
            if (VehicleWords.Joined(text) is not { Length: > 0 } words) findings.At(place, $"`{text}` has neither a letter nor a digit.");
            else if (!taken.Names.Add($"{make}/{words}")) findings.At(place, $"`{text}` is the name of another.");
        return name;
    }

    private int? Year(Block block, string key) => block.Child(key, "catalogueYear") is { } year && Source(year) ? year.Whole("year", FirstYear, LastYear) : null;

    private static bool Source(Block block) => block.Text("source", Https(), "is the https address of a page that says so") is not null;

    [GeneratedRegex("^https://[a-z0-9-]+(\\.[a-z0-9-]+)+([/?]\\S*)?$")]
    private static partial Regex Https();

    /// <summary>What the files read so far have for their own: ids by kind, and names.</summary>
    internal sealed class Taken
    {
        public HashSet<Guid> Makes { get; } = [];
        public HashSet<Guid> Models { get; } = [];
        public HashSet<Guid> Trims { get; } = [];
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }
}
