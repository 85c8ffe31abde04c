using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Ports;
using Busbar.Vendors;
using Dapper;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Recipes;

/// <summary>What the operator registered at brands.</summary>
public sealed class BrandAppsTests : Stores
{
    private static readonly Guid Tenant = new("018f0000-0000-7000-8000-000000000001");
    private static readonly Vault Vault = new(new MasterKey(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef")));


    [Theory, OnSqlite, OnPostgres]
    public async Task Values_come_back_as_they_were_and_stand_sealed(Engine engine)
    {
        var database = await Open(engine);
        var apps = Apps(database);
        await apps.Set("acme", new Dictionary<string, string> { ["clientId"] = "busbar", ["clientSecret"] = "very-secret" });
        Assert.Equal("very-secret", (await apps.Find(Realm.Production, "acme", Tenant))!["clientSecret"]);
        Assert.Null(await apps.Find(Realm.Production, "other", Tenant));
        var row = await database.Read(db => db.QuerySingleAsync<string>("select sealed from brand_apps"));
        Assert.StartsWith("v1.", row, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", row, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_set_up_is_known_by_name_and_seen_elsewhere_after_a_reload(Engine engine)
    {
        var database = await Open(engine);
        var (here, there) = (Apps(database), Apps(database));
        await here.Set("acme", new Dictionary<string, string> { ["clientId"] = "busbar", ["clientSecret"] = "" });
        Assert.Equal(["clientId"], here.Known["acme"]);
        Assert.Empty(there.Known);
        await there.Reload();
        Assert.Equal(["clientId"], there.Known["acme"]);
        Assert.True(await there.Remove("acme"));
        Assert.False(await there.Remove("acme"));
        Assert.Null(await here.Find(Realm.Production, "acme", Tenant));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_was_moved_to_another_brand_does_not_open(Engine engine)
    {
        var database = await Open(engine);
        var apps = Apps(database);
        await apps.Set("acme", new Dictionary<string, string> { ["clientId"] = "busbar" });
        await database.Write(db => db.ExecuteAsync("update brand_apps set brand_id = 'evil'"));
        await Assert.ThrowsAsync<SealBroken>(() => apps.Find(Realm.Production, "evil", Tenant));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_sandbox_needs_no_operator(Engine engine)
    {
        var values = await Apps(await Open(engine)).Find(Realm.Sandbox, "acme", Tenant);
        Assert.Equal($"acme/{Tenant}", values!["clientId"]);
    }

    private static BrandApps Apps(Database database) =>
        new(database, Vault, HandClock.AtNoon(), (brand, tenant) => new Dictionary<string, string> { ["clientId"] = $"{brand}/{tenant}" });
}
