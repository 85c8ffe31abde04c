using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Batteries in users' houses.</summary>
internal static class Batteries
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Batteries, page, EnergyWords.ShowBattery);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Batteries, userId, page, EnergyWords.ShowBattery);

    public static Task<IResult> Get(Guid batteryId, HttpContext context) => Assets.Get(context, DeviceGroup.Batteries, batteryId, EnergyWords.ShowBattery);

    public static Task<IResult> Refresh(Guid batteryId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Batteries, batteryId);
}
