using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>What the pages of a session say, up to the link's own page.</summary>
public sealed partial class LinkWords
{
    // Every page
    public string Step(int step, int steps) => T("step", ("step", step.ToString(culture)), ("steps", steps.ToString(culture)));
    public string StepBack => T("back");
    public string GuideFooter(GuideView guide) => T("footer.device", App(guide));
    public string GuideSandbox => T("sandbox.devices");
    public string CompanyLabel => T("company");
    public string DevicesLabel => T("devices");

    // The introduction
    public string GuideTitle(GuideView guide) => T("connect", Yours(guide.Session.Kinds));
    public string GuideText(GuideView guide) => T(guide.IsWhole ? "intro.all" : "intro", App(guide), ToYours(guide.Session.Kinds));
    public string GuideSteps => T("intro.steps");
    public string GuideStepChoose(GuideView guide) => (guide.AsksForKind, guide.Session.Brand) switch
    {
        (true, null) => T("intro.kindAndBrand"),
        (true, _) => T("intro.kind"),
        (false, null) => T("intro.brand"),
        (false, _) => T("intro.which"),
    };
    public string GuideStepAgree => T("intro.agree");
    public string GuideStepDone(GuideView guide) => guide.BackUrl is null ? T("intro.done") : T("intro.return", App(guide));
    public string GuideReads => T("intro.reads");
    public string GuideReadsKind => T("intro.readsOnly");
    public string GuideReadsNot => T("not");
    public IReadOnlyList<string> GuideNeverReads => All(["not.passwordAny", "not.others", "not.bills"]);
    public string GuideStart => T("intro.start");
    public string GuideOpenText(Link open, string brand) => T("intro.begun", Yours(open.Kind), ("brand", brand));
    public string GuideGoOn => T("intro.goOn");
    public string LearnTitle => T("learn");
    public string LearnRole(string application) => T("learn.role", ("app", application));
    public string LearnYours(string application) => T("learn.yours", ("app", application));

    // Choosing
    public string KindTitle => T("kinds.title");
    public string KindHint(DeviceKind kind) => T("hint." + kind);
    public string BrandTitle(DeviceKind? kind) => kind is { } one ? T("brands.title", Yours(one), KindOf(one)) : T("brands.titleAny");
    public string BrandAs(GuideChoice choice) => choice.Vendor is IDialIn ? T("brands.open", Brand(choice)) : choice.Brand.Name;
    public string FilterLabel => T("brands.filter");
    public string AllKinds => T("brands.allKinds");
    public string SearchLabel => T("search");
    public string SearchButton => T("search.button");
    public string SearchFound(int count, string search) => count switch
    {
        0 => T("search.none", ("search", search)),
        1 => T("search.one", ("search", search)),
        _ => T("search.many", ("search", search), Number(count)),
    };
    public string SearchAll => T("search.all");
    public string BrandMissing(GuideView guide) => T("brands.missing", App(guide));
    public string? Health(BrandHealth health) => health switch
    {
        BrandHealth.Ready => null,
        BrandHealth.ElevatedErrors => T("health.errors"),
        BrandHealth.Outage => T("health.outage"),
    };
    public string HealthWarning(GuideChoice choice) => T("health.warning", Brand(choice));

    // Which car
    public string CarMakeTitle => T("cars.make");
    public string CarModelTitle(string make) => T("cars.model", ("make", make));
    public string CarTrimTitle(string model) => T("cars.trim", ("model", model));
    public string CarSearchLabel => T("cars.search");
    public string CarNotYet => T("cars.notYet");
    public string CarOther => T("cars.other");

    // Agreeing to what is shared
    public string ReviewTitle(GuideView guide, GuideChoice choice) => guide.Session.Relinks is null ? T("review.title", App(guide)) : T("reconnect", Yours(choice.Kind));
    public string ReviewText(GuideView guide, GuideChoice choice) => T(guide.Session.Relinks is null ? "review.text" : guide.IsLost ? "ask.again" : "ask.renew", App(guide), Brand(choice), ToYours(choice.Kinds));
    public string ReviewAgree(string application, string brand) => T("review.agree", ("app", application), ("brand", brand));
    public string ReviewButton(GuideChoice choice) => choice.Way.Consent is ConsentWay.Redirect ? T("review.button", Brand(choice)) : T("review.buttonHere");
    public string ConnectedHeading => T("devices.connected");

    /// <summary>What is not accessed of these kinds.</summary>
    /// <param name="brand">Where the owner signs in; null where that is nowhere.</param>
    public IReadOnlyList<string> Not(IReadOnlyList<DeviceKind> kinds, IReadOnlyList<LinkScope>? scopes, string application, string? brand)
    {
        var not = new List<string>();
        if (brand is not null) not.Add(T("not.password", ("brand", brand)));
        if (Lacks(ScopeSort.Location)) not.Add(T("not.location"));
        if (Lacks(ScopeSort.Control)) not.Add(T("not.control", ("app", application)));
        return [.. not, T("not.otherKinds"), T("not.bills")];

        bool Lacks(ScopeSort sort) => scopes is not null && !scopes.Any(scope => LinkScopes.Sort(scope) == sort);
    }

    // Entering
    public string DetailsTitle(GuideChoice choice) => choice.Vendor is IDialIn ? T("connect", Yours(choice.Kind)) : T("details.title", Brand(choice), KindOf(choice.Kind));
    public string DetailsText(GuideChoice choice, int inputs) => (choice.Vendor is IDialIn, inputs) switch
    {
        (true, _) => T("details.station"),
        (_, 0) => T("details.nothing", Brand(choice)),
        (_, _) when choice.Way.Consent is ConsentWay.None => T("details.find", Brand(choice)),
        (_, _) => T("details.findNext", Brand(choice)),
    };
    public string DetailsTextPaired(GuideView guide) => T("details.paired", App(guide));
    public string DetailsButton(GuideChoice choice) => T(choice.Way.Consent is ConsentWay.None ? "details.agree" : "continue");

    // What stands in the way
    public Notice GuideExpired(GuideView guide) => new(Tone.Waiting, T("expired"), T("expired.text"), T("askNew", App(guide)));

    public Notice GuideWithdrawn(GuideView guide) => new(Tone.Plain, T("withdrawn"), T("withdrawn.text", App(guide)), T("askWhat", App(guide)));

    public Notice NothingToChoose(GuideView guide) => new(Tone.Plain, T("noOffer"), T("noOffer.text"), T("noOffer.next", App(guide)));

    public Notice TooManyChoices(GuideView guide) => new(Tone.Bad, T("tooOften"), T("tooOften.text"), T("askNew", App(guide)));

    public Notice Outage(GuideChoice choice) => new(Tone.Waiting, T("outage.title", Brand(choice)), T("outage.text"), T("outage.next"));

    public Notice BadForm => Told(Tone.Bad, "badForm");

    // The link's own pages, where a session led there
    public string ChooseAgain => T("chooseAnother");
    public string TryAgainButton => T("tryAgain");

    private static (string, string) App(GuideView guide) => ("app", guide.Company);

    private static (string, string) Brand(GuideChoice choice) => ("brand", choice.Brand.Name);
}
