using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Ports;

namespace Busbar.Vendors.Ocpp.V16;

/// <summary>Samples taken at one time.</summary>
internal sealed record MeterValue(StationTime Time, IReadOnlyList<SampledValue> Samples)
{
    // Told apart when it is read, by whoever received it: the unit of work that takes it holds up the others.
    private readonly IReadOnlyList<(Signal Signal, double Value)> measured = MeterMeaning.Of(Samples);

    public static IReadOnlyList<MeterValue> ReadAll(IReadOnlyList<Payload> values) =>
        [.. values.Select(value => new MeterValue(value.Time("timestamp"), [.. value.Objects("sampledValue").Select(SampledValue.Read)]))];

    public static IReadOnlyList<Observation> Observed(IReadOnlyList<MeterValue> values, HeardTimes times) =>
        [.. values.SelectMany(value => value.measured.Select(one => new Observation(one.Signal, one.Value, times.Of(value.Time))))];

    /// <summary>Signed values are a text that only the meter's own software reads: kept as they came.</summary>
    public static async Task KeepSigned(MessageUnit unit, int connectorId, int? transactionId, IReadOnlyList<MeterValue> values, HeardTimes times)
    {
        foreach (var value in values)
            foreach (var sample in value.Samples)
                if (sample.Signed is { } signed)
                    await ParkedTable.KeepSigned(unit.Db, unit.Station.Id, connectorId, transactionId, times.Of(value.Time).Stored(), sample.Context, signed);
    }
}

/// <summary>One sample, its defaults filled in as OCPP 1.6 says.</summary>
/// <param name="Value">The number; null where it is none, or signed.</param>
/// <param name="Unit">Null where the station gave none.</param>
/// <param name="Signed">The text of a signed value.</param>
internal sealed record SampledValue(double? Value, string Measurand, string? Phase, string? Unit, string Location, string Context, string? Signed)
{
    public static SampledValue Read(Payload payload)
    {
        var signed = payload.OptionalText("format") == "SignedData";
        return new SampledValue(
            signed ? null : payload.LenientNumber("value"),
            payload.OptionalText("measurand") ?? "Energy.Active.Import.Register",
            payload.OptionalText("phase"),
            payload.OptionalText("unit"),
            payload.OptionalText("location") ?? "Outlet",
            payload.OptionalText("context") ?? "Sample.Periodic",
            signed ? payload.OptionalText("value", Payload.LongestSigned) : null);
    }
}
