using Busbar.Core.Devices;
using Busbar.Server.Sandbox.OAuth;
using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox.Pages;

/// <summary>What is shared, and the choice.</summary>
internal static class ConsentPage
{
    public static IResult Show(AuthorizeRequest request, string account, IReadOnlyList<HomeDevice> devices) => Page.Show($"Share your {request.Brand.Name} devices?", Markup.Of(
        $"""
        <span class="tag">Simulated {request.Brand.Name}</span>
        <h1>Share your {request.Brand.Name} devices?</h1>
        <p>You are signed in as <strong>{account}</strong>. The application that sent you wants to see and control these devices:</p>
        {List(devices)}
        <form method="post" action="/sandbox/{request.Brand.Id}/oauth/authorize">{Page.Hidden([.. request.Fields(), ("account", account), .. Code(request, account)])}
        <button name="press" value="agree">Agree</button>
        <button name="press" value="deny" class="second">Deny</button></form>
        <p><small>You can end this at any time by removing the device from the application.</small></p>
        """));

    // Each step is checked anew, the second factor too.
    private static (string, string)[] Code(AuthorizeRequest request, string account) =>
        SecondFactor.Asks(account) ? [(SecondFactor.Field, SecondFactor.CodeOf(request.Brand.Id, account))] : [];

    public static Markup List(IEnumerable<HomeDevice> devices) => Markup.Of(
        $"<ul>{devices.Select(d => Markup.Of($"<li><strong>{d.Name}</strong> {d.Identifier}<br><small>{Shared(d.Kind)}</small></li>"))}</ul>");

    /// <summary>What of a kind of device is shared, in its owner's words.</summary>
    public static string Shared(DeviceKind kind) => kind switch
    {
        DeviceKind.EV => "See its charge, range, mileage, place and plug; start, stop and limit its charging.",
        DeviceKind.ChargePoint => "See what it delivers and what is plugged in; start, stop and limit its charging.",
        DeviceKind.SolarPlant or DeviceKind.Inverter => "See what it produces; limit what it feeds into the grid, or disconnect it.",
        DeviceKind.Battery => "See its charge, and what flows in and out.",
        DeviceKind.HeatPump => "See its temperatures and what it takes.",
        DeviceKind.Meter => "See what your home takes from the grid and gives to it.",
        DeviceKind.RetrofitMeter => "See what your home uses.",
    };
}
