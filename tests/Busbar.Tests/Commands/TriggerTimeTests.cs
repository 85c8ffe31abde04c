using Busbar.Core.Commands;

namespace Busbar.Tests.Commands;

public sealed class TriggerTimeTests
{
    private static readonly DateTimeOffset now = new(2028, 2, 29, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-1, 0)]
    [InlineData(-300, 0)]
    [InlineData(365 * 86_400, 365 * 86_400)]
    public void A_time_is_kept_and_one_just_over_is_now(int askedSeconds, int seconds) =>
        Assert.Equal(now.AddSeconds(seconds), TriggerTime.Of(now.AddSeconds(askedSeconds), now).Value);

    [Theory]
    [InlineData(-301)]
    [InlineData(365 * 86_400 + 1)]
    public void A_time_that_is_over_or_too_far_is_refused(int askedSeconds) => Assert.Equal("at", TriggerTime.Of(now.AddSeconds(askedSeconds), now).Fault!.Field);

    [Fact]
    public void No_time_is_now_and_a_refused_one_is_named_by_its_place()
    {
        var command = new Command(CommandKind.StopFeedIn);
        Assert.Equal([(command, now), (command, now.AddDays(1))], TriggerTime.OfAll([new CommandOrder(command), new CommandOrder(command, now.AddDays(1))], now).Value);
        Assert.Equal("[1].at", TriggerTime.OfAll([new CommandOrder(command), new CommandOrder(command, now.AddDays(-1))], now).Fault!.Field);
    }
}
