using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Statistics;
using Microsoft.AspNetCore.Http.Metadata;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class HemRoutes
{
    private const string Tag = "HEM systems", Scope = "home_energy:read", One = "/hem_systems/{hem_system_id}";

    public static void Map(RouteGroupBuilder api, Face face)
    {
        api.MapGet("/hem_systems", HemSystems.List).Needs(Scope).Tells<IReadOnlyList<EvHemSystem>>(face, 200).Is("get-hem_systems", Tag, "List houses' energy systems, newest first");
        api.MapGet(One, HemSystems.Get).Needs(Scope).Tells<EvHemSystem>(face, 200, 404).Is("get-hem_systems-hem_system_id", Tag, "Get a house's energy system");
        api.MapGet(One + "/energy_stats", HemSystems.EnergyStats).Needs(Scope).Tells<EvHemSystemEnergyStatsResponse>(face, 200, 404).Is("get-hem_systems-hem_system_id-energy_stats", Tag, "Tell what flowed in a house");
        api.MapGet(One + "/live_power", HemSystems.LivePower).Needs(Scope).Tells<EvHemSystemLivePower>(face, 200, 404).Is("get-hem_systems-hem_system_id-live_power", Tag, "Tell what flows in a house now");
    }
}

/// <summary>The energy systems of users' houses: plants with their parts.</summary>
internal static class HemSystems
{
    public static Task<IResult> List(EvPage page, HttpContext context, Database database) => DeviceLists.List(page, context, database, DeviceGroup.Sites, OfHemSystem.Prefix, Words(context));

    public static Task<IResult> Get(EvPathId<OfHemSystem> hem_system_id, HttpContext context, Database database) => DeviceLists.Get(context, database, DeviceGroup.Sites, hem_system_id.Value, Words(context));

    public static async Task<IResult> EnergyStats(EvPathId<OfHemSystem> hem_system_id, HemSpan span, HttpContext context, Database database, ReadSite read)
    {
        var caller = EvCaller.Of(context);
        var (site, zone) = await database.Read(async db => await caller.Find(db, DeviceGroup.Sites, hem_system_id.Value) is { } found ? ((DeviceView?)found, await ZoneOf(db, found)) : (null, TimeZoneInfo.Utc));
        if (site is null) return NotFound();
        if (span.Check(zone) is { } fault) return No(fault);
        var parts = await read.Read(caller.Client, site, span.Start, span.End, context.RequestAborted);
        return Ok(new EvHemSystemEnergyStatsResponse(span.Resolution, span.Start, span.End, HemWords.Show(parts, span, zone)));
    }

    public static async Task<IResult> LivePower(EvPathId<OfHemSystem> hem_system_id, HttpContext context, Database database, TimeProvider time)
    {
        var caller = EvCaller.Of(context);
        var devices = await database.Read(async db => await caller.Find(db, DeviceGroup.Sites, hem_system_id.Value) is { } site
            ? (IReadOnlyList<DeviceView>?)[site, .. await DeviceViewTable.PartsFor(db, caller.Client, site.Id)] : null);
        return devices is null ? NotFound() : Ok(HemWords.Show(SiteNow.Of(devices, time.GetUtcNow())));
    }

    private static DeviceWords<EvHemSystem> Words(HttpContext context) =>
        (_, sites) => Task.FromResult<IReadOnlyList<EvHemSystem>>([.. sites.Select(site => HemWords.Show(EvUrls.Of(context), site))]);

    /// <summary>By which clock the house goes: that of the place where it stands, or else of its user's home; UTC where nobody told.</summary>
    private static async Task<TimeZoneInfo> ZoneOf(System.Data.Common.DbConnection db, DeviceView site)
    {
        var user = site.Device.UserId;
        var places = (await LocationTable.OfAll(db, site.Device.TenantId, [user]))[user].ToList();
        return (Whereabouts.Of(site, places) ?? places.FirstOrDefault(place => place.Id == user)) is { } place ? PriceSheet.ZoneOf(place) : TimeZoneInfo.Utc;
    }
}

/// <summary>Of which time, and in which buckets, a house's energy is asked.</summary>
internal sealed record HemSpan(DateTimeOffset Start, DateTimeOffset End, EvHemResolution Resolution) : IBindableFromHttpContext<HemSpan>, IEndpointParameterMetadataProvider
{
    private const string StartName = "start", EndName = "end", ResolutionName = "resolution";

    // Farther off, a midnight of the calendar may lie outside of all time.
    private const int FirstYear = 1970, LastYear = 2999;

    public BucketLength Length => Resolution switch
    {
        EvHemResolution.HalfHour => BucketLength.HalfHour,
        EvHemResolution.Day => BucketLength.Day,
        EvHemResolution.Month => BucketLength.Month,
    };

    /// <summary>What is wrong with it by this clock; null where nothing is.</summary>
    public Fault? Check(TimeZoneInfo zone)
    {
        foreach (var (name, moment) in new[] { (StartName, Start), (EndName, End) })
        {
            if (moment.Year is < FirstYear or > LastYear) return Fault.Invalid(name, $"The value lies in the years {FirstYear} to {LastYear}.");
            if (Buckets.StartOf(moment, Length, zone) != moment) return Fault.Invalid(name, $"With {EnumWords<EvHemResolution>.Write(Resolution)} the value is the start of a {Unit}, by the clock of {zone.Id}.");
        }
        return IsTooLong(zone) ? Fault.Invalid(EndName, $"With {EnumWords<EvHemResolution>.Write(Resolution)} the end is at most {Most} after the start.") : null;
    }

    public static ValueTask<HemSpan?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (start, end) = (Time(context, StartName), Time(context, EndName));
        var resolution = context.Request.One(ResolutionName) switch
        {
            null => throw new Refused(Fault.Missing(ResolutionName, Resolutions)),
            var text when EnumWords<EvHemResolution>.Read(text) is { } known => known,
            _ => throw new Refused(Fault.Invalid(ResolutionName, Resolutions)),
        };
        return end > start ? ValueTask.FromResult<HemSpan?>(new HemSpan(start, end, resolution)) : throw new Refused(Fault.Invalid(EndName, "The end must lie after the start."));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter(StartName, "string", "The start of the first bucket, by the clock of the place where the house stands.", "date-time", IsRequired: true));
        builder.Metadata.Add(new QueryParameter(EndName, "string", "The end of the last bucket: at most 24 hours after the start with PT30M, 31 days with P1D, 366 days with P1M.", "date-time", IsRequired: true));
        builder.Metadata.Add(new QueryParameter(ResolutionName, "string", "How long a bucket is.", IsRequired: true, Choices: EnumWords<EvHemResolution>.All));
    }

    private static string Resolutions => $"The value is one of {string.Join(", ", EnumWords<EvHemResolution>.All)}.";

    private string Unit => Resolution switch { EvHemResolution.HalfHour => "half hour", EvHemResolution.Day => "day", EvHemResolution.Month => "month" };

    private string Most => Resolution switch { EvHemResolution.HalfHour => "24 hours", EvHemResolution.Day => "31 days", EvHemResolution.Month => "366 days" };

    // Days of a calendar: some have 23 or 25 hours.
    private bool IsTooLong(TimeZoneInfo zone) => Resolution switch
    {
        EvHemResolution.HalfHour => End - Start > TimeSpan.FromHours(24),
        EvHemResolution.Day => Days(zone) > 31,
        EvHemResolution.Month => Days(zone) > 366,
    };

    private int Days(TimeZoneInfo zone) => Day(End, zone).DayNumber - Day(Start, zone).DayNumber;

    private static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);

    private static DateTimeOffset Time(HttpContext context, string name) => context.Request.Time(name) ?? throw new Refused(Fault.Missing(name, $"The value is {Times.FormInAddress}."));
}
