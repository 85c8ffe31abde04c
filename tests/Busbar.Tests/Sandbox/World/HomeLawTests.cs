using Busbar.Server.Sandbox.World;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Sandbox.World;

/// <summary>The laws that every home keeps. FsCheck prints the seed that broke one.</summary>
public sealed class HomeLawTests
{
    private static void ForAllLives(Action<Life> law, int count) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => law(new Life(seed))));

    [Fact]
    public void Registers_are_the_integral_of_power() => ForAllLives(life =>
    {
        var home = life.NewHome();
        Assert.Empty(Laws.RegistersAreIntegrals([.. life.Minutes(home, life.Instants(home.At, 12))]));
    }, 12);

    [Fact]
    public void The_integral_law_sees_a_register_that_lies()
    {
        var life = new Life(1);
        var home = life.NewHome();
        var steps = life.Minutes(home, life.Instants(home.At, 3)).ToList();
        var meter = steps[^1].Devices.OfType<Meter>().First();
        steps[^1] = steps[^1].With(meter with { EnergyInT1Kwh = meter.EnergyInT1Kwh + 0.05 });

        Assert.Contains(Laws.RegistersAreIntegrals(steps), breach => breach.Contains("energy_in"));
    }

    [Fact]
    public void Registers_never_fall() => ForAllLives(life =>
    {
        var home = life.NewHome();
        Assert.Empty(Laws.RegistersNeverFall([.. life.Minutes(home, life.Instants(home.At, 12))]));
    }, 8);

    [Fact]
    public void The_meter_is_the_sum_of_the_home_in_every_minute() => ForAllLives(life =>
    {
        var home = life.NewHome();
        Assert.Empty(life.Minutes(home, life.Instants(home.At, 12)).SelectMany(Laws.MeterIsTheSum));
    }, 12);

    [Fact]
    public void Looking_more_often_changes_nothing() => ForAllLives(life =>
    {
        var home = life.Happen(life.NewHome());
        var instants = life.Instants(home.At, 40).ToList();
        var looked = instants.Aggregate(home, (seen, instant) => seen.Advance(instant));
        Assert.Equal(HomeJson.Write(home.Advance(instants[^1])), HomeJson.Write(looked));
    }, 30);

    [Fact]
    public void A_look_is_never_ahead_of_its_time_nor_more_than_a_minute_behind() => ForAllLives(life =>
    {
        var home = life.NewHome();
        Assert.All(life.Instants(home.At, 5), instant => Assert.InRange(instant - home.Advance(instant).At, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
    }, 20);

    [Fact]
    public void A_home_survives_the_store_unchanged() => ForAllLives(life =>
    {
        var home = life.NewHome();
        home = home.Advance(home.At.AddHours(30));
        Assert.Equal(HomeJson.Write(home), HomeJson.Write(HomeJson.Read(HomeJson.Write(home))));
        Assert.Equal(HomeJson.Write(home.Advance(home.At.AddHours(2))), HomeJson.Write(HomeJson.Read(HomeJson.Write(home)).Advance(home.At.AddHours(2))));
    }, 20);
}
