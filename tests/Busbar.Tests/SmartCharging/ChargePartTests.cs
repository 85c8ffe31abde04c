using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Readings;
using Busbar.Core.Sessions;
using Busbar.Core.SmartCharging;
using Busbar.Core.Steering;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.SmartCharging;

/// <summary>How a charge session falls into parts, whatever was switched and boosted when, and what their energies come to.</summary>
public sealed class ChargePartTests
{
    private static readonly DateTimeOffset start = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    private static readonly Ids ids = new(TimeProvider.System);

    [Fact]
    public void Parts_follow_each_other_cover_the_session_and_differ_in_mode() => Prop.ForAll(Stories().ToArbitrary(), story =>
    {
        var parts = Parts(story);
        return parts[0].Start == story.Session.PluggedAt && parts[^1].End == story.Session.EndedAt && parts[0].Id == story.Session.Id
            && parts.Zip(parts.Skip(1)).All(pair => pair.First.End == pair.Second.Start && pair.First.Mode != pair.Second.Mode && pair.First.Ended == pair.Second.Began)
            && (parts.Count == 1 || parts.All(part => part.End is null || part.Start < part.End)) && parts.Select(part => part.Id).Distinct().Count() == parts.Count;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void At_every_moment_the_mode_is_that_of_what_was_last_said() => Prop.ForAll(Stories().ToArbitrary(), Gen.Choose(0, 600).ToArbitrary(), (story, minute) =>
    {
        var moment = story.Session.PluggedAt.AddMinutes(minute);
        if (moment >= story.Session.EndedAt) return true;
        var part = Parts(story).Single(part => part.Start <= moment && !(part.End <= moment));
        var isBoosted = story.Boosts.Any(boost => boost.CreatedAt <= moment && (boost.EndedAt is null || boost.EndedAt > moment));
        var isOn = story.Switches.Where(flip => flip.At <= moment).Select(flip => flip.IsOn).LastOrDefault();
        return part.Mode == (isBoosted ? ChargeMode.Boost : story.IsAway ? ChargeMode.FreeAway : isOn ? ChargeMode.Smart : ChargeMode.FreeAtHome);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Energies_of_parts_and_of_their_quarters_add_up_to_the_sessions() => Prop.ForAll(Stories().ToArbitrary(), Gen.Choose(1, 25).ToArbitrary(), (story, step) =>
    {
        var (session, readings) = Charged(story, step);
        var (parts, curve) = (Parts(story with { Session = session }), ChargeCurve.Of(session, DeviceKind.EV, readings));
        var parted = new PartedSession(session, null!, null, null, parts, story.Boosts, curve, null);
        var sums = parts.Select(part => curve.Between(part.Start, part.End)).Select(ends => (Kwh: ends.To.Kwh - ends.From.Kwh, Hours: ends.To.Hours - ends.From.Hours)).ToList();
        return sums.All(sum => sum is { Kwh: > -1e-9, Hours: > -1e-9 }) && Near(session.Facts.Energy?.Kwh ?? 0, sums.Sum(sum => sum.Kwh)) && Near(session.Facts.ChargingHours, sums.Sum(sum => sum.Hours))
            && parts.Zip(sums).All(pair => pair.First.Start >= curve.End || Near(pair.Second.Kwh, parted.QuartersOf(pair.First, false).Sum(quarter => quarter.Kwh)));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Signal.EnergyIn, EnergyMethod.Metered)]
    [InlineData(Signal.Power, EnergyMethod.FromPower)]
    [InlineData(Signal.StateOfCharge, EnergyMethod.FromLevel)]
    public void Energy_belongs_to_the_part_in_which_it_flowed(Signal told, EnergyMethod method)
    {
        // It charges from the first hour to the second, at 6 kW, of four that it is plugged in.
        var session = new ChargeSession(ids.New(), Guid.Empty, Guid.Empty, start, null, new SessionFacts(), 1, start);
        var readings = Enumerable.Range(0, 25).Select(ten => start.AddMinutes(10 * ten)).Select(at => Reading(at, told, Math.Clamp((at - start).TotalHours - 1, 0, 1) * 6, at >= start.AddHours(1) && at < start.AddHours(2))).ToList();
        session = SessionTracker.FoldAll(session, DeviceKind.EV, readings) with { EndedAt = start.AddHours(4) };
        Assert.Equal((method, 6.0), (session.Facts.Energy!.Value.Method, Math.Round(session.Facts.Energy.Value.Kwh, 6)));
        var curve = ChargeCurve.Of(session, DeviceKind.EV, readings);
        foreach (var (from, to, kwh, hours) in new[] { (0, 60, 0.0, 0.0), (60, 90, 3, 0.5), (60, 120, 6, 1), (95, 105, 1, 1 / 6.0), (120, 240, 0, 0), (0, 240, 6, 1) })
        {
            var (was, now) = curve.Between(start.AddMinutes(from), start.AddMinutes(to));
            Assert.Equal((kwh, Math.Round(hours, 6)), (Math.Round(now.Kwh - was.Kwh, 6), Math.Round(now.Hours - was.Hours, 6)));
        }
    }

    [Fact]
    public void What_comes_after_an_override_has_an_id_of_its_own_that_leads_back()
    {
        foreach (var id in Enumerable.Range(0, 100).Select(_ => ids.New()))
        {
            Assert.NotEqual(id, ChargeParts.AfterBoost(id));
            Assert.Equal(id, ChargeParts.BoostBefore(ChargeParts.AfterBoost(id)));
            Assert.Null(ChargeParts.BoostBefore(id));
        }
    }

    private sealed record Story(ChargeSession Session, bool IsAway, IReadOnlyList<Override> Boosts, IReadOnlyList<PolicySwitch> Switches);

    private static IReadOnlyList<ChargePart> Parts(Story story) => ChargeParts.Of(story.Session, story.IsAway, story.Boosts, story.Switches);

    // Minutes from two hours before the plug; many fall on the same one.
    private static Gen<Story> Stories() =>
        from length in Gen.Choose(0, 40)
        from isOpen in Gen.Choose(0, 3)
        from isAway in Gen.Choose(0, 3)
        from boosts in Gen.Choose(0, 60).Two().ListOf().Resize(6)
        from switches in Gen.Choose(0, 60).ListOf().Resize(8)
        select new Story(
            new ChargeSession(ids.New(), Guid.Empty, Guid.Empty, start, isOpen == 0 ? null : start.AddMinutes(length * 10), new SessionFacts(), 1, start), isAway == 0,
            [.. boosts.Select(boost => new Override(ids.New(), Guid.Empty, Guid.Empty, Guid.Empty, null, false, At(Math.Min(boost.Item1, boost.Item2)), boost.Item1 == boost.Item2 ? null : At(Math.Max(boost.Item1, boost.Item2))))],
            [.. switches.Order().Select((at, i) => new PolicySwitch(ids.New(), Guid.Empty, Guid.Empty, At(at), i % 2 == 0))]);

    private static DateTimeOffset At(int tens) => start.AddHours(-2).AddMinutes(10 * tens);

    private static (ChargeSession, IReadOnlyList<Reading>) Charged(Story story, int step)
    {
        var (session, readings) = (story.Session with { EndedAt = null }, new List<Reading>());
        var end = story.Session.EndedAt ?? start.AddHours(3);
        for (var at = start; at <= end; at = at.AddMinutes(step))
            readings.Add(Reading(at, story.IsAway ? Signal.StateOfCharge : story.Boosts.Count % 2 == 0 ? Signal.EnergyIn : Signal.Power, (at - start).TotalHours * 3.7, at.Hour % 3 != 0));
        return (SessionTracker.FoldAll(session, DeviceKind.EV, readings) with { EndedAt = story.Session.EndedAt }, readings);
    }

    private static Reading Reading(DateTimeOffset at, Signal told, double kwh, bool isCharging) => new(default, at, at, new Dictionary<Signal, Value>
    {
        [Signal.IsPluggedIn] = true, [Signal.IsCharging] = isCharging, [Signal.BatteryCapacity] = 60,
        [told] = told switch { Signal.EnergyIn => 1_000 + kwh, Signal.Power => isCharging ? 6_000 : 0, _ => 20 + kwh / 60 * 100 },
    });

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-6;
}
