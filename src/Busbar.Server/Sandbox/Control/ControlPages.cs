using Busbar.Core.Basics;
using Busbar.Server.Sandbox.OAuth;
using Busbar.Server.Sandbox.Pages;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Control;

/// <summary>The control API by hand: the same deeds, as pages and buttons.</summary>
internal sealed class ControlPages(HomeControl control, ControlLogin login)
{
    public async Task<IResult> Open(HttpContext context) =>
        await login.Tenant(context) is { } tenant ? HomesPage.Show(await control.List(tenant)) : ControlLogin.Page();

    public async Task<IResult> SignIn(HttpContext context)
    {
        if (ControlLogin.CameFromElsewhere(context)) return Elsewhere();
        var problem = (await SandboxForm.Read(context))?["token"] is { } token ? await login.SignIn(context, token) : "Paste a token.";
        return problem is null ? Page.SeeOther("/sandbox") : ControlLogin.Page(problem);
    }

    public IResult SignOut(HttpContext context)
    {
        ControlLogin.SignOut(context);
        return Page.SeeOther("/sandbox");
    }

    public async Task<IResult> Home(HttpContext context, string home)
    {
        if (await login.Tenant(context) is not { } tenant) return Page.SeeOther("/sandbox");
        return await control.Look(tenant, home) is { } found ? HomePage.Show(found, await control.Accounts(tenant, home)) : NoHome();
    }

    public Task<IResult> NewHome(HttpContext context) => Press(context, async (tenant, form) => form["home"] is { } name && HomeNames.From(name) is { } home
        ? (home, await control.SetClock(tenant, home, SettingForm.Body(form, "speed", "startedAgo"))) : ("", Fault.Invalid("home", $"A home's name is {HomeNames.Rule}.")));

    public Task<IResult> SetClock(HttpContext context, string home) => Press(context, async (tenant, form) =>
        (home, await control.SetClock(tenant, home, SettingForm.Body(form, "speed", "startedAgo"))));

    public Task<IResult> AddDevice(HttpContext context, string home) => Press(context, async (tenant, form) =>
        (home, await control.AddDevice(tenant, home, SettingForm.Texts(form, "brand", "kind", "identifier"))));

    public Task<IResult> SetDevice(HttpContext context, string home, string id) => Press(context, async (tenant, form) =>
        (home, (await control.Look(tenant, home))?.Find(id) is { } device ? await control.SetDevice(tenant, home, id, SettingForm.Body(device, form)) : Fault.NotFound()));

    public Task<IResult> ActOnDevice(HttpContext context, string home, string id, string action) => Press(context, async (tenant, _) =>
        (home, await control.ActOnDevice(tenant, home, id, action)));

    public Task<IResult> ActOnAccount(HttpContext context, string home, string brand, string action) => Press(context, async (tenant, _) =>
        (home, await control.ActOnAccount(tenant, home, brand, action) is null || await control.Look(tenant, home) is not { } found ? Fault.NotFound() : found));

    private async Task<IResult> Press(HttpContext context, Func<Guid, SandboxForm, Task<(string Home, Result<Home> Result)>> press)
    {
        if (ControlLogin.CameFromElsewhere(context)) return Elsewhere();
        if (await login.Tenant(context) is not { } tenant) return Page.SeeOther("/sandbox");
        if (await SandboxForm.Read(context) is not { } form) return Page.Problem(StatusCodes.Status400BadRequest, "That did not work", "The form came in garbled. Go back and try again.");
        var (home, result) = await press(tenant, form);
        if (result.Fault is not { } fault) return Page.SeeOther($"/sandbox/homes/{home}");
        return fault.Kind == FaultKind.NotFound ? NoHome() : Page.Problem(StatusCodes.Status400BadRequest, "That did not work", $"{fault.Field} {fault.Message} Go back and try again.".Trim());
    }

    private static IResult NoHome() => Page.Problem(StatusCodes.Status404NotFound, "Nothing here", "There is no such home or device in your sandbox.");

    private static IResult Elsewhere() => Page.Problem(StatusCodes.Status403Forbidden, "Not from here", "This button was pressed on another site. Open /sandbox yourself.");
}
