using System.Globalization;
using System.Text.Json;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;

namespace Busbar.Server.Faces.Connect;

/// <summary>Our words in Connect's, and back.</summary>
internal static class ConnectWords
{
    public static EntityType Type(DeviceKind kind) => kind switch
    {
        DeviceKind.Battery => EntityType.Battery,
        DeviceKind.ChargePoint => EntityType.ChargePoint,
        DeviceKind.EV => EntityType.EV,
        DeviceKind.HeatPump => EntityType.HeatPump,
        DeviceKind.SolarPlant => EntityType.SolarPlant,
        DeviceKind.RetrofitMeter => EntityType.RetrofitMeter,
        DeviceKind.Meter => EntityType.Meter,
        DeviceKind.Inverter => EntityType.Inverter,
    };

    public static DeviceKind Kind(EntityType type) => type switch
    {
        EntityType.Battery => DeviceKind.Battery,
        EntityType.ChargePoint => DeviceKind.ChargePoint,
        EntityType.EV => DeviceKind.EV,
        EntityType.HeatPump => DeviceKind.HeatPump,
        EntityType.SolarPlant => DeviceKind.SolarPlant,
        EntityType.RetrofitMeter => DeviceKind.RetrofitMeter,
        EntityType.Meter => DeviceKind.Meter,
        EntityType.Inverter => DeviceKind.Inverter,
    };

    public static OnboardingStatus Status(LinkStatus status) => status switch
    {
        LinkStatus.Pending => OnboardingStatus.Pending,
        LinkStatus.Succeeded => OnboardingStatus.Succeeded,
        LinkStatus.Failed => OnboardingStatus.Failed,
        LinkStatus.Canceled => OnboardingStatus.Canceled,
    };

    /// <summary>Null for a status in which nothing ever is: between the owner's consent and its outcome nothing waits here.</summary>
    public static LinkStatus? Status(OnboardingStatus status) => status switch
    {
        OnboardingStatus.Pending => LinkStatus.Pending,
        OnboardingStatus.InProgress => null,
        OnboardingStatus.Succeeded => LinkStatus.Succeeded,
        OnboardingStatus.Failed => LinkStatus.Failed,
        OnboardingStatus.Canceled => LinkStatus.Canceled,
    };

    /// <summary>Null where the owner has nothing to do.</summary>
    public static OnboardingRequestActionType? Action(ConsentWay way) => way switch
    {
        ConsentWay.Redirect => OnboardingRequestActionType.Redirect,
        ConsentWay.Elsewhere => OnboardingRequestActionType.Consent,
        ConsentWay.None => null,
    };

    /// <summary>Null for what can be told in other dialects only.</summary>
    public static CommandType? Type(CommandKind kind) => kind switch
    {
        CommandKind.StartCharging => CommandType.StartCharging,
        CommandKind.StopCharging => CommandType.StopCharging,
        CommandKind.LimitFeedIn => CommandType.LimitFeedIn,
        CommandKind.StopFeedIn => CommandType.StopFeedIn,
        CommandKind.Reset => CommandType.Reset,
        CommandKind.Disconnect => CommandType.Disconnect,
        CommandKind.SetMaxCurrent
            or CommandKind.HoldHeat or CommandKind.HoldCool or CommandKind.HoldBetween or CommandKind.HoldOff or CommandKind.FollowSchedule
            or CommandKind.FavourImport or CommandKind.FavourExport or CommandKind.FollowTariff or CommandKind.RelyOnSelf or CommandKind.Rest => null,
    };

    public static CommandKind Kind(CommandType type) => type switch
    {
        CommandType.StartCharging => CommandKind.StartCharging,
        CommandType.StopCharging => CommandKind.StopCharging,
        CommandType.LimitFeedIn => CommandKind.LimitFeedIn,
        CommandType.StopFeedIn => CommandKind.StopFeedIn,
        CommandType.Reset => CommandKind.Reset,
        CommandType.Disconnect => CommandKind.Disconnect,
    };

    public static CommandStatus Status(Core.Commands.CommandStatus status) => status switch
    {
        Core.Commands.CommandStatus.Pending => CommandStatus.Pending,
        Core.Commands.CommandStatus.Triggered => CommandStatus.Triggered,
        Core.Commands.CommandStatus.Sent => CommandStatus.Sent,
        Core.Commands.CommandStatus.Succeeded => CommandStatus.Succeeded,
        Core.Commands.CommandStatus.Failed => CommandStatus.Failed,
        Core.Commands.CommandStatus.Canceled => CommandStatus.Canceled,
    };

    public static CommandVerificationStatus Status(Verification verification) => verification switch
    {
        Verification.Pending => CommandVerificationStatus.Pending,
        Verification.Succeeded => CommandVerificationStatus.Succeeded,
        Verification.Failed => CommandVerificationStatus.Failed,
    };

    public static Feature Feature(EntityFeature feature) => feature switch
    {
        EntityFeature.CaptureChargeSessions => Core.Devices.Feature.CaptureChargeSessions,
    };

    public static EntityFeature Feature(Feature feature) => feature switch
    {
        Core.Devices.Feature.CaptureChargeSessions => EntityFeature.CaptureChargeSessions,
    };

    public static ChargeSessionMethod Method(Core.Sessions.EnergyMethod method) => method switch
    {
        Core.Sessions.EnergyMethod.Metered => ChargeSessionMethod.Metered,
        Core.Sessions.EnergyMethod.FromPower => ChargeSessionMethod.FromPower,
        Core.Sessions.EnergyMethod.FromLevel => ChargeSessionMethod.FromLevel,
    };

    public static PermissionLevel Level(Core.Tenancy.PermissionLevel level) => level switch
    {
        Core.Tenancy.PermissionLevel.Viewer => PermissionLevel.Viewer,
        Core.Tenancy.PermissionLevel.Contributor => PermissionLevel.Contributor,
        Core.Tenancy.PermissionLevel.Administer => PermissionLevel.Administer,
        Core.Tenancy.PermissionLevel.Owner => PermissionLevel.Owner,
    };

    public static Core.Tenancy.PermissionLevel Level(PermissionLevel level) => level switch
    {
        PermissionLevel.Viewer => Core.Tenancy.PermissionLevel.Viewer,
        PermissionLevel.Contributor => Core.Tenancy.PermissionLevel.Contributor,
        PermissionLevel.Administer => Core.Tenancy.PermissionLevel.Administer,
        PermissionLevel.Owner => Core.Tenancy.PermissionLevel.Owner,
    };

    /// <summary>A brand as people write it, also when it is not in the catalogue any more.</summary>
    public static string Brand(IVendors vendors, Realm realm, string brand) => vendors.Find(realm, brand)?.Brand.Name ?? brand;

    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The application's own JSON, as it was given.</summary>
    public static JsonElement? Json(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);

    /// <summary>The same as it is kept: strict, where the caller's may have had commas too many.</summary>
    public static string? Text(JsonElement? json) => json is { } given ? JsonSerializer.Serialize(given) : null;
}
