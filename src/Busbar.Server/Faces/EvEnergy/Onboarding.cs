using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using Busbar.Server.LinkPages;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class OnboardingRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/vehicle_onboarding", Onboarding.Start).OpenToAll()
            .WithMetadata(
                new QueryParameter(Onboarding.UserName, "string", "The user whose car it is.", IsRequired: true), new QueryParameter(Onboarding.ClientName, "string", "The application that asks.", IsRequired: true),
                new QueryParameter("make_id", "string", "The car's make; what is left out, the owner chooses on a page."), new QueryParameter("model_id", "string", "The car's model."),
                new QueryParameter("trim_id", "string", "The car's trim."),
                new QueryParameter(Onboarding.TypeName, "string", "With json the answer says where to go instead of leading there; make, model or trim are needed then.", Choices: ["json"]),
                new QueryParameter(OnboardingAddress.Name, "string", "Where the browser goes at the end; its host is one that the application registered.", "uri"))
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
    public const string UserName = "user_id", ClientName = "client_id", TypeName = "response_type";

    public static async Task<IResult> Start(HttpContext context, Database database, VehicleCatalogue catalogue, IVendors vendors, StartGuidedSession start, Addresses addresses, GuideToken tokens)
    {
        if (!(await Who(context, database)).Ok(out var who, out var fault)) return No(fault);
        var isJson = context.Request.One(TypeName) switch
        {
            null => false,
            "json" => true,
            _ => throw new Refused(Fault.Invalid(TypeName, "The value is json, or the parameter is left out.")),
        };
        if (!Car(context.Request, catalogue).Ok(out var car, out fault)) return No(fault);
        if (isJson && car == CarChoice.Open) return No(Fault.Missing("make_id", "With response_type=json, say the make, the model or the trim: nobody is there to choose."));
        var returnUrl = OnboardingAddress.Of(who.Client);
        if (context.Request.One(OnboardingAddress.Name) is { } asked && !OnboardingAddress.Read(who.Client, asked).Ok(out returnUrl, out fault)) return No(fault);

        var brand = car.MakeId is { } make ? catalogue.Make(make)!.Brand : null;
        if (isJson && (brand is null || GuideOffer.Of(who.Client, brand, [DeviceKind.EV], vendors).Count == 0)) return new FaceNo(EvEnergyFace.Face, EvProblems.NotOnboarded());
        var order = new GuideOrder(null, null, [DeviceKind.EV], null, who.User.Id, null, null, returnUrl)
        {
            AllDevices = true, TellsExit = true, TellsLinked = DeviceKind.EV, Car = car,
        };
        if (!(await start.Start(who.Client, order)).Ok(out var session, out fault)) return No(fault);
        var view = new GuideView(session, who.Client, GuideOffer.Of(who.Client, null, session.Kinds, vendors, true), null, tokens.Of(session.Id), session.CreatedAt) { Catalogue = catalogue, Car = car };
        var url = addresses.Public + view.FirstPath;
        return isJson ? Ok(new EvOnboarding(session.Id, url, EvAuthMethod.Api, null, null)) : Results.Redirect(url);
    }

    /// <summary>No brand here is signed in to by a kit, so nothing can be ended so; but it is told whether the request is one of ours.</summary>
    public static async Task<IResult> Complete(Body<EvOnboardingComplete> body, Database database) =>
        await database.Read(db => GuidedSessionTable.Find(db, body.Value.AuthorizationRequestUid)) is { TellsLinked: DeviceKind.EV } ? new FaceNo(EvEnergyFace.Face, EvProblems.NoKit()) : NotFound();

    /// <summary>Who is to onboard for whom. That there is no such user is said as that there is no such thing.</summary>
    public static async Task<Result<(Client Client, User User)>> Who(HttpContext context, Database database)
    {
        if (context.Request.One(ClientName) is not { } clientId) return Fault.Missing(ClientName, "This parameter is required.");
        if (context.Request.One(UserName) is not { } userId) return Fault.Missing(UserName, "This parameter is required.");
        if (EvId.Read(OfUser.Prefix, userId) is not { } id) return Fault.Invalid(UserName, "The value is the id of a user, such as user01HN2NJ9NMRZBXT1H6FT9N7735.");
        var (client, user) = await database.Read(async db =>
            await ClientTable.FindForSignIn(db, clientId) is { Client: { RevokedAt: null } found } ? (found, await UserTable.FindFor(db, found, id)) : ((Client?)null, (User?)null));
        if (client is null) return Fault.Invalid(ClientName, "There is no such application.");
        return user is null ? Fault.NotFound() : (client, user);
    }

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
