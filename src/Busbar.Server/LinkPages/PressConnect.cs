using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.LinkPages;

/// <summary>The owner chose and entered what the brand needs: a link is begun, and its own page goes on.</summary>
public sealed class PressConnect(GuideViews guides, ShowGuide show, ChooseInGuide choose, LinkViews views, PressContinue press, Database database, PageWriter pages)
{
    private static readonly Fault wrongCode = Fault.Invalid(LinkInputs.PairingCode, "The brand does not accept it.");

    public async Task Press(HttpContext context, string token)
    {
        if (await guides.Enter(context, token) is not { } guide) return;
        guide = guide with { Car = ShowGuide.CarOf(context, guide) };
        if (ShowGuide.ChoiceOf(context, guide) is not { } choice) await SeeOther.At(context, guide.FirstPath);
        else if (await FormFields.Read(context.Request, context.RequestAborted) is not { } answers) await pages.Notice(context, 400, words => words.BadForm, guide: guide);
        else if (guide.Health(choice) is BrandHealth.Outage) await pages.Notice(context, 503, words => words.Outage(choice), guide: guide);
        else await Choose(context, new GuideForm(guide, choice, GuideOffer.Asks(choice, guide.Session, guide.Last), answers, []));
    }

    private async Task Choose(HttpContext context, GuideForm form)
    {
        var guide = form.Guide;
        if (guide.Car is { } car && car != guide.Session.Car) await database.Write(db => GuidedSessionTable.Pick(db, guide.Session.Id, car));
        switch (await choose.Choose(guide.Session.Id, form.Choice.Kind, form.Choice.Brand.Id, form.Values))
        {
            case GuideChosen.Begun { Link.Failure: LinkFailure.PairingCodeWrong } when form.With([wrongCode]) is { } again: await show.Ask(context, 422, again); break;
            // What is shared was shown already, and agreed to by this very button.
            case GuideChosen.Begun { Link: { IsOver: false, Consent: ConsentWay.Redirect } link } when guide.IsWhole: await press.Go(context, await views.Of(link)); break;
            case GuideChosen.Begun begun: await SeeOther.At(context, guides.LinkPath(begun.Link)); break;
            case GuideChosen.Refused refused when form.With(refused.Faults) is { } again: await show.Ask(context, 422, again); break;
            case GuideChosen.Refused { Faults: [{ Kind: FaultKind.TooManyRequests }, ..] }: await pages.Notice(context, 429, words => words.TooManyChoices(guide), guide: guide); break;
            // It ended, or left the catalogue, in this very moment: the first page says so.
            default: await SeeOther.At(context, guide.Path); break;
        }
    }
}
