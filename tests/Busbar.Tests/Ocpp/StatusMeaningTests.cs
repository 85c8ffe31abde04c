using Busbar.Core.Devices;
using Busbar.Vendors.Ocpp;

namespace Busbar.Tests.Ocpp;

public sealed class StatusMeaningTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Available", false, false, "Unplugged")]
    [InlineData("Preparing", true, false, "Waiting")]
    [InlineData("Charging", true, true, "Charging")]
    [InlineData("SuspendedEV", true, false, "Idle")]
    [InlineData("SuspendedEVSE", true, false, "Waiting")]
    [InlineData("Finishing", true, false, "Idle")]
    [InlineData("Reserved", false, false, "Unplugged")]
    public void A_status_tells_plug_and_charging(string status, bool plugged, bool charging, string state)
    {
        var observations = StatusMeaning.Of(status, StatusMeaning.Plugged(status), At);
        Assert.All(observations, seen => Assert.Equal(At, seen.MeasuredAt));
        var bySignal = observations.ToDictionary(seen => seen.Signal, seen => seen.Value);
        Assert.Equal(3, bySignal.Count);
        Assert.Equal(plugged, bySignal[Signal.IsPluggedIn].Flag);
        Assert.Equal(charging, bySignal[Signal.IsCharging].Flag);
        Assert.Equal(state, bySignal[Signal.ChargeState].Text);
        Assert.Contains(state, ChargeStates.All);
    }

    /// <summary>Out of service or broken, with or without a car: the plug stays as it was last told, and is absent where it never was.</summary>
    [Theory]
    [InlineData("Unavailable", true, "NoPower")]
    [InlineData("Unavailable", false, "Unplugged")]
    [InlineData("Unavailable", null, null)]
    [InlineData("Faulted", true, "Fault")]
    [InlineData("Faulted", false, "Fault")]
    [InlineData("Faulted", null, "Fault")]
    public void A_status_that_says_nothing_of_the_plug_leaves_it(string status, bool? plugged, string? state)
    {
        Assert.Null(StatusMeaning.Plugged(status));
        var bySignal = StatusMeaning.Of(status, plugged, At).ToDictionary(seen => seen.Signal, seen => seen.Value);
        Assert.False(bySignal[Signal.IsCharging].Flag);
        Assert.DoesNotContain(Signal.IsPluggedIn, bySignal.Keys);
        Assert.Equal(state, bySignal.TryGetValue(Signal.ChargeState, out var told) ? told.Text : null);
    }

    [Theory]
    [InlineData("available", "Available")]
    [InlineData("SUSPENDEDEV", "SuspendedEV")]
    [InlineData("Occupied", null)]
    [InlineData("", null)]
    public void Statuses_are_known_whatever_their_case(string status, string? known) => Assert.Equal(known, StatusMeaning.Known(status));
}
