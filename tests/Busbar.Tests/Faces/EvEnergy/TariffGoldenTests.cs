using Busbar.Core.Prices;
using Busbar.Core.Tariffs;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class TariffGoldenTests
{
    private const string Home = """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.9413,"longitude":6.9583}}}""";
    private const int Midnight = 24 * 60;

    [Theory, OnSqlite, OnPostgres]
    public async Task Tariffs_are_those_that_the_application_placed(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var supplier = EvEnergyFixture.Id("supl", house.Client.Id);
        await walk.Step("tariffs.none", "GET", "tariffs");
        await walk.Step("suppliers.list", "GET", "suppliers");
        await walk.Step("suppliers.get", "GET", $"suppliers/{supplier}");

        var (anna, annaWritten) = await EvEnergyFixture.MadeUser(house, Home);
        await Put("flat", ("all", "0.3"));
        await Place(anna, "flat", new TariffInterval("all", null, 0, Midnight));
        var tariff = EvEnergyFixture.Id("tari", anna);
        await walk.Step("tariffs.list.flat", "GET", "tariffs?include_optional=daily_prices");
        var (ben, benWritten) = await EvEnergyFixture.MadeUser(house, Home);
        await Put("day-night", ("day", "0.4250"), ("night", "+.1"));
        await Place(ben, "day-night", new TariffInterval("day", null, 7 * 60, 22 * 60), new TariffInterval("night", null, 22 * 60, 7 * 60));
        var (carla, _) = await EvEnergyFixture.MadeUser(house, Home);
        await Put("three", ("peak", "0.5"), ("shoulder", "0.3"), ("night", "0.1"));
        await Place(carla, "three", new TariffInterval("night", null, 0, 6 * 60), new TariffInterval("shoulder", null, 6 * 60, 17 * 60), new TariffInterval("peak", null, 17 * 60, 20 * 60), new TariffInterval("shoulder", null, 20 * 60, Midnight));
        await walk.Step("tariffs.list", "GET", "tariffs?include_optional=daily_prices");
        await walk.Step("tariffs.list.page", "GET", "tariffs?page_size=2");
        await walk.Step("tariffs.list.page.next", "GET", "tariffs?page_size=2&page=2");
        await walk.Step("refused.tariffs.page", "GET", "tariffs?page_size=2&page=3");
        await walk.Step("tariffs.list.user", "GET", $"tariffs?available_for_user_id={benWritten}&valid=true&supplier_id={supplier}&expand=supplier&expand=scheduler_tariff");
        await walk.Step("tariffs.list.over", "GET", "tariffs?valid=false");
        await walk.Step("tariffs.list.group", "GET", "tariffs?gsp_group=_C");
        await walk.Step("tariffs.list.supplier.other", "GET", "tariffs?supplier_id=supl01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("tariffs.list.user.unknown", "GET", "tariffs?available_for_user_id=user01HRFF3SEVSCRAV9B3CHVDFN0H");
        await EvEnergyFixture.As(house, annaWritten, () => walk.Step("tariffs.list.acting", "GET", "tariffs?available_for_user_id=me"));

        await walk.Step("tariffs.get", "GET", $"tariffs/{tariff}");
        await walk.Step("users.get.with-tariff", "GET", $"users/{annaWritten}");
        await walk.Step("users.get.tariff-expanded", "GET", $"users/{annaWritten}?expand=default_location.tariff.supplier");
        house.Clock.Advance(TimeSpan.FromHours(1));
        // It cost nothing known before it was placed, and another rate since.
        await Put("flat", ("all", "0.255"));
        house.Clock.Advance(TimeSpan.FromMinutes(30));
        await walk.Step("tariffs.get.expanded", "GET", $"tariffs/{tariff}?expand=supplier&expand=prices");
        await walk.Step("tariffs.prices", "GET", $"tariffs/{tariff}/prices");
        await walk.Step("tariffs.prices.page", "GET", $"tariffs/{tariff}/prices?page_size=2&page=2");
        await walk.Step("tariffs.prices.span", "GET", $"tariffs/{tariff}/prices?started_at__gte={house.Clock.Now.AddHours(1):yyyy-MM-dd'T'HH:mm:ss'Z'}&started_at__lte={house.Clock.Now.AddMinutes(90):yyyy-MM-dd'T'HH:mm:ss'Z'}");
        await walk.Step("tariffs.prices.before", "GET", $"tariffs/{tariff}/prices?started_at__lte=2020-01-01");
        await walk.Step("refused.tariff.prices.page", "GET", $"tariffs/{tariff}/prices?page=2");
        await walk.Step("refused.tariff.prices.time", "GET", $"tariffs/{tariff}/prices?started_at__gte=yesterday");

        await walk.Step("refused.tariff.unknown", "GET", "tariffs/tari01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.tariff.prices.unknown", "GET", "tariffs/tari01HRFF3SEVSCRAV9B3CHVDFN0H/prices");
        await walk.Step("refused.tariff.user", "GET", $"tariffs/{tariff}?available_for_user_id={benWritten}");
        await EvEnergyFixture.As(house, benWritten, () => walk.Step("refused.tariff.another-user", "GET", $"tariffs/{tariff}"));
        await walk.Step("refused.tariffs.optional", "GET", "tariffs?include_optional=everything");
        await walk.Step("refused.tariffs.supplier", "GET", "tariffs?supplier_id=us");
        await walk.Step("refused.tariffs.page.zero", "GET", "tariffs?page=0");
        await walk.Step("refused.supplier.unknown", "GET", "suppliers/supl01HRFF3SEVSCRAV9B3CHVDFN0H");
        await walk.Step("refused.suppliers.page", "GET", "suppliers?page=2");

        async Task Put(string name, params (string Name, string Cost)[] rates) => Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, name, [.. rates.Select(rate => new TariffRate(rate.Name, rate.Cost))]));

        async Task Place(Guid place, string name, params TariffInterval[] intervals) => Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, place, name, intervals));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Between_rates_the_market_s_price_holds(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
        var (tariff, now) = (EvEnergyFixture.Id("tari", user), house.Clock.Now);
        Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, "evening", [new TariffRate("high", "0.9")]));
        Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, user, "evening", [new TariffInterval("high", null, 17 * 60, 20 * 60)]));
        await walk.Step("tariffs.get.gaps", "GET", $"tariffs/{tariff}");
        Assert.Null(await house.House.Get<SetPriceArea>().Set($"{user}", "DE-LU"));
        Assert.True((await house.House.Get<ImportPrices>().Import($"{PriceFile.Heading}\nDE-LU,{now:yyyy-MM-dd'T'HH}:00Z,60,EUR,0.0805\nDE-LU,{now.AddHours(1):yyyy-MM-dd'T'HH}:00Z,60,EUR,-0.02\n")).Ok(out _, out _));
        await walk.Step("tariffs.get.dynamic", "GET", $"tariffs/{tariff}");
        house.Clock.Advance(TimeSpan.FromMinutes(90));
        await walk.Step("tariffs.get.dynamic.prices", "GET", $"tariffs/{tariff}?expand=prices");
    }
}
