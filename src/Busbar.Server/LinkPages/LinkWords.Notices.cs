using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>How a link can end, and everything else that goes otherwise than hoped: what happened, and the way out.</summary>
public sealed partial class LinkWords
{
    public Notice Succeeded(LinkView link) => link.Link.WasLinkedBefore
        ? new(Tone.Good, T("renewed"), T("renewed.text", App(link)), CloseOrBack(link))
        : link.Devices.Count > 1
            ? new(Tone.Good, T("connected.several"), T("receives.several", App(link)), CloseOrBack(link))
            : new(Tone.Good, T("connected." + link.Link.Kind), T("receives", App(link)), CloseOrBack(link));

    /// <summary>Who came by a guided session can try again there.</summary>
    public Notice Failed(LinkView link) => link.Link.Failure switch
    {
        LinkFailure.Denied => Bad("denied", T("denied.text", App(link), Brand(link)), link),
        LinkFailure.Expired => Expired(link) with { Next = link.GuidePath is null ? T("askNew", App(link)) : T("chooseAgain") },
        LinkFailure.DeviceNotInAccount => Bad("notThere", NotThere(link), link),
        LinkFailure.SeveralDevices => Bad("several", T("several.text", Brand(link)), link),
        LinkFailure.PairingCodeWrong => Bad("wrongCode", T("wrongCode.text", Brand(link)), link),
        LinkFailure.RefusedByBrand => Bad("refused", T("nothing"), link) with { Detail = link.Link.FailureMessage },
        LinkFailure.BrandUnavailable => Bad("away", T("away.text"), link) with { Tone = Tone.Waiting },
        null => throw new InvalidOperationException("The link has not failed."),
    };

    public Notice Canceled(LinkView link) => link.GuidePath is not null
        ? new(Tone.Plain, T("replaced"), T("replaced.text"), T("chooseAgain"))
        : new(Tone.Plain, T("canceled"), T("canceled.text", App(link), ToYours(link)), T("canceled.new", App(link)));

    public Notice Expired(LinkView link) => new(Tone.Waiting, T("expired"), T("expired.text"), T("askNew", App(link)));

    public Notice Withdrawn(LinkView link) => new(Tone.Plain, T("withdrawn"), T("withdrawn.text", App(link)), T("askWhat", App(link)));

    // That a brand did not answer says no more than the page does, and says it in English.
    public Notice BrandAway(LinkView link, string? detail) =>
        new(Tone.Waiting, T("awayNow", Brand(link)), T("awayNow.text"), $"{T("awayNow.next")} {ValidFor(link.Left)}", detail is LinkTrouble.NoAnswer ? null : detail);

    public Notice UnknownSignIn => Told(Tone.Bad, "unknownSignIn");

    public Notice BadCallback => Told(Tone.Bad, "badCallback");

    public Notice NoSuchLink => Told(Tone.Plain, "noLink");

    public Notice NothingHere => new(Tone.Plain, T("nothingHere"), T("nothingHere.text"), T("openAgain"));

    public Notice WrongMethod => new(Tone.Plain, T("wrongMethod"), T("wrongMethod.text"), T("openAgain"));

    public Notice OtherSite => Told(Tone.Bad, "otherSite");

    public Notice NeedsHttps => Told(Tone.Bad, "needsHttps");

    public Notice OurFault => Told(Tone.Bad, "ourFault");

    // A title, what happened, and what to do: here, or with a new link.
    private Notice Bad(string key, string text, LinkView link) => new(
        Tone.Bad, T(key, Brand(link), KindOf(link.Link.Kind)), text, T(key + (link.GuidePath is null ? ".new" : ".again"), App(link), Brand(link)));

    private Notice Told(Tone tone, string key) => new(tone, T(key), T(key + ".text"), T(key + ".next"));

    private string NotThere(LinkView link) => link.Identifier is { } identifier ? T("notThere.numbered", Brand(link), ("ending", Mask.Ending(identifier))) : T("notThere.text", Brand(link));

    private string? CloseOrBack(LinkView link) => link.TellsExit && link.BackUrl is not null ? null : link.BackUrl is null ? T("close") : T("closeOrBack", App(link));
}
