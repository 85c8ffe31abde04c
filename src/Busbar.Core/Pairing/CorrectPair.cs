using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Core.Pairing;

/// <summary>What an operator says of a car and a charger, against what was found. It holds until either is unplugged.</summary>
public sealed class CorrectPair(Database database, TimeProvider time)
{
    /// <param name="verdict">Null to take back what was said.</param>
    public Task<Fault?> Correct(Guid carId, Guid chargerId, PairVerdict? verdict) => database.Write<Fault?>(async db =>
    {
        if (await DeviceTable.Find(db, carId) is not { Kind: DeviceKind.EV } car) return Fault.Invalid("car", $"{carId} is not the id of a car.");
        if (await DeviceTable.Find(db, chargerId) is not { Kind: DeviceKind.ChargePoint } charger) return Fault.Invalid("charger", $"{chargerId} is not the id of a charger.");
        if (car.UserId != charger.UserId || car.TenantId != charger.TenantId) return Fault.Invalid("charger", "The two are not of one user: only those can be a pair.");

        var now = time.GetUtcNow().Stored();
        if (verdict is { } word) await PairTable.Correct(db, car.UserId, new PairCorrection(carId, chargerId, word, now));
        else if (!await PairTable.TakeBack(db, carId, chargerId)) return Fault.Invalid("charger", "Nothing was said of these two.");
        await FollowHome.Settle(db, car.TenantId, car.UserId, now);
        return null;
    });
}
