using Busbar.Tests.Faces.Connect;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Faces.EvEnergy;

public sealed class UserGoldenTests
{
    private const string Home = """{"address_1":"Domkloster 4","address_2":null,"postal_code":"50667","city":"Cologne","country_code":"DE","coordinates":{"latitude":50.9413,"longitude":6.9583}}""";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_user_is_made_found_and_changed(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        await walk.Step("root", "GET", "", anonymous: true);
        await walk.Step("users.none", "GET", "users");
        var anna = (await walk.Step("users.create", "POST", "users", $$"""{"email":"Anna@example.org","default_location":{{Home}}}""")).GetProperty("id").GetString()!;
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        var nobody = (await walk.Step("users.create.bare", "POST", "users", "{}")).GetProperty("id").GetString()!;
        await walk.Step("users.get", "GET", $"users/{anna}");
        await walk.Step("users.list", "GET", "users");
        await walk.Step("users.list.email", "GET", "users?email=anna@EXAMPLE.org");
        await walk.Step("users.list.page", "GET", "users?page_size=1");
        await walk.Step("users.list.page.next", "GET", $"users?page_size=1&page_after={nobody}");
        await walk.Step("users.list.page.back", "GET", $"users?page_size=1&page_before={anna}");
        await walk.Step("users.login_link", "POST", $"users/{anna}/login_link", """{"redirect_uri":"http://localhost/back"}""");
        await walk.Step("refused.login_link", "POST", $"users/{anna}/login_link", """{"redirect_uri":"https://elsewhere.example"}""");
        await walk.Step("users.patch", "PATCH", $"users/{anna}", """{"default_location":{"address_1":"Domkloster 5"}}""");
        await walk.Step("users.patch.position", "PATCH", $"users/{anna}", """{"default_location":{"coordinates":null}}""");
        await walk.Step("users.patch.cleared", "PATCH", $"users/{anna}", """{"email":null,"default_location":{"address_1":null,"address_2":null,"postal_code":null,"city":null,"state":null,"country_code":null,"coordinates":null}}""");
    }

    /// <summary>The same as a form, of either kind: a dot leads inwards, and what is empty is null.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task A_user_is_told_of_by_a_form_too(Engine engine)
    {
        const string Multipart = "multipart/form-data; boundary=part";
        await using var house = await ConnectHouse.Open(engine);
        var walk = await house.EvEnergyWalk();
        var anna = (await walk.Step("users.form.create", "POST", "users", "email=Anna%40example.org&default_location.address_1=Domkloster+4&default_location.postal_code=50667&default_location.city=K%C3%B6ln&default_location.country_code=DE&default_location.coordinates.latitude=50.9413&default_location.coordinates.longitude=6.9583", "application/x-www-form-urlencoded")).GetProperty("id").GetString()!;
        await walk.Step("users.form.patch", "PATCH", $"users/{anna}", Part("default_location.address_1", "Domkloster 5") + Part("email", "") + "--part--\r\n", Multipart);
        await walk.Step("refused.users.form.nothing", "PATCH", $"users/{anna}", "", "application/x-www-form-urlencoded");
        await walk.Step("refused.users.form.number", "PATCH", $"users/{anna}", "default_location.coordinates.latitude=north", "application/x-www-form-urlencoded");
        await walk.Step("refused.users.form.field", "PATCH", $"users/{anna}", "e-mail=anna%40example.org", "application/x-www-form-urlencoded");
        await walk.Step("refused.users.form.within", "PATCH", $"users/{anna}", "email.address=anna%40example.org", "application/x-www-form-urlencoded");
        await walk.Step("refused.users.form.twice", "PATCH", $"users/{anna}", "email=a%40example.org&email=b%40example.org", "application/x-www-form-urlencoded");
        await walk.Step("refused.users.form.whole", "PATCH", $"users/{anna}", "default_location=Cologne&default_location.city=Cologne", "application/x-www-form-urlencoded");
        await walk.Step("refused.users.form.file", "PATCH", $"users/{anna}", "--part\r\nContent-Disposition: form-data; name=\"email\"; filename=\"a.txt\"\r\n\r\nanna@example.org\r\n--part--\r\n", Multipart);
        await walk.Step("refused.users.form.broken", "PATCH", $"users/{anna}", "--part\r\nContent-Disposition", Multipart);

        static string Part(string name, string value) => $"--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
    }

    /// <summary>A home whose position is known is a place, for the other dialects too; and goes with the user.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task A_home_is_a_place(Engine engine)
    {
        await using var house = await ConnectHouse.Open(engine);
        var (id, user) = await EvEnergyFixture.MadeUser(house, $$"""{"default_location":{{Home}}}""");
        var walk = await house.EnodeWalk();
        await walk.Step("enode.locations", "GET", $"users/{id}/locations");
        await walk.Step("enode.user.erase", "DELETE", $"users/{id}");
        await (await house.EvEnergyWalk()).Step("refused.user.erased", "GET", $"users/{user}");
    }

    [Fact]
    public async Task What_is_not_sound_is_refused()
    {
        await using var house = await ConnectHouse.Open();
        var (_, user) = await EvEnergyFixture.MadeUser(house);
        var walk = await house.EvEnergyWalk();
        await walk.Step("refused.no-token", "GET", "users", anonymous: true);
        await walk.Step("refused.user.me", "GET", "users/me");
        await walk.Step("refused.user.prefix", "GET", $"users/vhcl{user[4..]}");
        await walk.Step("refused.user.foreign", "GET", "users/user01HN2NJ9NMRZBXT1H6FT9N7735");
        await walk.Step("refused.expand", "GET", $"users/{user}?expand=vehicles");
        await walk.Step("refused.page-size", "GET", "users?page_size=101");
        await walk.Step("refused.page-after", "GET", "users?page_after=user01HN2NJ9NMRZBXT1H6FT9N7735");
        await walk.Step("refused.email", "POST", "users", """{"email":"anna"}""");
        await walk.Step("refused.home", "PATCH", $"users/{user}", """{"default_location":{"city":"Cologne"}}""");
        await walk.Step("refused.address", "GET", "programs");
    }
}
