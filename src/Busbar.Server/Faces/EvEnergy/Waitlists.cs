using Busbar.Core.Basics;
using Busbar.Core.Chargers;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using Busbar.Core.Waitlists;
using Microsoft.Net.Http.Headers;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class WaitlistRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        var client = new QueryParameter(Waitlists.ClientName, "string", "The application whose page it is; of a sandbox, nothing is kept.");
        api.MapPost("/vehicle_waitlist", Waitlists.JoinForVehicle).OpenToAll().WithMetadata(client).Tells<EvWaitlisted>(face, 201, 413, 415).Is("post-vehicle_waitlist", "Vehicle onboarding", "Ask to hear when a car can be onboarded");
        api.MapPost("/evse_waitlist", Waitlists.JoinForEvse).OpenToAll().WithMetadata(client).Tells<EvWaitlisted>(face, 201, 413, 415).Is("post-evse_waitlist", "EVSE onboarding", "Ask to hear when a charger can be onboarded");
    }
}

/// <param name="ProgramId">There are no programmes here: null.</param>
/// <param name="VehicleModelId">Of the catalogue; or both names.</param>
public sealed record EvVehicleWaitlistRequest(string Email, string? ProgramId = null, string? VehicleModelId = null, string? VehicleMakeName = null, string? VehicleModelName = null);

/// <param name="ProgramId">There are no programmes here: null.</param>
/// <param name="EvseModelId">Of the catalogue; or both names.</param>
public sealed record EvEVSEWaitlistRequest(string Email, string? ProgramId = null, string? EvseModelId = null, string? EvseMakeName = null, string? EvseModelName = null);

/// <param name="Id">The same for whoever asks for the same thing again.</param>
public sealed record EvWaitlisted(string Id);

/// <summary>People who wait for what cannot be onboarded yet. The operator reads the list: <c>busbar waitlist list</c>.</summary>
internal static class Waitlists
{
    public const string ClientName = "client_id";

    public static Task<IResult> JoinForVehicle(Body<EvVehicleWaitlistRequest> body, HttpContext context, VehicleCatalogue catalogue) => Join(
        context, new Wish(WaitlistSort.Vehicle, "vehicle", "vwlt", body.Value.Email, body.Value.ProgramId, body.Value.VehicleModelId, body.Value.VehicleMakeName, body.Value.VehicleModelName),
        text => EvId.Read(OfModel.Prefix, text) is { } id && catalogue.Model(id) is { } model ? (id, catalogue.Make(model.MakeId)!.Name, model.Name) : null);

    public static Task<IResult> JoinForEvse(Body<EvEVSEWaitlistRequest> body, HttpContext context, ChargerCatalogue catalogue) => Join(
        context, new Wish(WaitlistSort.Charger, "evse", "ewlt", body.Value.Email, body.Value.ProgramId, body.Value.EvseModelId, body.Value.EvseMakeName, body.Value.EvseModelName),
        text => EvId.Read(OfEvseModel.Prefix, text) is { } id && catalogue.Model(id) is { } model ? (id, catalogue.Make(model.MakeId)!.Name, model.Name) : null);

    private sealed record Wish(WaitlistSort Sort, string Word, string Prefix, string Email, string? ProgramId, string? Model, string? MakeName, string? ModelName);

    private static async Task<IResult> Join(HttpContext context, Wish wish, Func<string, (Guid Id, string Make, string Model)?> find)
    {
        var (problem, modelField) = ($"validation-failed-{wish.Word}-waitlist", $"{wish.Word}_model_id");
        if (wish.ProgramId is not null) return No(Fault.Invalid("program_id", "There are no programmes here. Leave this out."), problem);
        var (makeName, modelName) = (Text(wish.MakeName), Text(wish.ModelName));
        if (wish.Model is null == (makeName is null || modelName is null) || (wish.Model is not null && (makeName ?? modelName) is not null))
            return No(Fault.Invalid(modelField, $"Say either {modelField}, or both {wish.Word}_make_name and {wish.Word}_model_name."), problem);
        (Guid Id, string Make, string Model)? model = null;
        if (wish.Model is { } named && (model = find(named)) is null) return No(Fault.Invalid(modelField, "There is no such model."), problem);
        var client = EvCaller.Known(context)?.Client;
        var database = context.RequestServices.GetRequiredService<Database>();
        if (context.Request.One(ClientName) is { } clientId && (client = (await database.Read(db => ClientTable.FindForSignIn(db, clientId)))?.Client) is null)
            return No(Fault.Invalid(ClientName, "There is no such application."), problem);
        return (await context.RequestServices.GetRequiredService<JoinWaitlist>().Join(client, wish.Sort, wish.Email, Country(context.Request), model?.Id, model?.Make ?? makeName!, model?.Model ?? modelName!)).Ok(out var id, out var fault)
            ? Created(new EvWaitlisted(EvId.Write(wish.Prefix, id))) : No(fault.Field switch { "makeName" => fault with { Field = wish.Word + "_make_name" }, "modelName" => fault with { Field = wish.Word + "_model_name" }, _ => fault }, problem);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>The country of the language that the browser prefers, where it says one: <c>nl-BE</c>.</summary>
    private static string? Country(HttpRequest request)
    {
        if (request.Headers.AcceptLanguage.ToString() is not { Length: > 0 and <= 500 } text || !StringWithQualityHeaderValue.TryParseList([text], out var wishes)) return null;
        var regions = wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1).Select(wish => wish.Value.ToString().Split('-')).Where(tag => tag.Length > 1).Select(tag => tag[^1].ToUpperInvariant());
        return regions.FirstOrDefault(region => region is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']);
    }
}
