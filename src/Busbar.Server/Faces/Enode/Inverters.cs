using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Solar inverters of users.</summary>
internal static class Inverters
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Inverters, page, EnergyWords.ShowInverter);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Inverters, userId, page, EnergyWords.ShowInverter);

    public static Task<IResult> Get(Guid inverterId, HttpContext context) => Assets.Get(context, DeviceGroup.Inverters, inverterId, EnergyWords.ShowInverter);

    public static Task<IResult> Refresh(Guid inverterId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Inverters, inverterId);
}
