using Busbar.Core.Commands;
using Busbar.Core.Devices;

namespace Busbar.Core.Pairing;

/// <summary>What the members of a home have through each other.</summary>
public static class Ties
{
    public static HomeTies Of(HomeMember member, IReadOnlyList<HomeMember> home, IReadOnlyList<Pair> pairs) =>
        member.IsCar ? OfCar(member, home, pairs) : HomeTies.None with { PartnerId = pairs.FirstOrDefault(pair => pair.ChargerId == member.Id)?.CarId };

    private static HomeTies OfCar(HomeMember car, IReadOnlyList<HomeMember> home, IReadOnlyList<Pair> pairs)
    {
        var partner = pairs.FirstOrDefault(pair => pair.CarId == car.Id) is { } pair ? home.First(member => member.Id == pair.ChargerId) : null;
        var (own, charger) = (car.View.State, partner?.View.State);
        return new HomeTies(
            partner?.Id,
            charger is null || own.Signals.ContainsKey(Signal.Power) || charger.Flag(Signal.IsCharging) is false ? null : charger.Number(Signal.Power),
            own.Signals.ContainsKey(Signal.Latitude) ? null : partner?.View.LocationId,
            car.ClearedAt is null ? [.. home.Where(member => !member.IsCar).Select(member => ToCharger(member, car.View.Device.MayBeTold))] : []);
    }

    private static HomeCharger ToCharger(HomeMember member, bool carMayBeTold)
    {
        var (allowed, connection) = (member.View.Device.Allowed, member.View.Connection);
        var isSound = connection.Interventions.Count == 0;
        return new HomeCharger(
            member.Id, carMayBeTold && allowed.Contains(CommandKind.StartCharging), carMayBeTold && allowed.Contains(CommandKind.StopCharging),
            isSound ? ConnectionState.Connected : connection.State, isSound ? null : connection.Since, connection.Interventions);
    }
}
