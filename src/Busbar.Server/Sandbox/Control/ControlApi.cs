using Busbar.Core.Basics;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Control;

/// <summary>
/// The control API, for developers: what happens to the simulated devices. Its caller is a client of a sandbox tenant, and
/// sees the homes of that tenant alone.
/// <code>
/// GET   /sandbox/api/homes                                  the homes, in brief
/// GET   /sandbox/api/homes/{home}                           one, with all of its state
/// PATCH /sandbox/api/homes/{home}                           {"speed": 1..3600, "startedAgo": hours}; makes the home where there is none
/// POST  /sandbox/api/homes/{home}/devices                   {"brand", "kind", "identifier"?}
/// PATCH /sandbox/api/homes/{home}/devices/{id}              any of the device's "settings"
/// POST  /sandbox/api/homes/{home}/devices/{id}/{action}     plug, unplug, fail-next-command, fail-next-read, forget
/// POST  /sandbox/api/homes/{home}/accounts/{brand}/{action} expire (its access tokens), revoke (its grants)
/// GET   /sandbox/api/devices?identifier=                    where a device stands
/// </code>
/// </summary>
internal sealed class ControlApi(HomeControl control, ISandboxCaller caller)
{
    public Task<IResult> Homes(HttpContext context) => For(context, async tenant =>
        Answer.Ok(new { homes = (await control.List(tenant)).Select(HomeView.Brief) }));

    public Task<IResult> Home(HttpContext context, string home) => For(context, async tenant =>
        await control.Look(tenant, home) is { } found ? Answer.Ok(HomeView.Whole(found, await control.Accounts(tenant, home))) : NotFound());

    public Task<IResult> SetClock(HttpContext context, string home) => For(context, async tenant =>
        !(await ControlBody.Read(context)).Ok(out var body, out var fault) ? Wrong(fault) : Whole(await control.SetClock(tenant, home, body)));

    public Task<IResult> AddDevice(HttpContext context, string home) => For(context, async tenant =>
        !(await ControlBody.Read(context)).Ok(out var body, out var fault) ? Wrong(fault) : Whole(await control.AddDevice(tenant, home, body)));

    public Task<IResult> SetDevice(HttpContext context, string home, string id) => For(context, async tenant =>
        !(await ControlBody.Read(context)).Ok(out var body, out var fault) ? Wrong(fault) : Device(await control.SetDevice(tenant, home, id, body), id));

    public Task<IResult> ActOnDevice(HttpContext context, string home, string id, string action) => For(context, async tenant =>
        HomeControl.DeviceActions.Contains(action) ? Device(await control.ActOnDevice(tenant, home, id, action), id) : NotFound());

    public Task<IResult> ActOnAccount(HttpContext context, string home, string brand, string action) => For(context, async tenant =>
        HomeControl.AccountActions.Contains(action) && await control.ActOnAccount(tenant, home, brand, action) is { } count ? Answer.Ok(new { changed = count }) : NotFound());

    public Task<IResult> FindDevices(HttpContext context) => For(context, async tenant => context.Request.Query["identifier"] is [{ Length: > 0 and <= 100 } identifier]
        ? Answer.Ok(new { devices = await control.FindDevices(tenant, identifier) })
        : Wrong(Fault.Missing("identifier", "Name one device: ?identifier=")));

    private async Task<IResult> For(HttpContext context, Func<Guid, Task<IResult>> go)
    {
        if (await caller.TenantOf(context) is { } tenant) return await go(tenant);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Answer.Error(StatusCodes.Status401Unauthorized, "unauthorized", "Send a token of a client in a sandbox tenant: Authorization: Bearer.");
    }

    private static IResult Whole(Result<Home> result) => result.Ok(out var home, out var fault) ? Answer.Ok(HomeView.Whole(home)) : Wrong(fault);

    private static IResult Device(Result<Home> result, string id) => result.Ok(out var home, out var fault) ? Answer.Ok(HomeView.Device(home, home.Find(id)!)) : Wrong(fault);

    private static IResult NotFound() => Wrong(Fault.NotFound());

    private static IResult Wrong(Fault fault) => fault.Kind switch
    {
        FaultKind.NotFound => Answer.Error(StatusCodes.Status404NotFound, "not_found", fault.Message),
        FaultKind.FieldMissing or FaultKind.FieldInvalid => Answer.Error(StatusCodes.Status400BadRequest, "invalid_field", fault.Message, fault.Field),
        FaultKind.Unauthenticated or FaultKind.PermissionMissing or FaultKind.BrandUnknown or FaultKind.KindNotOffered or FaultKind.ReturnAddressNotAllowed
            or FaultKind.AlreadyEnded or FaultKind.CommandNotSupported or FaultKind.CooldownActive or FaultKind.FeatureNotSupported or FaultKind.CollectiveUnknown
            or FaultKind.CollectiveEmpty or FaultKind.PrincipalUnknown or FaultKind.LastOwner or FaultKind.InAnotherCollective or FaultKind.CapacityNotSet or FaultKind.TooManyRequests or FaultKind.BrandUnavailable
            => Answer.Error(StatusCodes.Status409Conflict, fault.Message), // the wire's word for it
    };
}
