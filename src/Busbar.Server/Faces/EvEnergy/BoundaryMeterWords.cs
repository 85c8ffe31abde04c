using Busbar.Core.Devices;
using static Busbar.Server.Faces.EvEnergy.EnergyWords;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Boundary meters in this dialect's words.</summary>
internal sealed class BoundaryMeterWords(EnergyWords words)
{
    public static BoundaryMeterWords Of(HttpContext context) => new(EnergyWords.Of(context, EnergyFamily.Meters));

    public EvBoundaryMeterMake Show(EnergyMake make) => new(EvId.Write(OfBoundaryMeterMake.Prefix, make.Id), words.Urls.BoundaryMeterMake(make.Id), make.Name);

    public EvBoundaryMeterModel Show(EnergyModel model, EvExpand expand) => new(
        EvId.Write(OfBoundaryMeterModel.Prefix, model.Id), words.Urls.BoundaryMeterModel(model.Id), model.Name,
        new Ref<EvBoundaryMeterMake>(words.Urls.BoundaryMeterMake(model.Make.Id), expand.Has("make") ? Show(model.Make) : null));

    public EvBoundaryMeter Show(DeviceView meter, EvExpand expand) => new(
        EvId.Write(OfBoundaryMeter.Prefix, meter.Id), words.Urls.BoundaryMeter(meter.Id),
        words.ModelOf(meter) is { } model ? new Ref<EvBoundaryMeterModel>(words.Urls.BoundaryMeterModel(model.Id), expand.Has("model") ? Show(model, expand.Within("model")) : null) : null,
        meter.Device.CreatedAt, Latest(meter, expand));

    /// <summary>What a meter told, with the meter as it is wanted.</summary>
    public EvBoundaryMeterStatusLog Show(DeviceView meter, DeviceState state, DateTimeOffset sampledAt, EvBoundaryMeter? whole) => new(
        Log(words.Urls.BoundaryMeter(meter.Id), sampledAt), sampledAt, new Ref<EvBoundaryMeter>(words.Urls.BoundaryMeter(meter.Id), whole), EvNumber.Whole(state.Number(Signal.Power)), Status(state.Number(Signal.Power)));

    private Ref<EvBoundaryMeterStatusLog>? Latest(DeviceView meter, EvExpand expand) => Newest(meter.State) is { MeasuredAt: var at }
        ? new Ref<EvBoundaryMeterStatusLog>(Log(words.Urls.BoundaryMeter(meter.Id), at), expand.Has("latest_status_log") ? Show(meter, meter.State, at, null) : null) : null;

    private static EvBoundaryMeterStatus Status(double? power) => power switch
    {
        null => EvBoundaryMeterStatus.UNKNOWN,
        > IdleWatts => EvBoundaryMeterStatus.IMPORTING,
        < -IdleWatts => EvBoundaryMeterStatus.EXPORTING,
        _ => EvBoundaryMeterStatus.IDLE,
    };
}
