using Busbar.Server.Sandbox.Simulated;
using Busbar.Server.Sandbox.World;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Sandbox.World;

/// <summary>What hands do in a home is so afterwards, whatever was there before.</summary>
public sealed class HandsLawTests
{
    [Fact]
    public void What_is_done_at_a_plug_is_so_or_is_refused() => ForAllHomes(home =>
    {
        foreach (var device in home.Devices.Where(device => device is Ev or ChargePoint))
            foreach (var delivery in Enum.GetValues<Delivery>())
            {
                if (!Hands.Deliver(home, device.Id, delivery).Ok(out var after, out var fault))
                {
                    Assert.Equal(Hands.DeliveryField, fault.Field);
                    Assert.NotEqual(Delivery.Unplugged, delivery);
                    continue;
                }
                var state = (string)Report.Of(after, after.Find(device.Id)!).Single(shown => shown.Name == "charge_state").Value;
                Assert.Contains(state, delivery switch
                {
                    Delivery.Unplugged => ["unplugged"],
                    Delivery.Charging => ["charging", "waiting"],
                    // A car that is full has stopped.
                    Delivery.Stopped => ["idle", "complete"],
                    Delivery.Fault => (string[])["fault"],
                    _ => throw new InvalidOperationException(),
                });
            }
    });

    [Fact]
    public void Who_leaves_is_gone_and_the_others_live_on() => ForAllHomes(home =>
    {
        foreach (var device in home.Devices)
        {
            var after = Arrivals.Leave(home, device);
            Assert.Null(after.Find(device.Id));
            Assert.InRange(home.Devices.Count - after.Devices.Count, 1, 2);
            var later = after.Advance(after.At.AddHours(1));
            Assert.All(later.Devices, one => Assert.NotEmpty(Report.Of(later, one)));
            // What comes in its place is another.
            var again = Arrivals.Ensure(after, Life.AllKinds, device.Kind, "ANOTHER");
            Assert.DoesNotContain(again.Devices, one => one.Id == device.Id);
        }
    });

    private static void ForAllHomes(Action<Home> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(40),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var life = new Life(seed);
            var home = life.NewHome();
            law(life.Minutes(home, life.Instants(home.At, 3).Take(2)).Last());
        }));
}
