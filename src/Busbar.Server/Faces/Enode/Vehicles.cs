using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Cars of users.</summary>
internal static class Vehicles
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Cars, page, VehicleWords.Show);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Cars, userId, page, VehicleWords.Show);

    public static Task<IResult> Get(Guid vehicleId, HttpContext context) => Assets.Get(context, DeviceGroup.Cars, vehicleId, VehicleWords.Show);

    public static Task<IResult> Refresh(Guid vehicleId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Cars, vehicleId);

    public static Task<IResult> Charge(Guid vehicleId, Body<ChargingRequest> body, HttpContext context) =>
        Actions.Start(context, DeviceGroup.Cars, vehicleId, ActionWords.Read(body.Value), joins: true);

    public static Task<IResult> SetMaxCurrent(Guid vehicleId, Body<TargetMaxCurrent> body, HttpContext context) =>
        Actions.Start(context, DeviceGroup.Cars, vehicleId, ActionWords.Read(body.Value), joins: false);

    public static Task<IResult> GetAction(Guid actionId, HttpContext context) => Actions.Get(context, DeviceGroup.Cars, actionId);

    public static Task<IResult> CancelAction(Guid actionId, HttpContext context) => Actions.Cancel(context, DeviceGroup.Cars, actionId);
}
