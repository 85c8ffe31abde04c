namespace Busbar.Core.Vehicles;

/// <summary>Which car is meant, as far as somebody has said it; ids of the catalogue.</summary>
public sealed record CarChoice(Guid? MakeId, Guid? ModelId, Guid? TrimId)
{
    public static readonly CarChoice Open = new(null, null, null);

    /// <summary>All that follows from what was said: a trim is of one model, a model of one make. Null where one is not in the catalogue, or they contradict each other.</summary>
    public CarChoice? Complete(VehicleCatalogue catalogue)
    {
        var trim = TrimId is { } trimId ? catalogue.Trim(trimId) : null;
        var model = (ModelId ?? trim?.ModelId) is { } modelId ? catalogue.Model(modelId) : null;
        var make = (MakeId ?? model?.MakeId) is { } makeId ? catalogue.Make(makeId) : null;
        var isKnown = (TrimId is null || trim is not null) && (ModelId is null || model is not null) && (MakeId is null || make is not null);
        return isKnown && (trim is null || trim.ModelId == model?.Id) && (model is null || model.MakeId == make?.Id) ? new CarChoice(make?.Id, model?.Id, trim?.Id) : null;
    }
}
