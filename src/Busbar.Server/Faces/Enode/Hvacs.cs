using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Heat pumps of users.</summary>
internal static class Hvacs
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.HeatPumps, page, EnergyWords.ShowHvac);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.HeatPumps, userId, page, EnergyWords.ShowHvac);

    public static Task<IResult> Get(Guid hvacId, HttpContext context) => Assets.Get(context, DeviceGroup.HeatPumps, hvacId, EnergyWords.ShowHvac);

    public static Task<IResult> Update(Guid hvacId, Body<AssetUpdate> body, HttpContext context) =>
        Assets.Place(context, DeviceGroup.HeatPumps, hvacId, body.Value, EnergyWords.ShowHvac);

    public static Task<IResult> Refresh(Guid hvacId, HttpContext context) => Assets.Refresh(context, DeviceGroup.HeatPumps, hvacId);
}
