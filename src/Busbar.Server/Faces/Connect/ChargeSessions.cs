using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Sessions;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Connect.ConnectAnswers;

namespace Busbar.Server.Faces.Connect;

/// <summary>Finished charges. They are always tracked; the feature opens the list.</summary>
internal static class ChargeSessions
{
    public static async Task<IResult> List(Guid entityId, Window window, PageRequest page, HttpContext context, Database database)
    {
        var (no, sessions, places) = await database.Read<(IResult?, IReadOnlyList<Core.Sessions.ChargeSession>, IReadOnlyList<Core.Locations.Location>)>(async db =>
        {
            if (await DeviceTable.FindFor(db, Identity.Of(context), entityId) is not { } device) return (NotFound(), [], []);
            if (await Closed(db, device) is { } closed) return (closed, [], []);
            return (null, await SessionTable.ListFinished(db, entityId, window.Start, window.End, page.After, page.Limit), await LocationTable.List(db, entityId));
        });
        return no ?? Ok(page.Cut(sessions, session => Places.Write(session.Facts.StartedAt!.Value, session.Id), session => Show(session, places)));
    }

    private static async Task<IResult?> Closed(System.Data.Common.DbConnection db, Device device)
    {
        var features = (await SetFeature.List(db, device)).Value.Where(feature => feature.Feature is Feature.CaptureChargeSessions).ToList();
        if (features is []) return No(ConnectCode.FeatureNotSupported, $"Charge sessions are for entities that charge: EV and ChargePoint. This one is a {ConnectWords.Type(device.Kind)}.");
        return features is [(_, true)] ? null
            : No(ConnectCode.FeatureNotActive, $$"""Activate it first: PATCH /v1/entities/{{device.Id}}/features with { "feature": "CaptureChargeSessions", "active": true }.""");
    }

    private static ChargeSession Show(Core.Sessions.ChargeSession session, IReadOnlyList<Core.Locations.Location> places)
    {
        var facts = session.Facts;
        var location = facts is { Latitude: { } latitude, Longitude: { } longitude } ? new Location(null, latitude, longitude) : null;
        return new ChargeSession(session.Id, session.DeviceId, session.CreatedAt, new ChargeSessionData(
            facts.StartedAt!.Value, facts.StoppedAt ?? session.EndedAt!.Value,
            new ChargeSessionCharge(
                facts.Energy is { } energy ? new TieredMeasurement(null, null, null, null, Math.Round(energy.Kwh, 3), ReadingWords.Unit(Signal.EnergyIn)!) : null,
                facts.AveragePowerW is { } watts ? new Measurement(ReadingWords.Unit(Signal.Power)!, Math.Round(watts, 1)) : null,
                Measured(Signal.StateOfCharge, facts.SocStart), Measured(Signal.StateOfCharge, facts.SocEnd)),
            facts.RangeStartKm is null && facts.RangeEndKm is null ? null : new ChargeSessionRange(Measured(Signal.Range, facts.RangeStartKm), Measured(Signal.Range, facts.RangeEndKm)),
            location, LocationWords.Matches(location, places),
            facts.Energy is { } found ? ConnectWords.Method(found.Method) : null));
    }

    private static Measurement? Measured(Signal signal, double? number) => number is { } known ? new Measurement(ReadingWords.Unit(signal)!, known) : null;
}
