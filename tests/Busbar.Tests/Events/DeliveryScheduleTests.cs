using Busbar.Core.Events;
using Busbar.Core.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Events;

public sealed class DeliveryScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Attempts_come_ever_more_seldom_and_the_last_one_at_the_end_of_the_window()
    {
        Prop.ForAll(Gen.Elements(Enum.GetValues<Realm>()).ToArbitrary(), Gen.Choose(0, 4_000).ToArbitrary(), (realm, milliseconds) =>
        {
            var (now, pauses, end) = (Noon, new List<TimeSpan>(), Noon + DeliverySchedule.Window(realm));
            var took = TimeSpan.FromMilliseconds(milliseconds);
            for (var failures = 1; DeliverySchedule.Next(realm, failures, Noon, now) is { } next; failures++)
            {
                if (next <= now || next > end || failures > 100) return false;
                pauses.Add(next - now);
                now = next + took;
            }
            return now >= end && pauses.SkipLast(1).Zip(pauses.SkipLast(1).Skip(1)).All(pair => pair.Second >= pair.First) && pauses.Count is > 5 and < 40;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(Realm.Sandbox, 5)]
    [InlineData(Realm.Production, 24 * 60)]
    public void A_dead_address_is_given_up(Realm realm, int minutes) => Assert.Null(DeliverySchedule.Next(realm, 3, Noon, Noon.AddMinutes(minutes)));
}
