using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Setup;

/// <summary>
/// The household that the demo client finds already linked, by the owner that is played for it: so the demo works only where the real
/// thing does.
/// </summary>
public sealed partial class DemoHousehold(Database database, PlayedOwner owner, ILogger<DemoHousehold> logger)
{
    /// <summary>The name under which the owner signs in at every simulated brand: its devices live in one home.</summary>
    private const string Account = "demo";

    private static readonly (DeviceKind Kind, string Brand, string? Identifier, string? PairingCode, string Name)[] Devices =
    [
        (DeviceKind.EV, "Volkswagen", "WVWZZZE1ZMP000001", null, "Demo car"),
        (DeviceKind.ChargePoint, "Easee", "EH000001", null, "Demo charger"),
        (DeviceKind.SolarPlant, "Huawei", null, null, "Demo solar plant"),
        (DeviceKind.Battery, "sonnen", null, null, "Demo battery"),
        (DeviceKind.HeatPump, "NIBE", null, null, "Demo heat pump"),
        (DeviceKind.Meter, "Tibber", null, null, "Demo meter"),
        (DeviceKind.RetrofitMeter, "Xenn", "P1000000001", "123456", "Demo gas meter"),
    ];

    /// <summary>Links what is not linked yet. What does not work is logged and left for the next start.</summary>
    public async Task Link(CancellationToken stop)
    {
        var (client, user) = await database.Read(async db =>
            await ClientTable.FindForSignIn(db, FirstStart.ClientId) is { Client: var found } ? (found, await UserTable.FindByExternalId(db, found.TenantId, FirstStart.Household)) : (null, null));
        if (client is not { RevokedAt: null } || user is null) return;

        var there = (await database.Read(db => DeviceTable.ListFor(db, client, null, 1_000))).Where(device => device.UserId == user.Id).Select(device => (device.Kind, device.Brand)).ToHashSet();
        foreach (var (kind, brand, identifier, pairingCode, name) in Devices)
        {
            if (there.Any(known => known.Kind == kind && string.Equals(known.Brand, brand, StringComparison.OrdinalIgnoreCase))) continue;
            try
            {
                var inputs = new Dictionary<string, string> { [LinkInputs.Name] = name };
                if (identifier is not null) inputs[LinkInputs.Identifier] = identifier;
                if (pairingCode is not null) inputs[LinkInputs.PairingCode] = pairingCode;
                await owner.Link(client, new LinkOrder(kind, brand, inputs, null, null, user.Id) { DeviceId = kind is DeviceKind.EV && await IsFree(FirstStart.CarId) ? FirstStart.CarId : null }, Account, stop);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
            {
                Log.NotLinked(logger, name, e.Message);
            }
        }
        Log.Linked(logger, client.ClientId);
    }

    private Task<bool> IsFree(Guid id) => database.Read(async db => await DeviceTable.Find(db, id) is null);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The demo household is linked; {ClientId} sees it")]
        public static partial void Linked(ILogger logger, string clientId);

        [LoggerMessage(LogLevel.Warning, "{Name} was not linked: {Message}")]
        public static partial void NotLinked(ILogger logger, string name, string message);
    }
}
