using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Vehicles;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class OnboardingRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/vehicle_onboarding", Onboarding.Start).OpenToAll()
            .WithMetadata(
                [.. OnboardingCall.Parameters, new QueryParameter("make_id", "string", "The car's make; what is left out, the owner chooses on a page."), new QueryParameter("model_id", "string", "The car's model."),
                new QueryParameter("trim_id", "string", "The car's trim; with response_type=json, one of the three is needed.")])
            .Tells<EvOnboarding>(face, 200, 404, 422).Produces(302).Is("get-vehicle_onboarding", "Vehicle onboarding", "Onboard a car of a user, in the user's browser");
        api.MapPost("/vehicle_onboarding/complete", Onboarding.Complete).OpenToAll().TellsOnly(face, 201, 404, 413, 415, 422)
            .Is("post-vehicle_onboarding-complete", "Vehicle onboarding", "End an onboarding that a brand's own kit carried out; no brand here has one, so none is open");
    }
}

/// <param name="AuthorizationRequestId">The onboarding that was begun.</param>
/// <param name="Url">To be opened in the owner's browser, which ends at the return address.</param>
/// <param name="AuthMethod">A page to open; no brand here is signed in to by a kit of its own.</param>
/// <param name="Scopes">Null: they are for such kits.</param>
/// <param name="SingleSelect">Null: it is for such kits.</param>
public sealed record EvOnboarding(Guid AuthorizationRequestId, string Url, EvAuthMethod AuthMethod, IReadOnlyList<string>? Scopes, bool? SingleSelect);

public enum EvAuthMethod
{
    [System.Text.Json.Serialization.JsonStringEnumMemberName("api")]
    Api,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("native")]
    Native,
}

/// <param name="AuthorizationRequestUid">The onboarding.</param>
/// <param name="AuthCode">What the kit got.</param>
/// <param name="SmartcarUserId">Of one aggregator's kit.</param>
public sealed record EvOnboardingComplete(Guid AuthorizationRequestUid, string AuthCode, string? SmartcarUserId = null);

/// <summary>Pages on which owners onboard their cars. Whoever starts them shows no token: application and user stand in the address.</summary>
internal static class Onboarding
{
    public static async Task<IResult> Start(HttpContext context, Database database, VehicleCatalogue catalogue, IVendors vendors, StartGuidedSession start)
    {
        if (!(await OnboardingCall.Of(context, database)).Ok(out var call, out var fault)) return No(fault);
        if (!Car(context.Request, catalogue).Ok(out var car, out fault)) return No(fault);
        if (call.IsJson && car == CarChoice.Open) return No(Fault.Missing("make_id", "With response_type=json, say the make, the model or the trim: nobody is there to choose."));

        var brand = car.MakeId is { } make ? catalogue.Make(make)!.Brand : null;
        if (call.IsJson && (brand is null || GuideOffer.Of(call.Client, brand, [DeviceKind.EV], vendors).Count == 0)) return new FaceNo(EvEnergyFace.Face, EvProblems.Unprocessable("No brand here can be asked for cars of this make."));
        if (!(await start.Start(call.Client, call.Order(DeviceKind.EV) with { Car = car })).Ok(out var session, out fault)) return No(fault);
        var url = call.Url(context, session, view => view with { Catalogue = catalogue, Car = car });
        return call.IsJson ? Ok(new EvOnboarding(session.Id, url, EvAuthMethod.Api, null, null)) : Results.Redirect(url);
    }

    /// <summary>No brand here is signed in to by a kit, so nothing can be ended so; but it is told whether the request is one of ours.</summary>
    public static async Task<IResult> Complete(Body<EvOnboardingComplete> body, Database database) =>
        await database.Read(db => GuidedSessionTable.Find(db, body.Value.AuthorizationRequestUid)) is { TellsLinked: DeviceKind.EV } ? new FaceNo(EvEnergyFace.Face, EvProblems.Unprocessable("This onboarding is carried out on pages, not by a kit: open its url in the owner's browser.")) : NotFound();

    /// <summary>The car that is meant. Of the ids of model and trim only the 26 characters count: the API's own example writes them as a vehicle's.</summary>
    private static Result<CarChoice> Car(HttpRequest request, VehicleCatalogue catalogue)
    {
        var said = new Dictionary<string, Guid?>();
        foreach (var (name, prefix) in new[] { ("make_id", OfMake.Prefix), ("model_id", OfModel.Prefix), ("trim_id", OfTrim.Prefix) })
        {
            if (request.One(name) is not { } text) continue;
            if ((EvId.Read(prefix, text) ?? EvId.Read(OfVehicle.Prefix, text)) is not { } id) return Fault.Invalid(name, $"The value is an id such as {prefix}01HNARS42AVJN9QWQF6J52B7MB.");
            said[name] = id;
        }
        if (said.GetValueOrDefault("make_id") is { } make && catalogue.Make(make) is null) return Fault.NotFound();
        if (said.GetValueOrDefault("model_id") is { } model && catalogue.Model(model) is null) return Fault.NotFound();
        if (said.GetValueOrDefault("trim_id") is { } trim && catalogue.Trim(trim) is null) return Fault.NotFound();
        return new CarChoice(said.GetValueOrDefault("make_id"), said.GetValueOrDefault("model_id"), said.GetValueOrDefault("trim_id")).Complete(catalogue) is { } car ? car
            : Fault.Invalid("model_id", "Make, model and trim do not belong together. Send the trim alone, and the others follow.");
    }
}
