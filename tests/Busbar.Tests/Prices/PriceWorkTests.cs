using Busbar.Core.Basics;
using Busbar.Core.Prices;
using Busbar.Core.Work;
using Busbar.Server.Setup;
using Busbar.Server.Work;
using Busbar.Tests.Ground;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Prices;

/// <summary>Prices fetched from an address that the operator named. No exchange is asked here: what answers is a server of the test's own.</summary>
public sealed class PriceWorkTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Prices_are_fetched_every_hour_and_a_failure_is_tried_again(Engine engine)
    {
        var (asked, answer) = (0, (Func<IResult>)(() => Results.Text($"{PriceFile.Heading}\nSE3,2026-03-01T00:00Z,60,SEK,0.5\n")));
        await using var source = WebApplication.CreateSlimBuilder().Build();
        source.Urls.Add("http://127.0.0.1:0");
        source.MapGet("/prices.csv", () =>
        {
            asked++;
            return answer();
        });
        await source.StartAsync();
        await using var house = await House.Open(engine, services => services.AddSingleton(all => new PriceSource(all.GetRequiredService<BusbarOptions>() with { PricesUrl = new Uri(source.Urls.Single() + "/prices.csv") })));
        var work = house.Get<PriceWork>();
        await work.Begin();
        await work.RunDue(default);
        Assert.Equal(4, await Count());
        house.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.False(await work.RunDue(default));

        foreach (var wrong in new Func<IResult>[] { () => Results.Text("<html>"), () => Results.StatusCode(503), () => Results.Redirect("/elsewhere") })
        {
            answer = wrong;
            house.Clock.Advance(await Due() - house.Clock.Now);
            Assert.True(await work.RunDue(default));
            Assert.InRange(await Due() - house.Clock.Now, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(59));
        }
        answer = () => Results.Text($"{PriceFile.Heading}\nSE3,2026-03-01T00:00Z,60,SEK,0.5\nSE3,2026-03-02T00:00Z,60,SEK,0.6\n");
        house.Clock.Advance(await Due() - house.Clock.Now);
        await work.RunDue(default);
        Assert.Equal(8, await Count());
        Assert.Equal(TimeSpan.FromHours(1), await Due() - house.Clock.Now);
        Assert.Equal(5, asked);

        Task<long> Count() => house.Get<Database>().Read(async db => (await PriceTable.Series(db)).Sum(series => series.Quarters));
        async Task<DateTimeOffset> Due() => (await house.Get<Database>().Read(db => DueTable.Next(db, WorkKind.Prices)))!.Value;
    }

    [Fact]
    public async Task Without_an_address_nothing_is_fetched_and_what_was_due_is_forgotten()
    {
        await using var house = await House.Open(Engine.Sqlite);
        await house.Get<PriceWork>().Begin();
        Assert.Null(await house.Get<Database>().Read(db => DueTable.Next(db, WorkKind.Prices)));
        await house.Get<Database>().Write(db => DueTable.Put(db, WorkKind.Prices, Guid.Empty, house.Clock.Now));
        await house.Get<PriceWork>().RunDue(default);
        Assert.Null(await house.Get<Database>().Read(db => DueTable.Next(db, WorkKind.Prices)));
    }
}
