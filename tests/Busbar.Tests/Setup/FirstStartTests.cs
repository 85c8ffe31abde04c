using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Setup;

public sealed class FirstStartTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_demo_application_looks_after_the_demo_tenant(Engine engine)
    {
        await using var house = await House.Open(engine);
        await house.Get<FirstStart>().Run();
        await house.Get<FirstStart>().Run();
        var demo = (await house.Get<Database>().Read(db => ClientTable.FindForSignIn(db, FirstStart.ClientId)))!.Value.Client;
        Assert.Equal([new Keeper(demo.Id, true)], await house.Get<Database>().Read(db => AdministratorTable.Keepers(db, demo.TenantId)));
    }
}
