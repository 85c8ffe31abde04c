using Busbar.Core.Linking;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Linking;

public sealed class RevocationRetryTests
{
    private static readonly DateTimeOffset marked = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, null, 1)]
    [InlineData(2, null, 2)]
    [InlineData(3, null, 4)]
    [InlineData(7, null, 60)]
    [InlineData(1_000, null, 60)]
    [InlineData(1, 30, 30)]
    [InlineData(3, 2, 4)]
    [InlineData(1, 5_000, 1_440)]
    public void It_waits_twice_as_long_each_time_or_as_long_as_the_brand_says(int attempts, int? brandSaysMinutes, int expectedMinutes) => Assert.Equal(
        marked.AddMinutes(expectedMinutes), RevocationRetry.Next(marked, marked, attempts, brandSaysMinutes is { } minutes ? marked.AddMinutes(minutes) : null));

    [Fact]
    public void It_always_goes_on_and_never_past_its_end() => Prop.ForAll(
        Gen.Choose(0, 24 * 60 - 1).Zip(Gen.Choose(0, 200)).Zip(Gen.Choose(-100, 10_000)).ToArbitrary(),
        sample =>
        {
            var ((minutes, attempts), says) = sample;
            var (now, brand) = (marked.AddMinutes(minutes), marked.AddMinutes(says));
            var (next, later) = (RevocationRetry.Next(now, marked, attempts, brand), RevocationRetry.Next(now, marked, attempts + 1, brand));
            return next > now && next <= marked + Offboarding.PatienceWithBrand && later >= next
                && (next >= brand || RevocationRetry.IsOver(next, marked)) && !RevocationRetry.IsOver(now, marked);
        }).QuickCheckThrowOnFailure();
}
