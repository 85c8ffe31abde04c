using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Cars of users.</summary>
internal static class Vehicles
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Cars, page, VehicleWords.Show);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Cars, userId, page, VehicleWords.Show);

    public static Task<IResult> Get(Guid vehicleId, HttpContext context) => Assets.Get(context, DeviceGroup.Cars, vehicleId, VehicleWords.Show);

    public static Task<IResult> Refresh(Guid vehicleId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Cars, vehicleId);
}
