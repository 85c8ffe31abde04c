using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Locations;
using Busbar.Core.Prices;
using Busbar.Core.Tariffs;
using Busbar.Core.Tenancy;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class TariffRoutes
{
    private const string Tag = "Tariffs", Scope = Tariffs.Scope, One = "/tariffs/{tariff_id}";

    private static readonly string[] expansions = ["supplier", "scheduler_tariff", "prices"];

    public static void Map(RouteGroupBuilder api, Face face)
    {
        var user = new QueryParameter(Catalogue.UserName, "string", "Only what is in force at a place of this user's, or me.");
        api.MapGet("/suppliers", Tariffs.Suppliers).Needs(Scope).WithMetadata(new QueryParameter(Catalogue.UserName, "string", "For a user; the application is the supplier of all.")).Tells<IReadOnlyList<EvSupplier>>(face, 200, 404).Is("get-suppliers", Tag, "List suppliers: there is one, the application itself");
        api.MapGet("/suppliers/{supplier_id}", Tariffs.Supplier).Needs(Scope).Tells<EvSupplier>(face, 200, 404).Is("get-suppliers-suppler_id", Tag, "Get a supplier");
        api.MapGet("/tariffs", Tariffs.List).Needs(Scope).Expands(expansions)
            .WithMetadata(
                user, new QueryParameter(Tariffs.SupplierName, "string", "Only those of this supplier."), new QueryParameter(Tariffs.ValidName, "boolean", "True for those that are in force, which all are; false for the others."),
                new QueryParameter(Tariffs.GroupName, "string", "Only those of a region of Great Britain, which no tariff here is known to be."),
                new QueryParameter(Tariffs.OptionalName, "string", "What else the answer is to hold.", Choices: [Tariffs.DailyPrices]))
            .Tells<IReadOnlyList<EvTariff>>(face, 200, 404).Is("get-tariffs", Tag, "List the tariffs that the application has placed, by name");
        api.MapGet(One, Tariffs.Get).Needs(Scope).Expands(expansions).WithMetadata(user).Tells<EvTariffDetail>(face, 200, 404).Is("get-tariffs-tariff_id", Tag, "Get a tariff with its price now");
        api.MapGet(One + "/prices", Tariffs.Prices).Needs(Scope).Needs(Tariffs.PriceScope)
            .WithMetadata(
                new QueryParameter(Tariffs.FromName, "string", "Only prices of this moment or later, at most 366 days before the last; without it those of 31 days.", "date-time"),
                new QueryParameter(Tariffs.ToName, "string", "Only prices of this moment or earlier, at most 31 days ahead; without it those until now.", "date-time"))
            .Tells<IReadOnlyList<EvPrice>>(face, 200, 404).Is("get-tariff-prices", Tag, "List a tariff's prices by quarters of an hour, newest first");
    }
}

/// <summary>What electricity costs at places of users, by the application's own word. A tariff has the id of the place where it is in force.</summary>
internal static class Tariffs
{
    public const string SupplierName = "supplier_id", ValidName = "valid", GroupName = "gsp_group", OptionalName = "include_optional", DailyPrices = "daily_prices", FromName = "started_at__gte", ToName = "started_at__lte",
        Scope = "tariff:read", PriceScope = "tariff:prices:read";

    private const int UsualDays = 31, MostDays = 366, DaysAhead = 31;

    public static IResult Suppliers(EvPageNumber page, HttpContext context)
    {
        Catalogue.CheckUser(context);
        return page.CutOf([Words(context).Supplier]) is { } shown ? Ok(shown) : NotFound();
    }

    public static IResult Supplier(EvPathId<OfSupplier> supplier_id, HttpContext context) => supplier_id.Value == EvCaller.Of(context).Client.Id ? Ok(Words(context).Supplier) : NotFound();

    public static async Task<IResult> List(EvPageNumber page, EvExpand expand, HttpContext context, Database database, TimeProvider time)
    {
        var (caller, words) = (EvCaller.Of(context), Words(context));
        var isNone = IsNone(context, caller);
        var isDaily = context.Request.One(OptionalName) switch
        {
            null => false,
            DailyPrices => true,
            _ => throw new Refused(Fault.Invalid(OptionalName, $"The value is {DailyPrices}.")),
        };
        Catalogue.CheckUser(context);
        var found = await database.Read(async db =>
        {
            var user = context.Request.One(Catalogue.UserName) is { } name ? await caller.Find(db, name) : caller.User;
            if (isNone || (user is null && context.Request.One(Catalogue.UserName) is not null)) return page.Cut<TariffView>([]);
            if (page.Cut(await TariffTable.ListFor(db, caller.Client, user?.Id, page.Skipped, page.Size + 1)) is not { } some) return null;
            return await View(db, caller.Client.TenantId, some, time.GetUtcNow());
        });
        return found is null ? NotFound() : Ok(found.Select(tariff => words.Show(tariff, expand, isDaily)).ToList());
    }

    public static async Task<IResult> Get(EvPathId<OfTariff> tariff_id, EvExpand expand, HttpContext context, Database database, TimeProvider time)
    {
        Catalogue.CheckUser(context);
        var (now, name) = (time.GetUtcNow(), context.Request.One(Catalogue.UserName));
        var (found, prices) = await database.Read(async db => await Find(db, context, tariff_id.Value) is var (place, placed) && (name is null || (await EvCaller.Of(context).Find(db, name))?.Id == place.UserId)
            ? ((TariffView?)(await View(db, place.TenantId, [placed], now))[0], expand.Has("prices") ? await PricesOf(db, place, placed, now.AddDays(-1), now) : null) : (null, null));
        return found is null ? NotFound() : Ok(Words(context).Show(found, expand, now, prices?.ToList()));
    }

    public static async Task<IResult> Prices(EvPathId<OfTariff> tariff_id, EvPageNumber page, HttpContext context, Database database, TimeProvider time)
    {
        var (now, from, to) = (time.GetUtcNow(), context.Request.Time(FromName), context.Request.Time(ToName));
        var shown = await database.Read(async db =>
        {
            if (await Find(db, context, tariff_id.Value) is not var (place, placed)) return null;
            var last = to is null ? now : to > now.AddDays(DaysAhead) ? now.AddDays(DaysAhead) : to.Value;
            if (last < placed.Since || last < from) return page.Cut<EvPrice>([]);
            var first = from ?? last.AddDays(-UsualDays);
            if (first < placed.Since) first = placed.Since;
            if (last - first > TimeSpan.FromDays(MostDays)) throw new Refused(Fault.Invalid(FromName, $"It lies at most {MostDays} days before {ToName}, or before now."));
            return page.Cut((await PricesOf(db, place, placed, first, last)).Skip((int)Math.Min(page.Skipped, int.MaxValue)).Take(page.Size + 1).ToList());
        });
        return shown is null ? NotFound() : Ok(shown);
    }

    /// <summary>A place of the caller's users with the tariff that the caller has placed there; null where there is none.</summary>
    private static async Task<(Location Place, LocationTariff Placed)?> Find(DbConnection db, HttpContext context, Guid id)
    {
        var caller = EvCaller.Of(context);
        if (await LocationTable.FindFor(db, caller.Client, id) is not { } place || (caller.User is { } user && place.UserId != user.Id)) return null;
        return await TariffTable.FindPlaced(db, id) is { } placed && placed.ClientId == caller.Client.Id ? (place, placed) : null;
    }

    /// <summary>All that is shown of these, in few questions whatever their number.</summary>
    private static async Task<IReadOnlyList<TariffView>> View(DbConnection db, Guid tenantId, IReadOnlyCollection<LocationTariff> placed, DateTimeOffset now)
    {
        var places = await LocationTable.Find(db, placed.Select(one => one.LocationId).ToHashSet());
        var versions = await TariffTable.History(db, tenantId, placed.Select(one => one.Tariff).ToHashSet());
        var sheets = await PriceSheet.OfAll(db, tenantId, [.. places.Values], now, now + Quarters.Length);
        var (areas, users) = (await PriceAreaTable.Of(db, [.. places.Values]), await UserProfileTable.Find(db, places.Values.Select(place => place.UserId).ToHashSet()));
        return [.. placed.Select(one => (One: one, Place: places[one.LocationId])).Select(of => new TariffView(
            of.Place, of.One, versions[(of.One.ClientId, of.One.Tariff)].Last(), sheets[of.Place.Id], areas.ContainsKey(of.Place.Id), users.GetValueOrDefault(of.Place.UserId)?.Home?.CountryCode))];
    }

    /// <summary>Prices of the time since the tariff is in force there.</summary>
    private static async Task<IEnumerable<EvPrice>> PricesOf(DbConnection db, Location place, LocationTariff placed, DateTimeOffset first, DateTimeOffset last)
    {
        var (from, to) = (Quarters.After(first > placed.Since ? first : placed.Since), Quarters.Of(last));
        return TariffWords.Prices(await PriceSheet.Of(db, place, from, to + Quarters.Length), from, to);
    }

    // None is another supplier's, none is over, and none is known to be of a British region.
    private static bool IsNone(HttpContext context, EvCaller caller)
    {
        var request = context.Request;
        var isAnothers = request.One(SupplierName) switch
        {
            null => false,
            var text when EvId.Read(OfSupplier.Prefix, text) is { } supplier => supplier != caller.Client.Id,
            _ => throw new Refused(Fault.Invalid(SupplierName, $"The value is an id such as {OfSupplier.Prefix}01HN2NJ9NMRZBXT1H6FT9N7735.")),
        };
        var isOver = request.One(ValidName) is not null && !request.Flag(ValidName);
        return isAnothers || isOver || request.One(GroupName) is not null;
    }

    /// <summary>The tariffs that the application has placed at these places, by place; for those who show something else of them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Ref<EvTariff>>> At(DbConnection db, HttpContext context, EvExpand expand, IReadOnlyCollection<Guid> places)
    {
        var (client, words, now) = (EvCaller.Of(context).Client, Words(context), context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var placed = (await TariffTable.FindPlaced(db, places)).Where(one => one.ClientId == client.Id).ToList();
        var views = expand.Has("tariff") ? (await View(db, client.TenantId, placed, now)).ToDictionary(view => view.Place.Id) : [];
        return placed.ToDictionary(one => one.LocationId, one => new Ref<EvTariff>(
            EvUrls.Of(context).Tariff(one.LocationId), views.TryGetValue(one.LocationId, out var view) ? words.Show(view, expand.Within("tariff"), withDailyPrices: false) : null));
    }

    private static TariffWords Words(HttpContext context) => new(EvUrls.Of(context), EvCaller.Of(context).Client);
}
