using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Cli;

public sealed class CommandsTests
{
    /// <summary>Every command that the help tells of is taken for one, and is one.</summary>
    [Fact]
    public async Task The_help_and_the_command_line_tell_of_the_same()
    {
        var told = Busbar.Server.Cli.CliText.Help.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words is ["busbar", var room, _, ..] && char.IsLower(room[0]) && words[2] != "the").Select(words => words[1]).Distinct().ToList();
        Assert.Equal(Busbar.Server.Cli.Commands.Rooms, told);
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(new PlainBrand()));
        foreach (var room in told)
        {
            Assert.True(Busbar.Server.Cli.CommandLine.IsCommand([room, "list"]));
            Assert.NotEqual(Busbar.Server.Cli.CliText.Help, (await rooms.Get<Busbar.Server.Cli.Commands>().Run([room, "nonsense"])).Text);
        }
        Assert.True(Busbar.Server.Cli.CommandLine.IsCommand(["--help"]));
        Assert.False(Busbar.Server.Cli.CommandLine.IsCommand(["--data", "x"]));
        Assert.False(Busbar.Server.Cli.CommandLine.IsCommand([]));
        Assert.Equal((2, Busbar.Server.Cli.CliText.Help), await rooms.Get<Busbar.Server.Cli.Commands>().Run(["nonsense", "list"]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_client_is_added_listed_and_revoked(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var commands = rooms.Get<Busbar.Server.Cli.Commands>();
        var (exit, text) = await commands.Run(["clients", "add", "--name", "My app", "--client-id", "my-app", "--return", "https://app.example/back", "--return=myapp:", "--brand", "Plain"]);
        Assert.True(exit == 0, text);
        var client = (await rooms.Database.Read(db => ClientTable.FindForSignIn(db, "my-app")))!.Value;
        Assert.Equal(("My app", Realm.Sandbox), (client.Client.Name, client.Client.Realm));
        Assert.Equal(["https://app.example/back", "myapp:"], client.Client.ReturnAddresses);
        Assert.Equal(["plain"], client.Client.Brands!);
        var secret = text.Split('\n').Single(line => line.StartsWith("client secret", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];
        Assert.NotNull(await rooms.Get<Busbar.Server.Setup.SignIn>().Check("my-app", secret));
        Assert.DoesNotContain(secret, client.SecretHash);

        Assert.Contains("my-app", (await commands.Run(["clients", "list"])).Text);
        Assert.Equal((0, "my-app is revoked."), await commands.Run(["clients", "revoke", "my-app"]));
        Assert.Null(await rooms.Get<Busbar.Server.Setup.SignIn>().Check("my-app", secret));
        Assert.Contains("revoked", (await commands.Run(["clients", "list"])).Text);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_client_looks_after_its_tenant_where_that_is_said(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var commands = rooms.Get<Busbar.Server.Cli.Commands>();
        Assert.Equal(0, (await commands.Run(["clients", "add", "--name", "Plain", "--tenant", "acme", "--client-id", "plain"])).Exit);
        Assert.Equal(0, (await commands.Run(["clients", "add", "--name", "First", "--tenant", "acme", "--administrator", "--client-id", "first"])).Exit);
        var first = (await rooms.Database.Read(db => ClientTable.FindForSignIn(db, "first")))!.Value.Client;
        var administrator = Assert.Single(await rooms.Database.Read(db => AdministratorTable.List(db, first.TenantId, null, 10)));
        Assert.Equal((first.Id, PrincipalKind.Client), (administrator.PrincipalId, administrator.Kind));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_owners_see_of_a_client_is_set_and_taken_away(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var commands = rooms.Get<Busbar.Server.Cli.Commands>();
        Assert.Equal(0, (await commands.Run(["clients", "add", "--name", "Plain", "--client-id", "plain", "--colour", "#1a6f4d"])).Exit);
        Assert.Equal(new ClientLook(null, "#1a6f4d"), await Look());
        Assert.Equal(0, (await commands.Run(["clients", "look", "plain", "--logo", "https://cdn.example.org/a.svg"])).Exit);
        Assert.Equal(new ClientLook("https://cdn.example.org/a.svg", "#1a6f4d"), await Look());
        foreach (var bad in new[] { "http://cdn.example.org/a.svg", "https://a;b/", "https://u@cdn.example.org/a.svg", "https://10.0.0.1/a.svg", "https://cdn.example.org/'a'" })
            Assert.Equal(2, (await commands.Run(["clients", "look", "plain", "--logo", bad])).Exit);
        Assert.Contains("Green", (await commands.Run(["clients", "look", "plain", "--logo", "", "--colour", "", "--name", "Green"])).Text);
        Assert.Equal(ClientLook.Plain, await Look());

        async Task<ClientLook> Look() => (await rooms.Database.Read(db => ClientTable.FindForSignIn(db, "plain")))!.Value.Client.Look;
    }

    [Theory]
    [InlineData("", "clients add")]
    [InlineData("clients", "clients add")]
    [InlineData("clients explode", "no command 'clients explode'")]
    [InlineData("clients add", "--name")]
    [InlineData("clients add --name", "--name needs a value")]
    [InlineData("clients add --name x --shade red", "no option --shade")]
    [InlineData("clients add --name x --colour red", "#1a6f4d")]
    [InlineData("clients add --name x --logo http://example.org/a.png", "https address of a picture")]
    [InlineData("clients look nobody --colour #1a6f4d", "no client 'nobody'")]
    [InlineData("clients add --name x --production --sandbox", "either")]
    [InlineData("clients add --name x --return http://example.org", "--return")]
    [InlineData("clients add --name x --return javascript:alert(1)", "--return")]
    [InlineData("clients add --name x --brand Nobody", "no brand 'Nobody'")]
    [InlineData("clients add --name x --client-id a:b", "--client-id")]
    [InlineData("clients revoke", "one CLIENT_ID")]
    [InlineData("clients revoke nobody", "no client 'nobody'")]
    public async Task A_mistake_is_named_and_nothing_is_written(string words, string named)
    {
        await using var rooms = await Rooms.Open(Engine.Sqlite, new OneVendor(new PlainBrand()));
        var (exit, text) = await rooms.Get<Busbar.Server.Cli.Commands>().Run(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, exit);
        Assert.Contains(named, text);
        Assert.Empty(await rooms.Database.Read(ClientTable.List));
    }
}
