using Busbar.Core.Commands;
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

    public static Task<IResult> Hold(Guid hvacId, Body<PermanentHold> body, HttpContext context) =>
        Actions.Start(context, DeviceGroup.HeatPumps, hvacId, HvacActionWords.Read(body.Value), joins: false);

    public static Task<IResult> FollowSchedule(Guid hvacId, HttpContext context) =>
        Actions.Start(context, DeviceGroup.HeatPumps, hvacId, new Command(CommandKind.FollowSchedule), joins: false);

    public static Task<IResult> GetAction(Guid actionId, HttpContext context) => Actions.Get(context, DeviceGroup.HeatPumps, actionId);

    public static Task<IResult> CancelAction(Guid actionId, HttpContext context) => Actions.Cancel(context, DeviceGroup.HeatPumps, actionId);

    public static Task<IResult> Refresh(Guid hvacId, HttpContext context) => Assets.Refresh(context, DeviceGroup.HeatPumps, hvacId);
}
