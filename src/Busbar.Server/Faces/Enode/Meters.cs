using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Meters of users.</summary>
internal static class Meters
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Meters, page, EnergyWords.ShowMeter);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Meters, userId, page, EnergyWords.ShowMeter);

    public static Task<IResult> Get(Guid meterId, HttpContext context) => Assets.Get(context, DeviceGroup.Meters, meterId, EnergyWords.ShowMeter);

    public static Task<IResult> Refresh(Guid meterId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Meters, meterId);
}
