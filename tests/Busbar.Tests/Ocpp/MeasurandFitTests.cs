using Busbar.Vendors.Ocpp;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Ocpp;

public sealed class MeasurandFitTests
{
    /// <summary>Whatever a station supports, and however few at once: it ends with as many of the wanted as it takes, the most wanted first.</summary>
    [Fact]
    public void The_station_ends_with_the_best_list_that_it_takes()
    {
        var stations =
            from supported in Gen.SubListOf<string>(MeasurandFit.Wanted)
            from most in Gen.Choose(1, 10)
            from told in Gen.Elements(true, false)
            select (supported, most, told);
        Prop.ForAll(stations.ToArbitrary(), station =>
        {
            IReadOnlyList<string> set = ["before"];
            var fitted = MeasurandFit.Find(MeasurandFit.Wanted, station.told ? station.most : null, list =>
            {
                var accepted = list.Count <= station.most && list.All(one => station.supported.Contains(one));
                if (accepted) set = list;
                return Task.FromResult<bool?>(accepted);
            }).Result;
            var best = MeasurandFit.Wanted.Where(one => station.supported.Contains(one)).Take(station.most).ToList();
            return fitted.SequenceEqual(best) && (best.Count == 0 ? set is ["before"] : set.SequenceEqual(best));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task A_station_that_falls_silent_is_not_asked_on()
    {
        var asked = 0;
        var fitted = await MeasurandFit.Find(MeasurandFit.Wanted, null, list => Task.FromResult<bool?>(++asked switch { 1 => false, 2 => true, _ => null }));
        Assert.Equal((3, 1), (asked, fitted.Count));
    }

    [Theory]
    [InlineData("A,B", "b , a", true)]
    [InlineData("A,B", "A", false)]
    [InlineData(null, null, false)]
    [InlineData("", null, false)]
    public void Lists_are_compared_by_what_they_name(string? one, string? other, bool same) => Assert.Equal(same, MeasurandFit.Same(one, other));
}
