using Busbar.Core.Devices;

namespace Busbar.Server.LinkPages;

/// <summary>
/// Every text that an owner reads, in one place. A second language is a second instance of this shape; nothing else on the
/// pages has words of its own. Outcomes and kinds of device stand in the other parts of this class.
/// </summary>
public sealed partial class LinkWords
{
    public static readonly LinkWords English = new();

    private LinkWords() { }

    /// <summary>The language, for the page's <c>lang</c>.</summary>
    public string Language => "en";

    // Every page
    public string SandboxBadge => "Sandbox";
    public string SandboxText(LinkView link) => link.DialsIn ? "for testing" : "a simulated device";
    public string Source(LinkView link) => link.DialsIn ? Your(link.Link.Kind) : link.Brand;
    public string Footer(LinkView link) => $"Busbar carries the data from {Source(link)} to {link.Application}.";

    // Asking
    public string AskTitle(LinkView link) => link.Link.IsReconnect ? $"Reconnect {Your(link.Link.Kind)}" : $"Connect {Your(link.Link.Kind)}";
    public string AskText(LinkView link) => link.Link.IsReconnect
        ? $"{link.Application} lost its access to {Your(link.Link.Kind)} at {link.Brand}. Sign in there once more to mend it; nothing that was recorded is lost."
        : $"{link.Application} asks for access to {Your(link.Link.Kind)} at {link.Brand}.";
    public string RequestHeading => "The request";
    public string ApplicationLabel => "Application";
    public string BrandLabel => "Brand";
    public string DeviceLabel => "Device";
    public string NameLabel => "Name";
    public string IdentifierLabel(DeviceKind kind) => kind is DeviceKind.EV ? "Vehicle number (VIN)" : "Number";
    public string EndingIn => "ending in";
    public string SharesHeading => "What will be shared";
    public string SharesNote(string source) => $"As far as {source} tells it.";
    public string ControlsHeading => "What can be controlled";
    public string NoControls(string application) => $"Nothing: {application} can look, and change nothing.";
    public string SignInText(LinkView link) => $"You sign in at {link.Brand} itself: nobody else sees your password.";
    public string ContinueButton(LinkView link) => $"Continue to {link.Brand}";
    public string LeaveLink(LinkView link) => $"Not now, back to {link.Application}";
    public string LeaveText => "Not now? Close this page: nothing happens.";
    public string ValidFor(TimeSpan left) => $"This link works for another {Duration(left)}.";

    // Confirming elsewhere
    public string ElsewhereTitle(LinkView link) => $"Confirm at {link.Brand}";
    public string ElsewhereText(LinkView link) => $"{link.Application} asks for access to {Your(link.Link.Kind)}. {link.Brand} asks you itself whether you agree.";
    public string StepsHeading => "What to do";
    public string MailStep(LinkView link, string email) => $"Look for a message from {link.Brand} to {email}, and confirm it there.";
    public string PlainStep(LinkView link) => $"Confirm the request with {link.Brand}, in its app or at its site.";
    public string OpenStep(LinkView link) => $"Sign in at {link.Brand}.";
    public string CodeStep => "Enter this code there:";
    public string StayStep => "Come back to this page: it shows when all is done.";
    public string ConfirmButton(LinkView link) => $"Open {link.Brand}";
    public string DocumentationLink(LinkView link) => $"How this works at {link.Brand}";
    public string WaitingForOwner => "Waiting for your confirmation";

    // A device that dials in
    public string DialInTitle(LinkView link) => $"Connect {Your(link.Link.Kind)}";
    public string DialInText(LinkView link) => $"{link.Application} asks for access to {Your(link.Link.Kind)}. It connects by itself, once you have entered the following in its settings.";
    public string DialInSteps1 => "Open the charger’s settings: its app, its web page, or the installer’s menu. Look for “OCPP”, “backend” or “central system”.";
    public string DialInSteps2 => "Choose OCPP 1.6 (JSON) with a password (“basic authentication”), and enter these values:";
    public string DialInSteps3 => "Save, and restart the charger. This page shows when it has reported.";
    public string AddressLabel => "Server address";
    public string AddressNote(string address) => $"Some chargers add their identity themselves: they take {address} alone.";
    public string IdentityLabel => "Identity";
    public string IdentityNote => "Also called charge point ID or user name.";
    public string PasswordLabel => "Password";
    public string PasswordButton => "Show password";
    public string PasswordNote => "It is shown once. Have the charger’s settings open before you press.";
    public string PasswordNow => "Copy it now: it is not shown again.";
    public string PasswordEntered => "I have entered it";
    public string PasswordShown(LinkView link) => $"It was shown already, and cannot be shown again. If you do not have it, ask {link.Application} for a new link.";
    public string WaitingForDevice => "Waiting for the charger’s first report";

    // Looking again
    public string LooksAgain => "This page looks again every 15 seconds.";
    public string LookNow => "Look now";
    public string StopLooking => "Stop looking by itself";

    // Ends
    public string BackButton(string application) => $"Back to {application}";
    public string SaidBy => "The answer was:";

    // The front page
    public string HomeTitle => "Busbar";
    public string HomeText => "An open platform that connects cars, chargers, inverters, solar plants, batteries, heat pumps and meters, and offers them to applications behind APIs that they already speak. This is a running server.";
    public string HomeOwners => "Were you sent here to connect a device? Open the link that your application gave you.";
    public string HomeApis => "For applications";
    public string HomeOperators => "For operators";
    public string HomeConnect => "Connect API";
    public string HomeOpenApi => "OpenAPI document";
    public string HomeToken => "Access tokens";
    public string HomeTokenNote => "Client credentials, as of OAuth 2.";
    public string HomeOcpp => "Chargers dial in (OCPP 1.6J)";
    public string HomeSandbox => "Sandbox: simulated devices of every brand";
    public string HomeLive => "The process is up";
    public string HomeReady => "The store answers too";

    private static string Duration(TimeSpan left) => left switch
    {
        { TotalMinutes: < 2 } => "minute",
        { TotalHours: < 2 } => $"{(int)left.TotalMinutes} minutes",
        _ => $"{(int)left.TotalHours} hours",
    };
}
