using Busbar.Core.Work;
using Busbar.Server.Setup;

namespace Busbar.Tests.Setup;

public sealed class NodePatienceTests
{
    [Fact]
    public void It_is_45_seconds_with_a_beat_every_ten_unless_it_is_set()
    {
        Assert.Equal(TimeSpan.FromSeconds(45), Read(null));
        Assert.Equal(TimeSpan.FromSeconds(10), new NodeOptions(Read(null), IsAlone: false).Beat);
        Assert.Equal(TimeSpan.FromSeconds(9), Read("9"));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3601")]
    [InlineData("soon")]
    public void What_is_no_sound_number_of_seconds_is_named(string text) =>
        Assert.Contains($"BUSBAR_NODE_PATIENCE: '{text}'", Assert.Throws<BadOption>(() => Read(text)).Message);

    private static TimeSpan Read(string? text) => BusbarOptions.Read([], name => name == "BUSBAR_NODE_PATIENCE" ? text : null).NodePatience;
}
