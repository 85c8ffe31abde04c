using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Sandbox.Simulated;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.Enode.EnodeAnswers;

namespace Busbar.Server.Faces.Enode.Simulated;

/// <summary>What is asked of simulated devices of all types alike. Where there is no sandbox, there are none.</summary>
/// <param name="Kinds">What the type takes, the likeliest first.</param>
internal sealed partial record Simulation<TShown>(AssetType Type, IReadOnlyList<DeviceKind> Kinds, Func<SimulatedView, TShown> Show) where TShown : notnull
{
    public async Task<IResult> List(HttpContext context, EnodePage page)
    {
        var caller = Identity.Of(context);
        if (caller.Realm is not Realm.Sandbox) return NotFound();
        var found = await Devices(context).List(caller, Kinds, page.Slice);
        var views = (await View(context, found)).ToDictionary(view => view.Device.Id);
        var cut = page.Cut(found, one => new Cursor(one.CreatedAt, one.Id), one => one.Id);
        return Ok(new Paginated<TShown>([.. cut.Data.Where(views.ContainsKey).Select(id => Show(views[id]))], cut.Pagination));
    }

    public async Task<IResult> Get(HttpContext context, Guid id) => await Find(context, id) is { } view ? Ok(Show(view)) : NotFound();

    public async Task<IResult> Create(HttpContext context, SimulatedPayload told, double? year = null)
    {
        var caller = Identity.Of(context);
        if (caller.Realm is not Realm.Sandbox) return NotFound();
        var vendors = context.RequestServices.GetRequiredService<IVendors>();
        if (!Read(caller, told, year, vendors).Ok(out var wish, out var fault)) return No(fault);
        if (Refusal(caller, told, wish, vendors) is { } refused) return No(refused);

        if (!(await Devices(context).Add(caller, wish)).Ok(out var made, out fault)) return No(fault);
        if (told.UserId is { } user) await Link(context, caller, made, user);
        return await Get(context, made.Id);
    }

    public async Task<IResult> Update(HttpContext context, Guid id, SimulatedChange change)
    {
        if (await Find(context, id) is not { } known) return NotFound();
        return await Devices(context).Change(known.Device, change) is { } fault ? No(SimulatedWords.Spell(fault)) : await Get(context, id);
    }

    public async Task<IResult> Delete(HttpContext context, Guid id)
    {
        if (await Find(context, id) is not { } known) return NotFound();
        await Devices(context).Remove(known.Device);
        return Ok(Show(known));
    }

    private Result<SimulatedWish> Read(Client caller, SimulatedPayload told, double? year, IVendors vendors)
    {
        var brand = EnodeWords.BrandOf(vendors, caller.Realm, told.Vendor) is { } id && caller.Brands?.Contains(id) is not false ? vendors.Find(caller.Realm, id) : null;
        // What dials in itself is simulated by nobody.
        if (brand is null or IDialIn) return new Fault(FaultKind.BrandUnknown, $"There is no vendor '{told.Vendor}' in the sandbox.", "vendor");
        if (!Kinds.Any(brand.Brand.Kinds.ContainsKey)) return new Fault(FaultKind.KindNotOffered, $"{brand.Brand.Name} has no {EnumWords<AssetType>.Write(Type)}.", "vendor");
        if (told.Password.Length is 0 or > 256) return Fault.Invalid("password", "The value is a text of 1 to 256 letters.");
        return year is < 1900 or > 2100 ? Fault.Invalid("year", "The value is a year from 1900 to 2100.")
            : new SimulatedWish(brand.Brand, Kinds.First(brand.Brand.Kinds.ContainsKey), told.Username, told.Name, told.Model, year);
    }

    /// <summary>What stands against the wish, before anything is made.</summary>
    private Fault? Refusal(Client caller, SimulatedPayload told, SimulatedWish wish, IVendors vendors)
    {
        if (SimulatedDevices.Check(wish) is { } wrong) return wrong;
        if (told.UserId is not { } user) return null;
        if (KeepUser.Check(user) is { } nobody) return nobody;
        var sample = Order(wish.Kind, wish.Brand.Id, wish.Username, null, Guid.Empty);
        return CheckOrder.Inputs(sample, wish.Brand, wish.Brand.Kinds[wish.Kind]).Faults.FirstOrDefault(fault => fault.Field != LinkInputs.Identifier) is { } more
            ? Fault.Invalid("userId", $"{wish.Brand.Name} cannot be linked at once: {more.Message} Leave the user out, and link it by a link session.") : null;
    }

    private async Task Link(HttpContext context, Client caller, SimulatedDevice made, string userName)
    {
        var logger = context.RequestServices.GetRequiredService<ILogger<PlayedOwner>>();
        try
        {
            if (!(await context.RequestServices.GetRequiredService<KeepUser>().Keep(caller, userName)).Ok(out var user, out var fault)) throw new InvalidOperationException(fault.Message);
            await context.RequestServices.GetRequiredService<PlayedOwner>().Link(caller, Order(made.Kind, made.Brand, made.Home, made.Identifier, user.Id), made.Home, context.RequestAborted);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException || (e is TaskCanceledException && !context.RequestAborted.IsCancellationRequested))
        {
            // The device stands there all the same, and can be linked by hand.
            Log.NotLinked(logger, made.Id, e.Message);
        }
    }

    private LinkOrder Order(DeviceKind kind, string brand, string account, string? identifier, Guid userId)
    {
        var inputs = new Dictionary<string, string> { [LinkInputs.PairingCode] = "123456", [LinkInputs.AssociatedEmail] = $"{account}@sandbox.example" };
        if (identifier is not null) inputs[LinkInputs.Identifier] = identifier;
        return new LinkOrder(kind, brand, inputs, null, null, userId) { AllOf = Kinds, Scopes = LinkScopes.Of(Kinds, Enum.GetValues<LinkScope>()) };
    }

    private async Task<SimulatedView?> Find(HttpContext context, Guid id)
    {
        var caller = Identity.Of(context);
        return caller.Realm is Realm.Sandbox && await Devices(context).Find(caller, Kinds, id) is { } found ? (await View(context, [found])).FirstOrDefault() : null;
    }

    private static async Task<IReadOnlyList<SimulatedView>> View(HttpContext context, IReadOnlyList<SimulatedDevice> devices)
    {
        var linked = await context.RequestServices.GetRequiredService<Database>().Read(db => DeviceViewTable.FindIdentifiedFor(db, Identity.Of(context), [.. devices.Select(one => one.Identifier).Distinct()]));
        return
        [
            .. from look in await Devices(context).Look(devices)
               select new SimulatedView(look, linked.FirstOrDefault(view => view.Device.Identifier == look.Device.Identifier && view.Device.Kind == look.Device.Kind && view.Device.Brand == look.Device.Brand)),
        ];
    }

    private static SimulatedDevices Devices(HttpContext context) => context.RequestServices.GetRequiredService<SimulatedDevices>();
}

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The simulated device {DeviceId} was not linked: {Message}")]
    public static partial void NotLinked(ILogger logger, Guid deviceId, string message);
}
