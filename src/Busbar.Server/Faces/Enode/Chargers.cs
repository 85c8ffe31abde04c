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

    public static Task<IResult> Charge(Guid chargerId, Body<ChargingRequest> body, HttpContext context) =>
        Actions.Start(context, DeviceGroup.Chargers, chargerId, ActionWords.Read(body.Value), joins: false);

    public static Task<IResult> SetMaxCurrent(Guid chargerId, Body<TargetMaxCurrent> body, HttpContext context) =>
        Actions.Start(context, DeviceGroup.Chargers, chargerId, ActionWords.Read(body.Value), joins: false);

    public static Task<IResult> LimitRate(Guid chargerId, Body<ChargeRateTarget> body, HttpContext context) =>
        Actions.Start(context, DeviceGroup.Chargers, chargerId, view => ActionWords.Read(body.Value, view.State), joins: false);

    public static Task<IResult> GetAction(Guid actionId, HttpContext context) => Actions.Get(context, DeviceGroup.Chargers, actionId);

    public static Task<IResult> CancelAction(Guid actionId, HttpContext context) => Actions.Cancel(context, DeviceGroup.Chargers, actionId);
}
