using Busbar.Core.Commands;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Commands;

/// <summary>Commands that set a mode, with or without temperatures.</summary>
public sealed class HoldLawTests
{
    private static readonly DateTimeOffset sent = new(2026, 3, 1, 18, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Command> commands = Gen.OneOf(
        from celsius in Gen.Choose(0, 500) select new Command(CommandKind.HoldHeat, celsius / 10.0),
        from celsius in Gen.Choose(0, 500) select new Command(CommandKind.HoldCool, celsius / 10.0),
        from low in Gen.Choose(0, 490) from more in Gen.Choose(5, 500 - low) select new Command(CommandKind.HoldBetween, low / 10.0, (low + more) / 10.0),
        Gen.Elements(
            new Command(CommandKind.HoldOff), new Command(CommandKind.FollowSchedule), new Command(CommandKind.FavourImport), new Command(CommandKind.FavourExport),
            new Command(CommandKind.FollowTariff), new Command(CommandKind.RelyOnSelf), new Command(CommandKind.Rest)));

    [Fact]
    public void What_shows_just_what_was_told_proves_it_and_nothing_less_does() =>
        Prop.ForAll(commands.ToArbitrary(), command =>
        {
            var shown = Shows(command);
            Assert.True(Proves(command, shown, sent));
            Assert.False(Proves(command, shown, sent.AddSeconds(-1)));
            foreach (var left in shown.Keys.Where(signal => signal is not Signal.IsHeld || command.Kind is CommandKind.FollowSchedule))
                Assert.False(Proves(command, shown.Where(one => one.Key != left).ToDictionary(), sent));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_shows_one_command_proves_no_other() =>
        Prop.ForAll(Gen.Two(commands).ToArbitrary(), pair =>
        {
            var (one, other) = pair;
            var isSame = one.Kind == other.Kind && SetPoints.Of(one).Zip(SetPoints.Of(other)).All(points => Math.Abs(points.First.Celsius - points.Second.Celsius) < SetPoints.Same);
            Assert.Equal(isSame, Proves(one, Shows(other), sent));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_sound_is_taken_as_it_is() =>
        Prop.ForAll(commands.ToArbitrary(), command => Assert.Equal(command, CheckCommand.Check(command.Kind, command.Value, command.Upper).Value)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(CommandKind.HoldHeat, null, null, "value")]
    [InlineData(CommandKind.HoldHeat, -0.1, null, "value")]
    [InlineData(CommandKind.HoldHeat, double.NaN, null, "value")]
    [InlineData(CommandKind.HoldHeat, 20.0, 22.0, "upper")]
    [InlineData(CommandKind.HoldBetween, 20.0, null, "upper")]
    [InlineData(CommandKind.HoldBetween, 20.0, 20.0, "upper")]
    [InlineData(CommandKind.HoldBetween, 20.0, 51.0, "upper")]
    [InlineData(CommandKind.SetMaxCurrent, 16.0, 20.0, "upper")]
    [InlineData(CommandKind.Rest, 1.0, null, "value")]
    public void What_is_not_is_refused_by_its_field(CommandKind kind, double? value, double? upper, string field) =>
        Assert.Equal(field, CheckCommand.Check(kind, value, upper).Fault!.Field);

    private static bool Proves(Command command, IReadOnlyDictionary<Signal, Value> shown, DateTimeOffset measuredAt)
    {
        var record = new CommandRecord(Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, command, CommandStatus.Sent, sent, sent, null, null, Verification.Pending, null, null, null, sent, 1);
        return ConfirmCommand.IsProved(record, DeviceState.Unheard(Guid.Empty) with { Signals = shown.ToDictionary(one => one.Key, one => new Known(one.Value, measuredAt, measuredAt, FactSource.Poll)) });
    }

    private static Dictionary<Signal, Value> Shows(Command command)
    {
        if (OperationModes.Of(command.Kind) is { } mode) return new() { [Signal.OperationMode] = mode };
        var shown = SetPoints.Of(command).ToDictionary(point => point.Signal, point => (Value)point.Celsius);
        if (SetPoints.ModeOf(command.Kind) is { } set) shown[Signal.ThermostatMode] = set;
        shown[Signal.IsHeld] = command.Kind is not CommandKind.FollowSchedule;
        return shown;
    }
}
