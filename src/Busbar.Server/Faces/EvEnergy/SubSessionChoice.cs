using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.SmartCharging;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which sub-sessions are asked for.</summary>
internal sealed class SubSessionChoice
{
    private const string Least = "energy_delivered_watt_hours__gte", Most = "energy_delivered_watt_hours__lte";

    private readonly Guid? userId, carId, chargerId;
    private readonly int? least, most;
    private readonly bool? isFinished;
    private readonly EvChargingMode? mode;
    private readonly DateTimeOffset? after, before, endsAfter, endsBefore;

    private SubSessionChoice(HttpContext context)
    {
        var request = context.Request;
        userId = request.One("user_id") is not { } user ? null : user != OfUser.Me ? Id(OfUser.Prefix, "user_id", user)
            : EvCaller.Of(context).UserId ?? throw new Refused(Fault.Invalid("user_id", "Nobody is acted for: send the id of a user, or the header EvEnergy-User."));
        carId = request.One("vehicle_id") is { } car ? Id(OfVehicle.Prefix, "vehicle_id", car) : null;
        chargerId = request.One("evse_id") is { } charger ? Id(OfEvse.Prefix, "evse_id", charger) : null;
        (least, most, mode) = (Whole(request, Least), Whole(request, Most), request.Choice<EvChargingMode>("mode"));
        isFinished = request.One("is_finished") is null ? null : request.Flag("is_finished");
        (after, before, endsAfter, endsBefore) = (request.Time("start__gt"), request.Time("start__lt"), request.Time("end__gt"), request.Time("end__lt"));
        IsEmpty = (carId is not null && chargerId is not null) || (userId is { } only && EvCaller.Of(context).UserId is { } own && only != own);
    }

    public static SubSessionChoice Of(HttpContext context) => new(context);

    /// <summary>Nothing can be asked for so.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether it takes energies to tell.</summary>
    public bool Measures => least is not null || most is not null;

    /// <summary>Whether some of those that are looked up may not be asked for.</summary>
    public bool LeavesOut => Measures || carId is not null || chargerId is not null || isFinished is not null || mode is not null || endsAfter is not null || endsBefore is not null;

    public PartChoice Parts(EvCaller caller) => new(caller.UserId ?? userId, carId ?? chargerId, after, before);

    public bool Holds(PartedSession one, ChargePart part) =>
        (carId is null || one.View.Group is DeviceGroup.Cars) && (chargerId is null || one.View.Group is DeviceGroup.Chargers) && (isFinished is null || isFinished == part.End is not null)
        && (mode is null || mode == SubSessionWords.Mode(part.Mode)) && (endsAfter is null || part.End > endsAfter) && (endsBefore is null || part.End < endsBefore)
        && (!Measures || (SubSessionWords.EnergyOf(one, part) is var energy && !(energy < least) && !(energy > most)));

    public static readonly object[] Parameters =
    [
        new QueryParameter("evse_id", "string", "Only those that this charger told."), new QueryParameter("vehicle_id", "string", "Only those that this car told."),
        new QueryParameter("user_id", "string", "Only those of this user's devices; me for the one acted for."),
        new QueryParameter(Least, "integer", "Only those with so much energy or more.", "int32"), new QueryParameter(Most, "integer", "Only those with so much energy or less.", "int32"),
        new QueryParameter("is_finished", "boolean", "Only those that ended, or only those that go on."),
        new QueryParameter("mode", "string", "Only those in this mode.", Choices: Enum.GetNames<EvChargingMode>()),
        new QueryParameter("start__gt", "string", "Only those that began after this.", "date-time"), new QueryParameter("start__lt", "string", "Only those that began before this.", "date-time"),
        new QueryParameter("end__gt", "string", "Only those that ended after this.", "date-time"), new QueryParameter("end__lt", "string", "Only those that ended before this.", "date-time"),
    ];

    public static int? Whole(HttpRequest request, string name) => request.One(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new Refused(Fault.Invalid(name, "The value is a whole number.")),
    };

    private static Guid Id(string prefix, string name, string text) => EvId.Read(prefix, text) ?? throw new Refused(Fault.Invalid(name, $"The value is an id that begins with {prefix}."));
}
