using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>How a link can end, and everything else that goes otherwise than hoped: what happened, and the way out.</summary>
public sealed partial class LinkWords
{
    public Notice Succeeded(LinkView link) => link.Link.WasLinkedBefore
        ? new(Tone.Good, "Connection renewed", $"{Capital(Your(link.Link.Kind))} was connected before. {link.Application} has fresh access to it, and everything recorded so far is kept.", CloseOrBack(link))
        : new(Tone.Good, $"{Capital(Your(link.Link.Kind))} is connected", $"{link.Application} receives its data from now on.", CloseOrBack(link));

    /// <summary>Who came by a guided session can try again there.</summary>
    public Notice Failed(LinkView link) => link.GuidePath is null ? WhyFailed(link) : WhyFailed(link) with { Next = TryAgain(link) };

    private Notice WhyFailed(LinkView link) => link.Link.Failure switch
    {
        LinkFailure.Denied => new(
            Tone.Bad, "You did not agree", $"Access was declined at {link.Brand}. Nothing was connected, and {link.Application} sees nothing.",
            $"If that was a mistake, ask {link.Application} for a new link."),
        LinkFailure.Expired => Expired(link),
        LinkFailure.DeviceNotInAccount => new(
            Tone.Bad, $"That account has another {Kind(link.Link.Kind)}, or none", $"The account that you signed in with at {link.Brand} has no {Device(link)}. Nothing was connected.",
            $"Ask {link.Application} for a new link, and sign in with the account that the {Kind(link.Link.Kind)} belongs to. If the number is wrong, correct it there."),
        LinkFailure.SeveralDevices => new(
            Tone.Bad, $"Which {Kind(link.Link.Kind)} is meant?", $"Your account at {link.Brand} has several, and the request does not say which one. Nothing was connected.",
            $"Tell {link.Application} the {Number(link.Link.Kind)} of the one that you mean, and ask for a new link."),
        LinkFailure.PairingCodeWrong => new(
            Tone.Bad, "The pairing code is not right", $"{link.Brand} does not accept the code that was entered. Nothing was connected.",
            $"Read the code again, on the device or its papers, and enter it anew at {link.Application}."),
        LinkFailure.RefusedByBrand => new(
            Tone.Bad, $"{link.Brand} refused the connection", "Nothing was connected.",
            $"See what {link.Brand} says. If that does not help, show this page to {link.Application}.", link.Link.FailureMessage),
        LinkFailure.BrandUnavailable => new(
            Tone.Waiting, $"{link.Brand} could not be reached", "Its service did not answer as it should. Nothing was connected.",
            $"Try again later: ask {link.Application} for a new link."),
        null => throw new InvalidOperationException("The link has not failed."),
    };

    public Notice Canceled(LinkView link) => link.GuidePath is not null
        ? new(Tone.Plain, "This choice was taken back", "Something else was chosen since, or it is not asked for any more. Nothing was connected here.", TryAgain(link))
        : new(
        Tone.Plain, "This request was taken back", $"{link.Application} does not ask for access to {Your(link.Link.Kind)} any more. Nothing was connected.",
        $"If you want to connect it all the same, ask {link.Application} for a new link.");

    public Notice Expired(LinkView link) => new(
        Tone.Waiting, "This link has expired", "A link works for 24 hours, and this one was not used in time. Nothing was connected.",
        $"Ask {link.Application} for a new link.");

    public Notice Withdrawn(LinkView link) => new(
        Tone.Plain, "This link does not work any more", $"{link.Application} may not connect devices here any more. Nothing was connected.",
        $"Ask {link.Application} what to do.");

    public Notice BrandAway(LinkView link, string? detail) => new(
        Tone.Waiting, $"{link.Brand} cannot be reached now", "Nothing is lost: your link stays open.",
        $"Wait a little, then press Continue again. {ValidFor(link.Left)}", detail);

    public Notice UnknownSignIn => new(
        Tone.Bad, "This sign-in is not valid in this browser", "It was begun in another browser, was used already, or took longer than ten minutes. Nothing was changed.",
        "Open the link that you were given once more, in the browser that you want to use, and press Continue there.");

    public Notice BadCallback => new(
        Tone.Bad, "This address is not whole", "What came back from the brand cannot be read. Nothing was changed.",
        "Open the link that you were given once more, and press Continue there.");

    public Notice NoSuchLink => new(
        Tone.Plain, "There is no such link", "The address is not complete, or was never valid.",
        "Open the link again as you were given it, whole. If that does not help, ask the application for a new one.");

    public Notice NothingHere => new(Tone.Plain, "There is nothing here", "This address leads nowhere.", "Open the link again as you were given it, whole.");

    public Notice WrongMethod => new(Tone.Plain, "This address cannot be used like that", "It takes another kind of request.", "Open the link again as you were given it.");

    public Notice OtherSite => new(
        Tone.Bad, "This button was not pressed here", "Another website sent this request. Nothing was done.",
        "Open the link that you were given yourself, and press the button on its page.");

    public Notice NeedsHttps => new(
        Tone.Bad, "These pages need a secure address", "This server was reached without encryption, so a sign-in could be stolen on its way.",
        "To the operator: serve Busbar under https, and set BUSBAR_PUBLIC_URL to that address, such as https://busbar.example.org.");

    public Notice OurFault => new(Tone.Bad, "Something went wrong here", "That is a fault of this server, not yours.", "Try again in a moment. If it stays, tell the application that sent you.");

    private static string CloseOrBack(LinkView link) => link.BackUrl is null ? "You can close this page." : $"You can close this page, or go back to {link.Application}.";

    private static string Number(DeviceKind kind) => kind is DeviceKind.EV ? "vehicle number (VIN)" : "number";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
