using System.Data.Common;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Prices;
using Busbar.Core.Readings;

namespace Busbar.Core.Statistics;

/// <summary>The energy of a device by quarters of an hour, from its readings: what all statistics are put together from, and a step of what reads them.</summary>
public sealed class ReadEnergy(Database database, ReadAggregates aggregates, TimeProvider time)
{
    private const int Helping = 3_000;

    /// <summary>Oldest first; quarters of which nothing is known are not among them. The span begins and ends on whole quarters, and now at the latest.</summary>
    public async Task<IReadOnlyList<EnergySlot>> Read(DeviceState state, DateTimeOffset start, DateTimeOffset end, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if ((end > now ? now : end) is var last && last <= start) return [];
        var (oldest, metersIn, metersOut) = await database.Read(async db =>
            (await ReadingTable.FirstAfter(db, state.DeviceId, start), await Meters(db, state, isOut: false), await Meters(db, state, isOut: true)));
        if (oldest is not { } first || first >= last) return [];

        var intervals = new Intervals(Quarters.Of(first > start ? first : start), Quarters.After(last), Quarters.Length);
        var slots = new List<EnergySlot>();
        for (var next = 0L; ;)
        {
            var some = await aggregates.Read(state, intervals, next, Helping, stop, spreads: true);
            foreach (var aggregate in some)
                if (SlotEnergy.Of(aggregate, metersIn, metersOut) is { } slot) slots.Add(slot);
            if (some.Count < Helping) return slots;
            next = intervals.IndexOf(some[^1].Start.ToMicros()) + 1;
        }
    }

    private static async Task<Metering> Meters(DbConnection db, DeviceState state, bool isOut)
    {
        var registers = SlotEnergy.Registers(state.Signals, isOut);
        DateTimeOffset? since = null;
        foreach (var register in registers)
            if (await ReadingTable.FirstTold(db, state.DeviceId, register) is { } told && !(since < told)) since = told;
        return since is null ? Metering.None : new Metering(registers, since);
    }
}
