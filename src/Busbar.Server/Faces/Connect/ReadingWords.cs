using Busbar.Core.Basics;
using Busbar.Core.Devices;

namespace Busbar.Server.Faces.Connect;

/// <summary>Signals as metrics.</summary>
internal static class ReadingWords
{
    /// <param name="places">The device's locations.</param>
    public static Reading Show(DeviceKind kind, Core.Readings.Reading reading, IReadOnlyList<Core.Locations.Location> places)
    {
        var data = Data(kind, reading.Signals);
        return new Reading(Id(reading), reading.DeviceId, reading.MeasuredAt, data with { LocationMatches = LocationWords.Matches(data.Location, places) });
    }

    /// <summary>The same device and time have the same id, wherever and whenever it is computed.</summary>
    public static Guid Id(Core.Readings.Reading reading)
    {
        Span<byte> key = stackalloc byte[24];
        reading.DeviceId.TryWriteBytes(key, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(key[16..], reading.MeasuredAt.ToMicros());
        return NamedId.Of(key);
    }

    public static ReadingData Data(DeviceKind kind, IReadOnlyDictionary<Signal, Value> signals)
    {
        var known = new Metrics(signals);
        var isTwoWay = IsTwoWay(kind);
        return new ReadingData
        {
            InstantaneousCurrent = known.Phases(Signal.CurrentL1, Signal.CurrentL2, Signal.CurrentL3, Signal.Current),
            InstantaneousVoltage = known.Phases(Signal.VoltageL1, Signal.VoltageL2, Signal.VoltageL3, Signal.Voltage),
            NegativeActiveEnergy = known.Tiers(Signal.EnergyOutT1, Signal.EnergyOutT2, Signal.EnergyOutT3, Signal.EnergyOutT4, Signal.EnergyOut),
            NegativeActiveEnergyPhases = known.Phases(Signal.EnergyOutL1, Signal.EnergyOutL2, Signal.EnergyOutL3),
            NegativeActiveInstantaneousPower = known.Power(power => power < 0, power => power < 0 ? -power : 0, isTwoWay),
            PositiveActiveEnergy = known.Tiers(Signal.EnergyInT1, Signal.EnergyInT2, Signal.EnergyInT3, Signal.EnergyInT4, Signal.EnergyIn),
            PositiveActiveEnergyPhases = known.Phases(Signal.EnergyInL1, Signal.EnergyInL2, Signal.EnergyInL3),
            PositiveActiveInstantaneousPower = known.Power(power => power >= 0, power => power > 0 ? power : 0, isTwoWay),
            PositiveReactiveEnergy = known.Total(Signal.ReactiveEnergyIn),
            PositiveGasVolume = known.Value(Signal.GasIn),
            NegativeGasVolume = known.Value(Signal.GasOut),
            IsCharging = known.Flag(Signal.IsCharging),
            IsPluggedIn = known.Flag(Signal.IsPluggedIn),
            Location = known.Number(Signal.Latitude) is { } latitude && known.Number(Signal.Longitude) is { } longitude ? new Location(null, latitude, longitude) : null,
            Odometer = known.Value(Signal.Odometer),
            Range = known.Value(Signal.Range),
            StateOfCharge = known.Value(Signal.StateOfCharge),
            TargetStateOfCharge = known.Value(Signal.TargetStateOfCharge),
            BatteryCapacity = known.Value(Signal.BatteryCapacity),
            ChargeState = known.Text(Signal.ChargeState),
            ChargeTimeRemaining = known.Value(Signal.ChargeTimeRemaining),
            MaxCurrent = known.Value(Signal.MaxCurrent),
            FeedInLimit = known.Value(Signal.FeedInLimit),
            OutdoorTemperature = known.Value(Signal.OutdoorTemperature),
            IndoorTemperature = known.Value(Signal.IndoorTemperature),
            TargetTemperature = known.Value(Signal.TargetTemperature),
            HotWaterTemperature = known.Value(Signal.HotWaterTemperature),
            FlowTemperature = known.Value(Signal.FlowTemperature),
            HeatMode = known.Text(Signal.HeatMode),
        };
    }

    /// <summary>The unit as this API writes it; null where there is none.</summary>
    public static string? Unit(Signal signal) => signal.Meaning().Unit switch { "" => null, "m³" => "m3", var unit => unit };

    /// <summary>
    /// Through these, power goes either way as a matter of course, so both directions are told whenever power is known; of the
    /// others only the one in which it goes.
    /// </summary>
    public static bool IsTwoWay(DeviceKind kind) => kind switch
    {
        DeviceKind.Battery or DeviceKind.Inverter or DeviceKind.SolarPlant or DeviceKind.Meter or DeviceKind.RetrofitMeter => true,
        DeviceKind.EV or DeviceKind.ChargePoint or DeviceKind.HeatPump => false,
    };

    private readonly record struct Metrics(IReadOnlyDictionary<Signal, Value> Signals)
    {
        public double? Number(Signal signal) => Signals.TryGetValue(signal, out var value) ? value.Number : null;

        public bool? Flag(Signal signal) => Signals.TryGetValue(signal, out var value) ? value.Flag : null;

        public string? Text(Signal signal) => Signals.TryGetValue(signal, out var value) ? value.Text : null;

        public Measurement? Value(Signal signal) => Number(signal) is { } number ? new Measurement(Unit(signal)!, number) : null;

        public TieredMeasurement? Total(Signal total) => Number(total) is { } number ? new TieredMeasurement(null, null, null, null, number, Unit(total)!) : null;

        public TieredMeasurement? Tiers(Signal t1, Signal t2, Signal t3, Signal t4, Signal total) =>
            new TieredMeasurement(Number(t1), Number(t2), Number(t3), Number(t4), Number(total), Unit(total)!) is { } tiers
            && (tiers.T1 ?? tiers.T2 ?? tiers.T3 ?? tiers.T4 ?? tiers.Total) is not null ? tiers : null;

        public PhasedMeasurement? Phases(Signal l1, Signal l2, Signal l3, Signal? total = null) =>
            new PhasedMeasurement(Number(l1), Number(l2), Number(l3), total is { } all ? Number(all) : null, Unit(l1)!) is { } phases
            && (phases.L1 ?? phases.L2 ?? phases.L3 ?? phases.Total) is not null ? phases : null;

        /// <summary>One direction of power, as a number that is never negative.</summary>
        public PhasedMeasurement? Power(Func<double, bool> goesThisWay, Func<double, double> inThisDirection, bool isTwoWay)
        {
            if (Phases(Signal.PowerL1, Signal.PowerL2, Signal.PowerL3, Signal.Power) is not { } signed) return null;
            double?[] all = [signed.L1, signed.L2, signed.L3, signed.Total];
            if (!isTwoWay && !all.Any(power => power is { } known && goesThisWay(known))) return null;
            var told = Array.ConvertAll(all, power => power is { } known ? inThisDirection(known) : (double?)null);
            return new PhasedMeasurement(told[0], told[1], told[2], told[3], signed.Unit);
        }
    }
}
