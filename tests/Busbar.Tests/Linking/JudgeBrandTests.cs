using Busbar.Core.Linking;
using FsCheck;
using FsCheck.Fluent;

namespace Busbar.Tests.Linking;

public sealed class JudgeBrandTests
{
    private static readonly Arbitrary<BrandRecord> records = (
        from attempts in Gen.ListOf(Gen.Elements(true, false))
        from devices in Gen.Choose(0, 50)
        from unanswered in Gen.Choose(0, devices)
        select new BrandRecord([.. attempts], devices, unanswered)).ToArbitrary();

    [Fact]
    public void One_more_failure_never_makes_it_better_and_one_success_ends_an_outage_of_attempts()
    {
        Prop.ForAll(records, record =>
        {
            var now = JudgeBrand.Judge(record);
            return JudgeBrand.Judge(record with { Attempts = [true, .. record.Attempts] }) >= now
                && (record.Unanswered == record.Devices || JudgeBrand.Judge(record with { Unanswered = record.Unanswered + 1 }) >= now)
                && JudgeBrand.Judge(new BrandRecord([false, .. record.Attempts], 0, 0)) is not BrandHealth.Outage;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("", 0, 0, BrandHealth.Ready)]
    [InlineData("FF", 0, 0, BrandHealth.Ready)] // two may be chance
    [InlineData("FFF", 0, 0, BrandHealth.Outage)]
    [InlineData("FFF......................", 0, 0, BrandHealth.Outage)]
    [InlineData(".FFF", 0, 0, BrandHealth.ElevatedErrors)]
    [InlineData(".........F", 0, 0, BrandHealth.Ready)]
    [InlineData("", 100, 19, BrandHealth.Ready)]
    [InlineData("", 100, 20, BrandHealth.ElevatedErrors)]
    [InlineData("....", 100, 95, BrandHealth.Outage)]
    public void Cases(string attempts, int devices, int unanswered, BrandHealth health) =>
        Assert.Equal(health, JudgeBrand.Judge(new BrandRecord([.. attempts.Select(one => one is 'F')], devices, unanswered)));
}
