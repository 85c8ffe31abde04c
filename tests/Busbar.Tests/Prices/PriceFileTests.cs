using Busbar.Core.Prices;

namespace Busbar.Tests.Prices;

public sealed class PriceFileTests
{
    private const string Head = PriceFile.Heading + "\n";

    [Fact]
    public void An_hour_is_four_quarters()
    {
        var prices = PriceFile.Read("\uFEFF# of the exchange\r\n" + Head + "\r\nNO1,2026-03-01T00:00:00+01:00,60,NOK,0.5\r\nDE-LU, 2026-02-28T23:15Z , 15, EUR, -.01\n").Value;
        Assert.Equal(5, prices.Length);
        Assert.Equal(new MarketPrice("NO1", new DateTimeOffset(2026, 2, 28, 23, 45, 0, TimeSpan.Zero), new KwhPrice(0.5m, "NOK")), prices[3]);
        Assert.Equal(new MarketPrice("DE-LU", new DateTimeOffset(2026, 2, 28, 23, 15, 0, TimeSpan.Zero), new KwhPrice(-0.01m, "EUR")), prices[4]);
    }

    [Theory]
    [InlineData("", "line 1", "no prices")]
    [InlineData(Head, "line 2", "no prices")]
    [InlineData("NO1,2026-03-01T00:00Z,60,NOK,0.5", "line 1", PriceFile.Heading)]
    [InlineData(Head + "NO1,2026-03-01T00:00Z,60,NOK", "line 2", "five values")]
    [InlineData(Head + "NO1,2026-03-01T00:00Z,60,NOK,0,5", "line 2", "five values")]
    [InlineData(Head + "no1,2026-03-01T00:00Z,60,NOK,0.5", "line 2", "'no1' is no price area")]
    [InlineData(Head + "NO1,2026-03-01T00:00,60,NOK,0.5", "line 2", "with its offset")]
    [InlineData(Head + "NO1,2026-02-30T00:00Z,60,NOK,0.5", "line 2", "with its offset")]
    [InlineData(Head + "NO1,2026-03-01T00:05Z,60,NOK,0.5", "line 2", "quarter of an hour")]
    [InlineData(Head + "NO1,2026-03-01T00:00Z,45,NOK,0.5", "line 2", "15, 30 or 60")]
    [InlineData(Head + "NO1,2026-03-01T00:00Z,60,kr,0.5", "line 2", "no currency")]
    [InlineData(Head + "NO1,2026-03-01T00:00Z,60,NOK,1e3", "line 2", "no price")]
    [InlineData(Head + "NO1,2026-03-01T00:00Z,60,NOK,0.5\n\n#\nNO1,2026-03-01T00:45Z,15,NOK,0.5", "line 5", "above")]
    [InlineData(Head + "NO1,2026-03-01T00:00Z,60,NOK,0.5\nNO1,2026-03-01T01:00Z,60,EUR,0.5", "line 3", "in NOK above")]
    public void What_is_wrong_is_named_by_its_line(string text, string line, string named)
    {
        var fault = PriceFile.Read(text).Fault!;
        Assert.Equal(line, fault.Field);
        Assert.Contains(named, fault.Message);
    }
}
