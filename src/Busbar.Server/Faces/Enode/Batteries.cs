using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Batteries in users' houses.</summary>
internal static class Batteries
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Batteries, page, EnergyWords.ShowBattery);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Batteries, userId, page, EnergyWords.ShowBattery);

    public static Task<IResult> Get(Guid batteryId, HttpContext context) => Assets.Get(context, DeviceGroup.Batteries, batteryId, EnergyWords.ShowBattery);

    public static Task<IResult> SetMode(Guid batteryId, Body<OperationModeRequest> body, HttpContext context) =>
        Actions.Start(context, DeviceGroup.Batteries, batteryId, ActionWords.Read(body.Value), joins: false);

    public static Task<IResult> GetAction(Guid actionId, HttpContext context) => Actions.Get(context, DeviceGroup.Batteries, actionId);

    public static Task<IResult> CancelAction(Guid actionId, HttpContext context) => Actions.Cancel(context, DeviceGroup.Batteries, actionId);

    public static Task<IResult> Refresh(Guid batteryId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Batteries, batteryId);
}
