using Busbar.Core.Basics;
using Busbar.Core.Commands;
using Busbar.Core.Devices;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Commands;

public sealed class CooldownTests
{
    private static readonly TimeSpan pause = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Device car = new(
        Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, DeviceKind.EV, "plain", "1", null, null, null, null, null, [CommandKind.StartCharging], start, null);

    [Theory]
    [InlineData(0, false)]
    [InlineData(599_999_999, false)]
    [InlineData(-599_999_999, false)]
    [InlineData(600_000_000, true)]
    [InlineData(-600_000_000, true)]
    public void Ten_minutes_are_enough_either_way_and_less_is_not(long microseconds, bool isFree) =>
        Assert.Equal(isFree, Cooldown.TooNear(start.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond), [start], pause) is null);

    [Fact]
    public void What_is_accepted_lies_apart_and_what_is_refused_has_its_reason() => Prop.ForAll(Gen.Choose(0, 3 * 3600).ListOf().ToArbitrary(), asked =>
    {
        var told = new List<DateTimeOffset>();
        foreach (var at in asked.Select(second => start.AddSeconds(second)))
        {
            if (Cooldown.TooNear(at, told, pause) is not { } near) told.Add(at);
            else if (!told.Contains(near) || (near - at).Duration() >= pause || Cooldown.TooNear(at, [near], pause) is null) return false;
        }
        return LieApart(told);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Orders_are_accepted_together_only_where_all_of_them_and_all_before_lie_apart() => Prop.ForAll(
        Gen.Choose(0, 20).ListOf().ToArbitrary(), Gen.Choose(0, 20).ListOf().ToArbitrary(), (before, asked) =>
        {
            var told = before.Select(Slot).Distinct().ToList();
            var orders = asked.Select(slot => (new Command(CommandKind.StartCharging), Slot(slot))).ToList();
            var objection = CheckOrders.Check(car, true, orders, told, pause);
            var all = told.Concat(orders.Select(order => order.Item2)).ToList();
            // The commands of before may lie as they like: somebody may have asked for no cooldown.
            var apart = orders.Select((order, i) => all.Where((_, j) => j != told.Count + i).All(other => (other - order.Item2).Duration() >= pause)).All(good => good);
            return apart == objection is null && (objection is null || objection.Kind is FaultKind.CooldownActive) && CheckOrders.Check(car, true, orders, told, null) is null;
        }).QuickCheckThrowOnFailure();

    private static DateTimeOffset Slot(int number) => start.AddMinutes(number * 4);

    private static bool LieApart(List<DateTimeOffset> told) => told.Order().Zip(told.Order().Skip(1), (one, next) => next - one >= pause).All(apart => apart);
}
