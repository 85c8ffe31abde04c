using Busbar.Core.Prices;
using Busbar.Tests.Fakes;
using Busbar.Tests.Ground;

namespace Busbar.Tests.Cli;

public sealed class PriceCommandsTests
{
    private const string Day = PriceFile.Heading + "\nNO1,2026-03-01T00:00Z,60,NOK,0.5\nNO1,2026-03-01T02:00Z,15,NOK,-0.01\n";

    [Theory, OnSqlite, OnPostgres]
    public async Task Prices_are_imported_again_and_listed(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var commands = rooms.Get<Busbar.Server.Cli.Commands>();
        Assert.Contains("no prices", (await commands.Run(["prices", "list"])).Text);
        Assert.Equal((0, "5 quarters of an hour of NO1, from 2026-03-01 00:00Z to 2026-03-01 02:15Z."), await commands.Run(["prices", "import", "day.csv", Day]));
        var before = await EveryTable.Fingerprint(rooms.Database);
        Assert.Equal(0, (await commands.Run(["prices", "import", "day.csv", Day])).Exit);
        Assert.Empty(EveryTable.Changed(before, await EveryTable.Fingerprint(rooms.Database)));
        Assert.Contains("NO1          NOK   2026-03-01 00:00Z to 2026-03-01 02:15Z   4 quarters of an hour are missing", (await commands.Run(["prices", "list"])).Text);

        // What is told anew of a part of an hour replaces that part alone.
        Assert.Equal(0, (await commands.Run(["prices", "import", "-", PriceFile.Heading + "\nNO1,2026-03-01T00:30Z,15,NOK,0.75"])).Exit);
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal([0.5m, 0.5m, 0.75m, 0.5m], (await rooms.Database.Read(db => PriceTable.List(db, "NO1", start, start.AddHours(1)))).Select(price => price.Price.Amount));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_with_a_mistake_changes_nothing(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var commands = rooms.Get<Busbar.Server.Cli.Commands>();
        var before = await EveryTable.Fingerprint(rooms.Database);
        var (exit, text) = await commands.Run(["prices", "import", "day.csv", Day + "NO1,2026-03-01T03:00Z,60,NOK,cheap\n"]);
        Assert.Equal((2, "day.csv, line 4: 'cheap' is no price of a kilowatt-hour, such as 0.1234. Nothing was imported."), (exit, text));
        Assert.Empty(EveryTable.Changed(before, await EveryTable.Fingerprint(rooms.Database)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_place_has_an_area_until_it_is_taken_back(Engine engine)
    {
        await using var rooms = await Rooms.Open(engine, new OneVendor(new PlainBrand()));
        var commands = rooms.Get<Busbar.Server.Cli.Commands>();
        Assert.Equal((0, "Europe/Oslo lies in NO1."), await commands.Run(["prices", "area", "Europe/Oslo", "NO1"]));
        Assert.Equal(0, (await commands.Run(["prices", "area", "Europe/Oslo", "NO2"])).Exit);
        Assert.Contains("Europe/Oslo                          NO2", (await commands.Run(["prices", "list"])).Text);
        Assert.Equal(0, (await commands.Run(["prices", "area", "Europe/Oslo", "none"])).Exit);
        foreach (var (words, named) in new (string[], string)[]
        {
            (["prices", "area", "Europe/Oslo", "none"], "Nothing is said"), (["prices", "area", "Europe/Oslo", "no1"], "no price area"), (["prices", "area", "Europe/Atlantis", "NO1"], "neither"),
            (["prices", "area", "W. Europe Standard Time", "NO1"], "neither"), (["prices", "area", "0199f3a2-0000-7000-8000-000000000001", "NO1"], "neither"), (["prices", "area", "NO1"], "needs"),
            (["prices", "import"], "one FILE"), (["prices", "fetch"], "no command"), (["prices", "list", "--all=1"], "no option"),
        })
        {
            var (exit, text) = await commands.Run(words);
            Assert.Equal(2, exit);
            Assert.Contains(named, text);
        }
    }

    [Theory]
    [InlineData("ftp://prices.example.org/")]
    [InlineData("prices.csv")]
    public void An_address_that_cannot_be_fetched_is_refused_at_start(string address) =>
        Assert.Contains("BUSBAR_PRICES_URL", Assert.Throws<Busbar.Server.Setup.BadOption>(() => Busbar.Server.Setup.BusbarOptions.Read([], name => name == "BUSBAR_PRICES_URL" ? address : null)).Message);
}
