using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;
using Busbar.Core.Vehicles;
using Busbar.Server.LinkPages;
using Busbar.Server.Mail;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <param name="Email">Where the link is sent to. Where no user is acted for, it is the e-mail of the user whose car it will be.</param>
/// <param name="Make">The id of the car's make.</param>
public sealed record EvOnboardingLink(string Email, string Make);

/// <summary>Sends owners the link by which they onboard their car.</summary>
internal static class OnboardingMail
{
    public static void Map(RouteGroupBuilder api, Face face) =>
        api.MapPost("/vehicle_onboarding/onboarding_link", Send).Needs("vehicle:write").TellsOnly(face, 204, 403, 413, 415, 503).Is("post-vehicle_onboarding-onboarding_link", "Vehicle onboarding", "Send an owner the link to onboard a car");

    private static async Task<IResult> Send(
        Body<EvOnboardingLink> body, HttpContext context, Database database, VehicleCatalogue catalogue, StartGuidedSession start, Mailer mailer, Addresses addresses, GuideToken tokens, CancellationToken stop)
    {
        if (!mailer.IsSet) return new FaceNo(EvEnergyFace.Face, EvProblems.Unavailable("No mail server is set up here. The operator names one in BUSBAR_SMTP."));
        var (caller, email) = (EvCaller.Of(context), body.Value.Email);
        if (!UserProfile.IsEmail(email)) return No(UserProfile.NoEmail());
        if (EvId.ReadAddress(OfMake.Prefix, body.Value.Make) is not { } makeId || catalogue.Make(makeId) is not { } make) return No(Fault.Invalid("make", "The value is the id of a make of cars."));
        if ((caller.User ?? await WithEmail(database, caller.Client, email)) is not { } user)
            return No(Fault.Invalid("email", $"No user has this e-mail. Make one with POST /users, or name the user by the header {EvCaller.Header}."));

        var order = new OnboardingCall(caller.Client, user, false, OnboardingAddress.Of(caller.Client)).Order(DeviceKind.EV) with { Car = new CarChoice(makeId, null, null) };
        if (!(await start.Start(caller.Client, order)).Ok(out var session, out var fault)) return No(fault);
        var words = LinkLanguages.Choose(null, context.Request.Headers.AcceptLanguage);
        var isTaken = await mailer.Send(email, words.MailSubject(make.Name), words.MailText(caller.Client, make.Name, addresses.Guide(tokens.Of(session.Id))), stop);
        return isTaken ? Nothing() : new FaceNo(EvEnergyFace.Face, EvProblems.Unavailable("The mail server did not take the mail. Try again later; the log of the server says why."));
    }

    private static async Task<User?> WithEmail(Database database, Client client, string email) =>
        (await database.Read(db => UserTable.ListFor(db, client, new ListSlice(null, null, 1), email.ToLowerInvariant()))).FirstOrDefault();
}
