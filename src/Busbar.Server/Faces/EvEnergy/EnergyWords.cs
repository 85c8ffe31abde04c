using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>What the words of inverters, batteries and meters have in common.</summary>
/// <param name="Family">Whose words they are.</param>
internal sealed record EnergyWords(EnergyFamily Family, EvUrls Urls, EvCaller Caller, IVendors Vendors)
{
    /// <summary>Below this nothing flows but the device's own needs.</summary>
    public const double IdleWatts = 10;

    public static EnergyWords Of(HttpContext context, EnergyFamily family) => new(family, EvUrls.Of(context), EvCaller.Of(context), context.RequestServices.GetRequiredService<IVendors>());

    /// <summary>Null where the device's brand does not tell.</summary>
    public EnergyModel? ModelOf(DeviceView device) => Family.ModelOf(device.Device, Vendors, Caller.Client.Realm);

    /// <summary>Where more of a make is onboarded; null where none can be.</summary>
    /// <param name="path">Of the onboarding.</param>
    public string? Onboarding(string path, EnergyMake make) => !Family.Makes(Caller.Client, Vendors).Any(one => one.Id == make.Id) ? null
        : Onboarding(path, $"{EnergyFamily.MakeName}={EvId.Write(Family.MakePrefix, make.Id)}", Caller.UserId);

    /// <param name="what">The first part of the query.</param>
    public string Onboarding(string path, string what, Guid? userId) => Urls.At($"/{path}?{what}{EvUrls.Onboarder(Caller, userId)}");

    /// <summary>The newest of what a device has told; null where it has told nothing.</summary>
    public static Known? Newest(DeviceState state) => state.Signals.Count == 0 ? null : state.Signals.Values.MaxBy(known => known.MeasuredAt);

    public static string Log(string device, DateTimeOffset sampledAt) => $"{device}/status_logs/{EvTimes.Write(sampledAt)}/";
}
