using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

internal static class EnergyOnboardingRoutes
{
    public static void Map(RouteGroupBuilder api, Face face)
    {
        var (user, client) = (OnboardingCall.Parameters[0], OnboardingCall.Parameters[1]);
        var make = new QueryParameter(EnergyFamily.MakeName, "string", "The make; left out, the owner chooses on a page.");
        api.MapGet("/" + InverterWords.OnboardingPath, EnergyOnboarding.Inverter).OpenToAll().WithMetadata(user, client, make, new QueryParameter(InverterWords.OneName, "string", "An inverter of the user's, whose connection is to be mended."))
            .TellsOnly(face, 302, 404).Is("get-inverter_onboarding", "Solar", "Onboard an inverter or solar plant of a user, in the user's browser");
        api.MapGet("/" + HomeBatteryWords.OnboardingPath, EnergyOnboarding.HomeBattery).OpenToAll().WithMetadata(user, client, make)
            .TellsOnly(face, 302, 404).Is("get-home_battery_onboarding", "Home batteries", "Onboard a home battery of a user, in the user's browser");
    }
}

/// <summary>Pages on which owners onboard their inverters and batteries: those of cars, with other kinds to choose from.</summary>
internal static class EnergyOnboarding
{
    public static Task<IResult> Inverter(HttpContext context, Database database, IVendors vendors, StartGuidedSession start, Addresses addresses, GuideToken tokens) =>
        Start(context, database, EnergyFamily.Inverters, vendors, start, addresses, tokens);

    public static Task<IResult> HomeBattery(HttpContext context, Database database, IVendors vendors, StartGuidedSession start, Addresses addresses, GuideToken tokens) =>
        Start(context, database, EnergyFamily.Batteries, vendors, start, addresses, tokens);

    private static async Task<IResult> Start(HttpContext context, Database database, EnergyFamily family, IVendors vendors, StartGuidedSession start, Addresses addresses, GuideToken tokens)
    {
        if (!(await OnboardingCall.Who(context, database)).Ok(out var who, out var fault) || !(await Order(context.Request, database, family, vendors, who.Client, who.User)).Ok(out var order, out fault)) return No(fault);
        return (await start.Start(who.Client, order)).Ok(out var session, out fault) ? Results.Redirect(addresses.Guide(tokens.Of(session.Id))) : No(fault with { Field = EnergyFamily.MakeName });
    }

    private static async Task<Result<GuideOrder>> Order(HttpRequest request, Database database, EnergyFamily family, IVendors vendors, Client client, User user)
    {
        var order = new GuideOrder(null, null, family.Kinds, null, user.Id, null, null, OnboardingAddress.Of(client)) { AllDevices = true, TellsExit = true };
        if (request.One(EnergyFamily.MakeName) is { } make)
        {
            if (EvId.Read(family.MakePrefix, make) is not { } id) return Fault.Invalid(EnergyFamily.MakeName, $"The value is an id such as {family.MakePrefix}01HN2NJ9NMRZBXT1H6FT9N7735.");
            if (family.Makes(client, vendors).FirstOrDefault(one => one.Id == id) is not { } known) return Fault.NotFound();
            order = order with { Brand = known.Brand };
        }
        if (family == EnergyFamily.Inverters && request.One(InverterWords.OneName) is { } inverter)
        {
            if (EvId.Read(OfInverter.Prefix, inverter) is not { } id) return Fault.Invalid(InverterWords.OneName, $"The value is an id such as {OfInverter.Prefix}01HN2NJ9NMRZBXT1H6FT9N7735.");
            if ((await database.Read(db => DeviceViewTable.FindFor(db, client, family.Group, id)))?.Device.UserId != user.Id) return Fault.NotFound();
            order = order with { Relinks = id };
        }
        return order;
    }
}
