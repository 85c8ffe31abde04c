using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Enode;

/// <summary>Chargers of users.</summary>
internal static class Chargers
{
    public static Task<IResult> List(EnodePage page, HttpContext context) => Assets.List(context, DeviceGroup.Chargers, page, VehicleWords.ShowCharger);

    public static Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context) => Assets.ListOfUser(context, DeviceGroup.Chargers, userId, page, VehicleWords.ShowCharger);

    public static Task<IResult> Get(Guid chargerId, HttpContext context) => Assets.Get(context, DeviceGroup.Chargers, chargerId, VehicleWords.ShowCharger);

    public static Task<IResult> Update(Guid chargerId, Body<AssetUpdate> body, HttpContext context) =>
        Assets.Place(context, DeviceGroup.Chargers, chargerId, body.Value, VehicleWords.ShowCharger);

    public static Task<IResult> Refresh(Guid chargerId, HttpContext context) => Assets.Refresh(context, DeviceGroup.Chargers, chargerId);
}
