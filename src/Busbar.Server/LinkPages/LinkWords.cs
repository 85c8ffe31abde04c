using System.Globalization;
using Busbar.Core.Devices;

namespace Busbar.Server.LinkPages;

/// <summary>
/// Every text that an owner reads, in one language: which text stands where. The texts themselves are data, one file for each
/// language in <c>Words/</c>. Outcomes, kinds of device and the pages of a session stand in the other parts of this class.
/// </summary>
public sealed partial class LinkWords(string language, IReadOnlyDictionary<string, string> texts)
{
    public static LinkWords English => LinkLanguages.Of("en");

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language);

    /// <summary>The language, for the page's <c>lang</c>.</summary>
    public string Language => language;

    /// <summary>Which way it runs, for the page's <c>dir</c>.</summary>
    public string Direction => culture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    // Every page
    public string SandboxBadge => T("sandbox");
    public string SandboxText(LinkView link) => T(link.DialsIn ? "sandbox.testing" : "sandbox.devices");
    public string Footer(LinkView link) => link.DialsIn ? T("footer.device", App(link)) : T("footer.brand", App(link), Brand(link));

    // Asking
    public string AskTitle(LinkView link) => T(link.Link.IsReconnect ? "reconnect" : "connect", Yours(link));
    public string AskText(LinkView link) => T(link.Link.IsReconnect ? "ask.again" : "ask", App(link), Brand(link), ToYours(link));
    public string RequestHeading => T("request");
    public string ApplicationLabel => T("application");
    public string BrandLabel => T("brand");
    public string DeviceLabel => T("device");
    public string NameLabel => T("name");
    public string IdentifierLabel(DeviceKind kind) => T(kind is DeviceKind.EV ? "vin" : "number");
    public string EndingIn => T("endingIn");
    public string SharesHeading => T("shares");
    public string SharesNote(string? brand) => brand is null ? T("shares.device") : T("shares.brand", ("brand", brand));
    public string ControlsHeading => T("controls");
    public string NoControls(string application) => T("controls.none", ("app", application));
    public string SignInText(LinkView link) => T("signIn", Brand(link));
    public string ContinueButton(LinkView link) => T("continueTo", Brand(link));
    public string LeaveLink(string application) => T("leave", ("app", application));
    public string LeaveText => T("leave.close");
    public string ValidFor(TimeSpan left) => left switch
    {
        { TotalMinutes: < 2 } => T("valid.minute"),
        { TotalHours: < 2 } => T("valid.minutes", Number((int)left.TotalMinutes)),
        _ => T("valid.hours", Number((int)left.TotalHours)),
    };

    // Confirming elsewhere
    public string ElsewhereTitle(LinkView link) => T("elsewhere.title", Brand(link));
    public string ElsewhereText(LinkView link) => T("elsewhere.text", App(link), Brand(link), ToYours(link));
    public string StepsHeading => T("todo");
    public string MailStep(LinkView link, string email) => T("elsewhere.mail", Brand(link), ("email", email));
    public string PlainStep(LinkView link) => T("elsewhere.plain", Brand(link));
    public string OpenStep(LinkView link) => T("elsewhere.open", Brand(link));
    public string CodeStep => T("elsewhere.code");
    public string StayStep => T("elsewhere.stay");
    public string ConfirmButton(LinkView link) => T("elsewhere.button", Brand(link));
    public string DocumentationLink(LinkView link) => T("elsewhere.how", Brand(link));
    public string WaitingForOwner => T("waiting.owner");

    // A device that dials in
    public string DialInTitle(LinkView link) => T("connect", Yours(link));
    public string DialInText(LinkView link) => T("station.text", App(link), ToYours(link));
    public string DialInSteps1 => T("station.open");
    public string DialInSteps2 => T("station.enter");
    public string DialInSteps3 => T("station.save");
    public string AddressLabel => T("station.address");
    public string AddressNote(string address) => T("station.addressAlone", ("address", address));
    public string IdentityLabel => T("station.identity");
    public string IdentityNote => T("station.identityNote");
    public string PasswordLabel => T("station.password");
    public string PasswordButton => T("station.show");
    public string PasswordNote => T("station.once");
    public string PasswordNow => T("station.copy");
    public string PasswordEntered => T("station.entered");
    public string PasswordShown(LinkView link) => T("station.shown", App(link));
    public string WaitingForDevice => T("waiting.device");

    // Looking again
    public string LooksAgain => T("looks");
    public string LookNow => T("looks.now");
    public string StopLooking => T("looks.stop");

    // Ends
    public string BackButton(string application) => T("backTo", ("app", application));
    public string CompleteButton => T("complete");
    public string SaidBy => T("said");
    public string ExitMessage(Exit exit) => exit switch
    {
        Exit.Cancelled => T("exit.cancelled"),
        Exit.Trouble => T("exit.trouble"),
        Exit.Early => T("exit.early"),
    };

    private string T(string key, params ReadOnlySpan<(string Name, string Value)> values) => WordFile.Fill(texts[key], values);

    private (string, string) Number(int number) => ("n", number.ToString("N0", culture));

    private static (string, string) App(LinkView link) => ("app", link.Application);

    private static (string, string) Brand(LinkView link) => ("brand", link.Brand);

    private string Capital(string text) => culture.TextInfo.ToUpper(text[0]) + text[1..];
}
