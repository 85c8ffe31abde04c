using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Links with which owners mend the connections of what is theirs. What such a request carries is nothing but what the answer will: nobody reads it.</summary>
internal static class Reconnection
{
    public static async Task<IResult> Start(EvPathId<OfVehicle> vehicle_id, HttpContext context, Database database, StartGuidedSession start, Addresses addresses, GuideToken tokens)
    {
        var caller = EvCaller.Of(context).Client;
        if (await Vehicles.Find(context, database, vehicle_id.Value) is not { } car) return NotFound();
        var order = new GuideOrder(null, null, null, null, null, null, null, OnboardingAddress.Of(caller)) { Relinks = car.Id, TellsExit = true, TellsLinked = DeviceKind.EV };
        if (!(await start.Start(caller, order)).Ok(out var session, out var fault)) return No(fault);
        return Created(new EvReconnection(addresses.Guide(tokens.Of(session.Id)), session.ExpiresAt, session.ExpiresAt));
    }
}
