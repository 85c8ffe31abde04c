using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Sessions;
using Busbar.Core.Tariffs;
using Busbar.Server.Storage;
using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;
using Busbar.Tests.Isolation;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Faces.EvEnergy;

/// <summary>A long page costs the store no more questions than a short one.</summary>
public sealed class SessionLoadTests
{
    private const string Home = """{"default_location":{"address_1":"Domkloster 4","postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.9413,"longitude":6.9583}}}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_page_is_a_few_questions_whatever_stands_on_it(Engine engine)
    {
        var questions = 0;
        await using var house = await ConnectHouse.Open(engine, services => services.AddSingleton<Database>(all => new ForgetfulDatabase(all.GetRequiredService<Store>().Database, text =>
        {
            Interlocked.Increment(ref questions);
            return text;
        })));
        Assert.Null(await house.House.Get<PutTariff>().Put(house.Client, "flat", [new("all", "0.30")]));
        await Add("1");
        var few = (await Count("charging_sub_sessions?page_size=100&expand=vehicle.trim,energy_usage,schedules,debug_metadata", 20), await Count("charging_sessions?page_size=100&expand=sub_sessions", 20), await Count("vehicles?expand=latest_status_log", 1));
        foreach (var car in new[] { "2", "3", "4" }) await Add(car);
        Assert.Equal(few, (await Count("charging_sub_sessions?page_size=100&expand=vehicle.trim,energy_usage,schedules,debug_metadata", 80), await Count("charging_sessions?page_size=100&expand=sub_sessions", 80), await Count("vehicles?expand=latest_status_log", 4)));
        Assert.InRange(few.Item1, 1, 30);

        async Task Add(string number)
        {
            var (user, _) = await EvEnergyFixture.MadeUser(house, Home);
            var (car, _) = await EvEnergyFixture.Car(house, user, $"5YJ3E7EA7KF31700{number}", $"car-{number}");
            Assert.Null(await house.House.Get<PlaceTariff>().Place(house.Client, user, "flat", [new("all", null, 0, 24 * 60)]));
            house.Brands.Tesla.Measure($"car-{number}", (Core.Devices.Signal.StateOfCharge, 50));
            await house.House.RunDue();
            await house.House.Get<Database>().Write(async db =>
            {
                for (var hours = 1; hours <= 20; hours++)
                    await SessionTable.Save(db, new ChargeSession(
                        house.House.Get<Ids>().New(), house.Client.TenantId, car, house.Clock.Now.AddHours(-2 * hours), house.Clock.Now.AddHours(1 - 2 * hours),
                        new SessionFacts(SocStart: 40, SocEnd: 50, CapacityKwh: 60, Latitude: 50.9413, Longitude: 6.9583), 1, house.Clock.Now));
            });
        }

        async Task<int> Count(string path, int rows)
        {
            // Once before: what is known of the caller by then is asked no more.
            await house.Http.GetStringAsync("/evenergy/v2/" + path);
            var before = questions;
            Assert.Equal(rows, JsonSerializer.Deserialize<JsonElement>(await house.Http.GetStringAsync("/evenergy/v2/" + path)).GetArrayLength());
            return questions - before;
        }
    }
}
