using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>What can be switched on for an entity.</summary>
internal static class Features
{
    public static async Task<IResult> List(Guid entityId, HttpContext context, Database database)
    {
        var features = await database.Read(async db =>
            await DeviceTable.FindFor(db, Identity.Of(context), entityId) is { } device ? await SetFeature.List(db, device) : Fault.NotFound());
        return features.Ok(out var all, out var fault) ? Ok(Show(all)) : No(fault);
    }

    public static async Task<IResult> Set(Guid entityId, Body<EntityFeatureActivationRequest> body, HttpContext context, SetFeature set) =>
        (await set.Set(Identity.Of(context), entityId, ConnectWords.Feature(body.Value.Feature), body.Value.Active)).Ok(out var all, out var fault) ? Ok(Show(all)) : No(fault);

    private static EntityFeatureStatus[] Show(IReadOnlyList<(Feature Feature, bool Active)> features) =>
        [.. features.Select(feature => new EntityFeatureStatus(ConnectWords.Feature(feature.Feature), feature.Active))];
}
