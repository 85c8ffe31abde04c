using System.Net;
using Busbar.Tests.Ground;
using Busbar.Vendors.Ocpp;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Ocpp;

public sealed class GuessLimitTests
{
    [Fact]
    public void In_no_minute_are_more_told_and_whoever_waits_as_told_is_told_again() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNegativeInt[]>(), Gen.Choose(1, 5).ToArbitrary(), (steps, most) =>
        {
            var clock = new FakeClock();
            var limit = new GuessLimit(most, clock);
            var told = new List<DateTimeOffset>();
            foreach (var step in steps)
            {
                clock.Advance(TimeSpan.FromSeconds(step.Get % 30));
                if (limit.Wait("key") is { } wait)
                {
                    // Never longer than needed: a moment before, the minute is still full.
                    if (wait <= TimeSpan.Zero || told.Count(at => at > clock.Now - TimeSpan.FromMinutes(1)) < most) return false;
                    if (told.Count(at => at > clock.Now + wait - TimeSpan.FromMinutes(1)) >= most) return false;
                    continue;
                }
                told.Add(clock.Now);
                limit.Count("key");
            }
            return told.All(end => told.Count(at => at <= end && at > end - TimeSpan.FromMinutes(1)) <= most);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_remembers_no_more_than_it_may_and_the_rest_shares_one_count()
    {
        var clock = new FakeClock();
        var limit = new GuessLimit(2, clock, mostKeys: 3);
        foreach (var key in new[] { "a", "b", "c", "d", "e" }) limit.Count(key);
        Assert.Equal(3, limit.Keys);
        Assert.Null(limit.Wait("a"));
        Assert.NotNull(limit.Wait("d"));
        Assert.NotNull(limit.Wait("never seen"));

        // After a minute the room is free again.
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(limit.Wait("never seen"));
        limit.Count("d");
        Assert.Equal(1, limit.Keys);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::")]
    [InlineData(null, "")]
    public void Addresses_that_one_has_at_will_are_one(string? address, string network) => Assert.Equal(network, StationGate.Network(address is null ? null : IPAddress.Parse(address)));

    [Fact]
    public void A_storm_passes_and_what_comes_beyond_it_is_spread()
    {
        var clock = new FakeClock();
        var bucket = new UpgradeBucket(perSecond: 10, burst: 100, clock);
        Assert.Equal(100, Enumerable.Range(0, 100).Count(_ => bucket.Take() is null));
        var waits = Enumerable.Range(0, 30).Select(_ => bucket.Take()!.Value.TotalSeconds).ToList();
        Assert.Equal((0.1, 3), (waits[0], waits[^1]));
        Assert.Equal(waits.Order(), waits);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Enumerable.Range(0, 30).Count(_ => bucket.Take() is null));
        // However long the queue, nobody is sent away for longer than a minute.
        for (var n = 0; n < 10_000; n++) Assert.InRange(bucket.Take()!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, Enumerable.Range(0, 130).Count(_ => bucket.Take() is null));
    }

    [Fact]
    public void The_defaults_let_ten_thousand_stations_in_at_once()
    {
        var (options, clock) = (new OcppOptions(), new FakeClock());
        var bucket = new UpgradeBucket(options.UpgradesPerSecond, options.UpgradeBurst, clock);
        Assert.DoesNotContain(Enumerable.Range(0, 10_000), _ => bucket.Take() is not null);
    }
}
