using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Readings;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Readings;

public sealed class LateReadingsTests
{
    private static readonly Guid device = new("0199f3a2-0000-7000-8000-000000000001");
    private static readonly DateTimeOffset newest = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-30, "")]
    [InlineData(-60, "")]
    [InlineData(-61, "2026-06-01 10:59 to 2026-06-01 10:59")]
    [InlineData(10, "")]
    public void What_was_only_overtaken_is_not_late(int minutes, string spans) => Assert.Equal(spans, Said(LateReadings.Of(Known(), [At(minutes)])));

    [Fact]
    public void What_says_nothing_of_energy_changes_no_statistics() =>
        Assert.Equal([], LateReadings.Of(Known(), [new Reading(device, newest.AddDays(-3), newest, new Dictionary<Signal, Value> { [Signal.Latitude] = 50 })]));

    [Fact]
    public void A_device_that_told_nothing_yet_has_no_past() => Assert.Equal([], LateReadings.Of(DeviceState.Unheard(device), [At(-10_000)]));

    /// <summary>Every late reading lies in one span, every span begins and ends with one, and none leaves its month.</summary>
    [Fact]
    public void Spans_hold_what_is_late_and_nothing_else() => Prop.ForAll(
        Gen.Choose(-200_000, 200).ArrayOf().ToArbitrary(),
        minutes =>
        {
            var spans = LateReadings.Of(Known(), minutes.Select(At));
            var late = minutes.Where(minute => minute < -60).Select(minute => newest.AddMinutes(minute)).ToHashSet();
            return late.All(at => spans.Count(span => span.From <= at && at <= span.To) == 1)
                && spans.All(span => late.Contains(span.From) && late.Contains(span.To) && (span.From.Year, span.From.Month) == (span.To.Year, span.To.Month))
                && spans.Zip(spans.Skip(1)).All(pair => pair.First.To < pair.Second.From);
        }).QuickCheckThrowOnFailure();

    private static DeviceState Known() => DeviceState.Unheard(device) with { Signals = new Dictionary<Signal, Known> { [Signal.EnergyOut] = new Known(1_000, newest, newest, FactSource.Poll) } };

    private static Reading At(int minutes) => new(device, newest.AddMinutes(minutes), newest, new Dictionary<Signal, Value> { [Signal.EnergyOut] = 900 });

    private static string Said(IEnumerable<LateSpan> spans) => string.Join(", ", spans.Select(span => $"{span.From:yyyy-MM-dd HH:mm} to {span.To:yyyy-MM-dd HH:mm}"));
}
