using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Statistics;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode;

/// <summary>The energy systems of users' houses: plants with their parts.</summary>
internal static class HemSystems
{
    public static async Task<IResult> List(EnodePage page, HttpContext context, ReadSite read) =>
        Ok(await Show(await Assets.Page(context, DeviceGroup.Sites, null, page), context, read));

    public static async Task<IResult> ListOfUser(string userId, EnodePage page, HttpContext context, Database database, ReadSite read)
    {
        if (await database.Read(db => UserTable.FindFor(db, Identity.Of(context), userId)) is not { } user) return NoUser(userId);
        return Ok(await Show(await Assets.Page(context, DeviceGroup.Sites, user.Id, page), context, read));
    }

    public static async Task<IResult> Get(Guid hemSystemId, HttpContext context, ReadSite read) =>
        await Assets.Find(context, DeviceGroup.Sites, hemSystemId) is { } site ? Ok(HemWords.Show(site, await Today(site, context, read))) : NotFound();

    public static async Task<IResult> Flowed(Guid hemSystemId, HemInterval interval, HttpContext context, ReadSite read)
    {
        if (await Assets.Find(context, DeviceGroup.Sites, hemSystemId) is not { } site) return NotFound();
        var period = interval.In(Whereabouts.Of(site.View, site.Places) is { } place ? PriceSheet.ZoneOf(place) : TimeZoneInfo.Utc);
        if (HemWords.Show(await read.Read(Identity.Of(context), site.View, period.Start, period.End, context.RequestAborted), period) is { } told) return Ok(told);
        var linked = site.View.Device.CreatedAt;
        return period.End <= linked
            ? No(Fault.Invalid("interval", $"The system was linked later, at {Times.Write(linked)}."))
            : new FaceNo(EnodeFace.Face, EnodeProblems.NoSiteStatistics());
    }

    private static async Task<Paginated<HemSystem>> Show(Paginated<AssetView> sites, HttpContext context, ReadSite read)
    {
        var shown = new List<HemSystem>();
        foreach (var site in sites.Data) shown.Add(HemWords.Show(site, await Today(site, context, read)));
        return new Paginated<HemSystem>(shown, sites.Pagination);
    }

    // Without a time zone nobody knows when its day began.
    private static async Task<HemToday?> Today(AssetView site, HttpContext context, ReadSite read)
    {
        if (Whereabouts.Of(site.View, site.Places) is not { TimeZone: not null } place) return null;
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var midnight = Buckets.StartOf(now, BucketLength.Day, PriceSheet.ZoneOf(place));
        return HemWords.Today(await read.Read(Identity.Of(context), site.View, midnight, now, context.RequestAborted), midnight, now);
    }
}

/// <summary>Of which day or month a system's statistics are asked.</summary>
/// <param name="Day">Null for the whole month.</param>
public sealed record HemInterval(int Year, int Month, int? Day) : IBindableFromHttpContext<HemInterval>, IEndpointParameterMetadataProvider
{
    private const string Name = "interval", Form = "The value is a day such as 2026-03-01, or a month such as 2026-03.";

    public Period In(TimeZoneInfo zone) => Day is { } day ? Period.OfDay(Year, Month, day, zone) : Period.OfMonth(Year, Month, zone);

    public static ValueTask<HemInterval?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<HemInterval?>(context.Request.One(Name) switch
    {
        null => throw new Refused(Fault.Missing(Name, Form)),
        var text when Parse(text, "yyyy-MM-dd") is { } day => new HemInterval(day.Year, day.Month, day.Day),
        var text when Parse(text, "yyyy-MM") is { } month => new HemInterval(month.Year, month.Month, null),
        _ => throw new Refused(Fault.Invalid(Name, Form)),
    });

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryParameter(Name, "string", "A day such as 2026-03-01, told as power by quarters of an hour, or a month such as 2026-03, told as energy by days; by the calendar of the system's location.", IsRequired: true));

    // Farther off, a midnight of the calendar may lie outside of all time.
    private static DateOnly? Parse(string text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1969 and <= 2999 ? day : null;
}
