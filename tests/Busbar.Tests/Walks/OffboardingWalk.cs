using Busbar.Core.Basics;
using Busbar.Tests.Ground;
using Dapper;

namespace Busbar.Tests.Walks;

/// <summary>A device is taken away, and the brand's own server knows the access no longer: over the recipe and HTTP, as with a real one.</summary>
public sealed class OffboardingWalk
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_brand_takes_its_access_back(Engine engine)
    {
        await using var house = await House.Open(engine);
        var app = await Application.Demo(house);
        var linked = await app.Post("/connect/v1/onboarding/entities", """{ "type": "RetrofitMeter", "brand": "Xenn", "identifier": "P1000000001", "pairingCode": "123456" }""");
        Assert.Equal("Succeeded", linked.Text("status"));
        var meter = linked.Text("data", "entity", "id")!;
        await house.Pass(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
        await app.Get($"/connect/v1/entities/{meter}/readings/last");
        Assert.Equal(0, await Revoked(house));

        var asked = await app.Post("/connect/v1/offboarding/entities", $$"""{ "entityId": "{{meter}}" }""");
        await house.Pass(TimeSpan.FromMinutes(1));
        var ended = await app.Get($"/connect/v1/offboarding/entities/{asked.Text("id")}");
        Assert.Equal(("Succeeded", "Revoked"), (ended.Text("status"), ended.Text("revocation")));
        Assert.Equal(1, await Revoked(house));
        await app.Refused(HttpMethod.Get, $"/connect/v1/entities/{meter}", null, 404);

        var again = await app.Post("/connect/v1/onboarding/entities", """{ "type": "RetrofitMeter", "brand": "Xenn", "identifier": "P1000000001", "pairingCode": "123456" }""");
        Assert.Equal(("Succeeded", "Linked"), (again.Text("status"), again.Text("data", "entity", "systemProperties", "outcome")));
        Assert.NotEqual(meter, again.Text("data", "entity", "id"));
    }

    private static Task<long> Revoked(House house) => house.Get<Database>().Read(db => db.ExecuteScalarAsync<long>("select count(*) from sandbox_grants where revoked_at is not null"));
}
