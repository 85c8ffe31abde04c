using Busbar.Vendors.Ocpp.V16;

namespace Busbar.Tests.Ocpp;

public sealed class StationTimeTests
{
    [Theory]
    [InlineData("2026-11-21T10:00:00Z", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2026-11-21T10:00:00", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2026-11-21T10:00:00.123Z", "2026-11-21T10:00:00.1230000+00:00")]
    [InlineData("2026-11-21T10:00:00.123456789Z", "2026-11-21T10:00:00.1234568+00:00")]
    [InlineData("2026-11-21T12:00:00+02:00", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2026-11-21T12:00:00+0200", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2026-11-21T12:00:00 +02:00", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2026-11-21t10:00:00z", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2026-11-21 10:00:00", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2026-11-21T10:00Z", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData(" 2026-11-21T10:00:00Z ", "2026-11-21T10:00:00.0000000+00:00")]
    [InlineData("2028-02-29T23:59:59Z", "2028-02-29T23:59:59.0000000+00:00")]
    public void Times_are_UTC_where_they_do_not_say_otherwise(string raw, string utc) => Assert.Equal(utc, StationTime.Read(raw).At?.ToString("O"));

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("1763719200")]
    [InlineData("21.11.2026 10:00:00")]
    [InlineData("11/21/2026")]
    [InlineData("2026-11-21")]
    [InlineData("2026-13-21T10:00:00Z")]
    [InlineData("2027-02-29T10:00:00Z")]
    [InlineData("2026-11-21T25:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void What_is_no_time_is_kept_and_means_none(string raw) => Assert.Equal(new StationTime(raw, null), StationTime.Read(raw));
}
