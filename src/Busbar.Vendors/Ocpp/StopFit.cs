using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Vendors.Ocpp;

/// <summary>The ends of a transaction as they were told: by the station's own clock where that can be read, else by ours.</summary>
internal sealed record TransactionEnd(int ConnectorId, StationTime Time, DateTimeOffset At, double? MeterWh);

/// <summary>
/// To which transaction a stop belongs that names none of ours: some stations say -1 or 0 when the answer to their start was lost,
/// or a number of their own. A connector has one transaction at a time, so the newest that began before it, and not above its
/// register, is the one; where two connectors have such a one it is not known.
/// </summary>
internal static class StopFit
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <param name="transactions">Those of the station, newest first.</param>
    public static Transaction? Find(IReadOnlyList<Transaction> transactions, TransactionEnd stop)
    {
        var ofEach = transactions.Where(one => Distance(Began(one), stop) >= TimeSpan.Zero).GroupBy(one => one.ConnectorId).Select(ofOne => ofOne.First());
        return ofEach.Where(one => one.StoppedRaw is null && Fits(Began(one), stop)).ToList() is [var only] ? only : null;
    }

    /// <summary>Whether the stop, which came first, is that of the start.</summary>
    /// <param name="transactions">The others of the station.</param>
    public static bool IsOf(TransactionEnd start, TransactionEnd stop, IReadOnlyList<Transaction> transactions) =>
        Fits(start, stop)
        && !transactions.Any(other => other.ConnectorId == start.ConnectorId && Distance(start, Began(other)) > TimeSpan.Zero && Distance(Began(other), stop) >= TimeSpan.Zero);

    private static bool Fits(TransactionEnd start, TransactionEnd stop) =>
        Distance(start, stop) is var distance && distance >= TimeSpan.Zero && distance <= Longest && (start.MeterWh is not { } meter || stop.MeterWh >= meter);

    private static TimeSpan Distance(TransactionEnd one, TransactionEnd other) =>
        one.Time.At is { } first && other.Time.At is { } second ? second - first : other.At - one.At;

    private static TransactionEnd Began(Transaction one) =>
        new(one.ConnectorId, one.StartedRaw is { } raw ? StationTime.Read(raw) : default, one.StartedAt, one.MeterStartWh);
}
