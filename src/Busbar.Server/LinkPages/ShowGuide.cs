using Busbar.Core.Ports;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Vehicles;
using Busbar.Server.LinkPages.Views;

namespace Busbar.Server.LinkPages;

/// <summary>The pages of a guided session on which nothing happens yet: they may be opened any number of times.</summary>
public sealed class ShowGuide(GuideViews guides, BrandSearch brands, PageWriter pages)
{
    private const int LongestSearch = 100;

    /// <summary>Who asks, and what is going to happen.</summary>
    public async Task Introduce(HttpContext context, string token)
    {
        if (await guides.Enter(context, token) is not { } guide) return;
        if (guide.Session.Relinks is not null) await SeeOther.At(context, guide.FirstPath);
        else await pages.Show<GuideIntroPage>(
            context, 200, (nameof(GuideIntroPage.Guide), guide),
            (nameof(GuideIntroPage.OpenLink), guide.Last is { IsOver: false } open ? guides.LinkPath(open) : null));
    }

    public async Task Kinds(HttpContext context, string token)
    {
        if (await guides.Enter(context, token) is not { } guide) return;
        if (guide.AsksForKind) await pages.Show<GuideKindPage>(context, 200, (nameof(GuideKindPage.Guide), guide));
        else await SeeOther.At(context, guide.FirstPath);
    }

    public async Task Brands(HttpContext context, string token)
    {
        if (await guides.Enter(context, token) is not { } guide) return;
        var kind = KindOf(context);
        if (kind is null ? !guide.IsWhole : !guide.Kinds.Contains(kind.Value)) await SeeOther.At(context, guide.FirstPath);
        else if (!guide.AsksForBrand(kind ?? guide.Kinds[0])) await SeeOther.At(context, guide.After(kind ?? guide.Kinds[0]));
        else
        {
            var search = SearchOf(context);
            await pages.Show<GuideBrandPage>(
                context, 200, (nameof(GuideBrandPage.Guide), guide), (nameof(GuideBrandPage.Kind), kind),
                (nameof(GuideBrandPage.Search), search), (nameof(GuideBrandPage.Found), brands.Find(guide.Brands(kind), search)));
        }
    }

    /// <summary>Which car: the make, then the model, then the trim where there are several; or a model at once, by a search.</summary>
    public async Task Cars(HttpContext context, string token)
    {
        if (await guides.Enter(context, token) is not { } guide) return;
        if (guide.Session.Car is null) await SeeOther.At(context, guide.FirstPath);
        else await pages.Show<GuideCarPage>(context, 200, (nameof(GuideCarPage.Guide), guide), (nameof(GuideCarPage.Car), CarOf(context, guide) ?? guide.Session.Car), (nameof(GuideCarPage.Search), SearchOf(context)));
    }

    public async Task Details(HttpContext context, string token)
    {
        if (await guides.Enter(context, token) is not { } guide) return;
        guide = guide with { Car = CarOf(context, guide) };
        if (ChoiceOf(context, guide) is not { } choice) await SeeOther.At(context, guide.FirstPath);
        else await Ask(context, 200, new GuideForm(guide, choice, GuideOffer.Asks(choice, guide.Session, guide.Last), GuideForm.Nothing, []));
    }

    /// <summary>The form; with what was wrong, where it was sent before.</summary>
    public Task Ask(HttpContext context, int status, GuideForm form)
    {
        var (guide, choice) = (form.Guide, form.Choice);
        if (guide.Health(choice) is BrandHealth.Outage) return pages.Notice(context, 503, words => words.Outage(choice), guide: guide);
        if (!guide.IsWhole) return pages.Show<GuideDetailsPage>(context, status, (nameof(GuideDetailsPage.Form), form));
        // Its button leads on to the brand at once.
        if (choice.Way.Consent is ConsentWay.Redirect) PageHeaders.LetFormsLeave(context.Response.Headers);
        return pages.Show<GuideReviewPage>(context, status, (nameof(GuideReviewPage.Form), form));
    }

    /// <summary>What the address says was chosen; null where it is not on offer.</summary>
    public static GuideChoice? ChoiceOf(HttpContext context, GuideView guide) => guide.Choice(KindOf(context), context.Request.Query[GuideView.BrandName].ToString());

    /// <summary>Which car the address means, within what the session leaves open; null where it means none that there is.</summary>
    public static CarChoice? CarOf(HttpContext context, GuideView guide)
    {
        if (guide is not { Session.Car: { } settled, Catalogue: { } catalogue }) return null;
        return new CarChoice(settled.MakeId ?? Id(GuideView.MakeName), settled.ModelId ?? Id(GuideView.ModelName), settled.TrimId ?? Id(GuideView.TrimName)).Complete(catalogue);

        Guid? Id(string name) => context.Request.Query[name].ToString() is { Length: > 0 } text ? Ulid.Read(text) : null;
    }

    private static string SearchOf(HttpContext context) => context.Request.Query[GuideView.SearchName].ToString().Trim() is { Length: <= LongestSearch } search ? search : "";

    private static DeviceKind? KindOf(HttpContext context) =>
        context.Request.Query[GuideView.KindName].ToString() is var name && Enum.GetNames<DeviceKind>().Contains(name) ? Enum.Parse<DeviceKind>(name) : null;
}
