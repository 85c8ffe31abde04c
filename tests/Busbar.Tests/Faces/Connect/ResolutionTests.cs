using Busbar.Server.Faces.Connect;

namespace Busbar.Tests.Faces.Connect;

public sealed class ResolutionTests
{
    [Theory]
    [InlineData("PT15M", "00:15:00")]
    [InlineData("PT1H", "01:00:00")]
    [InlineData("P1D", "1.00:00:00")]
    [InlineData("P1W", "7.00:00:00")]
    [InlineData("P1DT12H30M15S", "1.12:30:15")]
    [InlineData("PT90M", "01:30:00")]
    [InlineData("00:15:00", "00:15:00")]
    [InlineData("1.00:00:00", "1.00:00:00")]
    [InlineData("31.00:00:00", "31.00:00:00")]
    [InlineData("P1M", null)]
    [InlineData("P1Y", null)]
    [InlineData("P", null)]
    [InlineData("PT", null)]
    [InlineData("P1DT", null)]
    [InlineData("PT1.5H", null)]
    [InlineData("-PT1H", null)]
    [InlineData("pt1h", null)]
    [InlineData("1", null)]
    [InlineData("15", null)]
    [InlineData("00:15", null)]
    [InlineData("00:75:00", null)]
    [InlineData("24:00:00", null)]
    [InlineData("PT9999999H", null)]
    public void A_resolution_is_read_in_either_form(string text, string? length) =>
        Assert.Equal(length is null ? null : TimeSpan.Parse(length, System.Globalization.CultureInfo.InvariantCulture), Resolution.Read(text));
}
