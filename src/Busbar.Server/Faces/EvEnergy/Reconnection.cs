using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Links with which owners mend the connections of what is theirs. What such a request carries is nothing but what the answer will: nobody reads it.</summary>
internal static class Reconnection
{
    public static async Task<IResult> Start(EvPathId<OfVehicle> vehicle_id, HttpContext context, Database database, StartGuidedSession start, Addresses addresses, GuideToken tokens) =>
        await Vehicles.Find(context, database, vehicle_id.Value) is not { } car ? NotFound()
        : !car.Device.IsLinked ? No(new Fault(FaultKind.KindNotOffered, "No brand links this car, so there is nothing to reconnect. Onboard it with GET /vehicle_onboarding."))
        : (await Begin(context, start, car, DeviceKind.EV)).Ok(out var session, out var fault) ? Created(new EvReconnection(addresses.Guide(tokens.Of(session.Id)), session.ExpiresAt, session.ExpiresAt)) : No(fault);

    public static async Task<IResult> StartEvse(EvPathId<OfEvse> evse_id, HttpContext context, Database database, StartGuidedSession start, Addresses addresses, GuideToken tokens) =>
        await Evses.Find(context, database, evse_id.Value) is not { } charger ? NotFound()
        : (await Begin(context, start, charger, DeviceKind.ChargePoint)).Ok(out var session, out var fault) ? Created(new EvEVSEReconnection(addresses.Guide(tokens.Of(session.Id)))) : No(fault);

    private static Task<Result<GuidedSession>> Begin(HttpContext context, StartGuidedSession start, DeviceView device, DeviceKind kind)
    {
        var client = EvCaller.Of(context).Client;
        return start.Start(client, new GuideOrder(null, null, null, null, null, null, null, OnboardingAddress.Of(client)) { Relinks = device.Id, TellsExit = true, TellsLinked = kind });
    }
}
