using Busbar.Tests.Faces.Connect;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class CatalogueGoldenTests
{
    private const string Make = "vmak01J443798BF893ZHFQVCS0FA23", Model = "vmod01HNARS42AVJN9QWQF6J52B7MB", Trim = "trim01HNARS42AVJN9QWQF6J52B7MB";

    [Fact]
    public async Task The_catalogue_is_read()
    {
        await using var house = await ConnectHouse.Open();
        var walk = await house.EvEnergyWalk();
        await walk.Step("makes.list", "GET", "vehicle_makes?page_size=2", anonymous: true);
        await walk.Step("makes.list.backwards", "GET", "vehicle_makes?page_size=2&ordering=-name");
        await walk.Step("makes.get", "GET", $"vehicle_makes/{Make}");
        await walk.Step("makes.get.stranger", "GET", $"vehicle_makes/{Make}", anonymous: true);
        await walk.Step("models.list", "GET", $"vehicle_models?make_id={Make}&page_size=2&expand=make");
        await walk.Step("models.get", "GET", $"vehicle_models/{Model}", anonymous: true);
        await walk.Step("trims.list", "GET", $"vehicle_trims?model_id=vmod01M816JK0HGS88JPHA4WJTSV4P&expand=model.make&page_size=1");
        await walk.Step("trims.get", "GET", $"vehicle_trims/{Trim}");
        await walk.Step("compatibility", "GET", $"vehicle_compatibility/check?vehicle_model_id={Model}", anonymous: true);
        await walk.Step("refused.compatibility.unknown", "GET", "vehicle_compatibility/check?vehicle_model_id=vmod01HN2NJ9NMRZBXT1H6FT9N7735", anonymous: true);
        await walk.Step("refused.compatibility.prefix", "GET", $"vehicle_compatibility/check?vehicle_model_id={Make}", anonymous: true);
        await walk.Step("refused.compatibility.program", "GET", $"vehicle_compatibility/check?vehicle_model_id={Model}&program_id=prog01HN2NJ9NMRZBXT1H6FT9N7735", anonymous: true);
        await walk.Step("refused.trims.stranger", "GET", "vehicle_trims", anonymous: true);
        await walk.Step("refused.make.unknown", "GET", "vehicle_makes/vmak01HN2NJ9NMRZBXT1H6FT9N7735");
        await walk.Step("refused.models.make", "GET", "vehicle_models?make_id=tesla");
    }

    /// <summary>The walk through all pages meets every make once.</summary>
    [Fact]
    public async Task The_links_lead_through_all()
    {
        await using var house = await ConnectHouse.Open();
        var (seen, next) = (new List<string>(), house.House.Url.GetLeftPart(UriPartial.Authority) + "/evenergy/v2/vehicle_makes?page_size=10");
        while (next != "about:blank")
        {
            using var answer = await house.Http.GetAsync(next);
            seen.AddRange(System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.EnumerateArray().Select(make => make.GetProperty("id").GetString()!));
            next = System.Text.RegularExpressions.Regex.Match(answer.Headers.GetValues("Link").Single(), "<([^>]*)>; rel=\"next\"").Groups[1].Value;
        }
        Assert.Equal(seen.Distinct().Count(), seen.Count);
        Assert.Equal(house.House.Get<Core.Vehicles.VehicleCatalogue>().Makes.Count, seen.Count);
    }
}
