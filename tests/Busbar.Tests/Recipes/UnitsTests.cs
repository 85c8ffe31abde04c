using Busbar.Core.Devices;
using Busbar.Vendors.Recipes.Language;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Recipes;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("percentage", "%", 1)]
    [InlineData("KM", "km", 1)]
    [InlineData("kilometers", "km", 1)]
    [InlineData("Watts", "W", 1)]
    [InlineData("kwh", "kWh", 1)]
    [InlineData("kilowatt_hours", "kWh", 1)]
    [InlineData("wattHour", "kWh", 0.001)]
    [InlineData("MWh", "kWh", 1000)]
    [InlineData("MWH", "kWh", 1000)]
    [InlineData("milliAmps", "A", 0.001)]
    [InlineData("mi", "km", 1.609344)]
    public void Is_known(string theirs, string ours, double factor) => Assert.Equal(factor, Units.From(theirs, ours)!.Value.Factor, 12);

    [Theory]
    [InlineData("mWh", "kWh")]
    [InlineData("mwh", "kWh")]
    [InlineData("mW", "W")]
    [InlineData("km", "W")]
    [InlineData("", "W")]
    [InlineData("furlong", "km")]
    public void Is_not_guessed_at(string theirs, string ours) => Assert.Null(Units.From(theirs, ours));

    [Fact]
    public void Every_number_of_ours_has_units() =>
        Assert.All(Enum.GetValues<Signal>().Where(signal => signal.Meaning().Type == SignalType.Number), signal => Assert.NotEmpty(Units.For(signal.Meaning().Unit)));

    [Fact]
    public void There_and_back_is_where_it_was() => Prop.ForAll(
        ArbMap.Default.ArbFor<NormalFloat>(),
        Gen.Elements(Enum.GetValues<Signal>().Select(s => s.Meaning().Unit).Distinct().SelectMany(ours => Units.For(ours).Select(theirs => Units.From(theirs, ours)!.Value)).ToArray()).ToArbitrary(),
        (number, conversion) =>
        {
            var value = Math.Clamp(number.Get, -1e12, 1e12);
            return Math.Abs(conversion.Theirs(conversion.Ours(value)) - value) <= 1e-6 * Math.Max(1, Math.Abs(value));
        }).QuickCheckThrowOnFailure();
}
