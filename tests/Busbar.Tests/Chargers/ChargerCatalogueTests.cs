using Busbar.Core.Catalogues;
using Busbar.Core.Chargers;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;
using Busbar.Vendors.Chargers;

namespace Busbar.Tests.Chargers;

public sealed class ChargerCatalogueTests
{
    private static readonly ChargerCatalogue catalogue = ChargerFiles.Open();

    [Theory]
    [InlineData("easee home", "Easee Home")]
    [InlineData("pulsar plus", "Wallbox Pulsar Plus")]
    [InlineData("wallbox copper", "Wallbox Copper SB")]
    [InlineData("zappi", "myenergi zappi")]
    [InlineData("goe gemini", "go-e Charger Gemini")]
    [InlineData("go-eCharger HOME+", "go-e Charger HOME+")]
    [InlineData("homefix", "go-e Charger HOMEfix")]
    [InlineData("zaptec go 2", "Zaptec Go 2")]
    [InlineData("ALFEN eve single s line", "Alfen Eve Single S-line")]
    [InlineData("p30 x", "KEBA KeContact P30 x-series")]
    [InlineData("skoda iv charger connect+", "Škoda iV Charger Connect+")]
    [InlineData("simpson and partners home 7", "Simpson & Partners Home 7")]
    [InlineData("syncev compact", "Sync EV Compact")]
    [InlineData("GLB+", "Garo GLB+")]
    public void Typed_words_find_the_model_first(string typed, string found) => Assert.Equal(found, FullName(catalogue.Search(typed)[0]));

    [Theory]
    [InlineData("easee pulsar")]
    [InlineData("ulsar")]
    [InlineData("tesla model 3")]
    public void A_word_that_begins_no_word_of_a_name_finds_nothing(string typed) => Assert.Empty(catalogue.Search(typed));

    [Fact]
    public void A_make_finds_its_models_and_no_words_find_all()
    {
        Assert.Equal(catalogue.Makes.Single(make => make.Name == "Zaptec").Models.ToHashSet(), catalogue.Search("zaptec").ToHashSet());
        Assert.Equal(catalogue.Makes.Sum(make => make.Models.Count), catalogue.Search(" ").Count);
    }

    [Fact]
    public void The_full_name_of_each_model_finds_it_first_however_it_is_written() => Assert.All(catalogue.Makes.SelectMany(make => make.Models), model =>
    {
        foreach (var typed in (string[])[FullName(model), FullName(model).ToUpperInvariant(), string.Join(' ', NameWords.Of(FullName(model))), NameWords.Joined(FullName(model))])
            Assert.Equal(FullName(model), FullName(catalogue.Search(typed)[0]));
    });

    [Fact]
    public void Whatever_begins_the_name_of_a_model_finds_it_among_others() => Assert.All(catalogue.Makes.SelectMany(make => make.Models), model =>
    {
        var name = FullName(model);
        for (var length = 1; length <= name.Length; length++) Assert.Contains(model, catalogue.Search(name[..length]));
    });

    [Theory]
    [InlineData("ChargePoint")]
    [InlineData("EO")]
    [InlineData("SyncEV")]
    [InlineData("EnelX")]
    [InlineData("Easee")]
    [InlineData("Wallbox")]
    [InlineData("Zaptec")]
    public void A_maker_that_others_know_by_a_name_of_theirs_is_found_by_it(string name) =>
        Assert.Single(catalogue.Makes, make => make.Also.Append(make.Name).Any(one => NameWords.Joined(one) == NameWords.Joined(name)));

    [Theory]
    [InlineData("easee", "Home", "Home")]
    [InlineData("easee", "Easee Charge", "Charge")]
    [InlineData("easee", "Charge Lite 22 kW", "Charge Lite")]
    [InlineData("wallbox", "Pulsar Plus 7.4 kW", "Pulsar Plus")]
    [InlineData("wallbox", "PULSAR_MAX", "Pulsar Max")]
    [InlineData("Wallbox Chargers", "CopperSB", "Copper SB")]
    [InlineData("zaptec", "Zaptec Go", "Go")]
    [InlineData("zaptec", "Go2", "Go 2")]
    [InlineData("go-e", "go-eCharger HOMEfix 11 kW", "Charger HOMEfix")]
    [InlineData("go-e", "Charger Gemini flex 22", "Charger Gemini flex")]
    [InlineData("Alfen BV", "Eve Single Pro-line DE", "Eve Single Pro-line")]
    [InlineData("KEBA AG", "KC-P30", null)]
    [InlineData("KEBA AG", "P30 c-series", "KeContact P30 c-series")]
    [InlineData("SMA", "EVC22-3AC-10", "EV Charger")]
    [InlineData("ABB", "TAC-W11-G5-R-0", "Terra AC")]
    [InlineData("Garo", "GLB+", "GLB+")]
    [InlineData("tinkerforge", "WARP3 Charger Pro", "WARP3 Pro")]
    [InlineData("alfen", "Eve Single", null)]
    [InlineData("wallbox", "Commander", null)]
    [InlineData("tesla", "Wall Connector", null)]
    [InlineData("hypervolt", "Home 3", null)]
    [InlineData("easee", "Pulsar Plus", null)]
    [InlineData("easee", "Easee", null)]
    [InlineData("easee", "", null)]
    [InlineData("ocpp", "Pulsar Plus", null)]
    [InlineData("", "Home", null)]
    public void A_vendors_text_names_a_model_or_none(string brand, string text, string? model) => Assert.Equal(model, catalogue.Of(brand, text)?.Name);

    [Theory]
    [InlineData("zaptec", "In the garage", "Zaptec Go", "Go")]
    [InlineData("ocpp", "Alfen BV", "Eve Single S-line", "Eve Single S-line")]
    [InlineData("ocpp", "Wallbox Chargers", "Pulsar Max", "Pulsar Max")]
    [InlineData("ocpp", "Virtual", "Eve Single S-line", null)]
    [InlineData("ocpp", null, "Eve Single S-line", null)]
    [InlineData("zaptec", "Zaptec", null, null)]
    public void A_linked_charger_is_named_by_its_brand_or_by_the_maker_that_it_tells(string brand, string? name, string? text, string? model) => Assert.Equal(model, catalogue.Of(
        new Device(Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, DeviceKind.ChargePoint, brand, "1", null, name, text, null, null, [], DateTimeOffset.UnixEpoch))?.Name);

    [Fact]
    public void Each_model_is_what_its_own_names_name() => Assert.All(catalogue.Makes.SelectMany(make => make.Models.SelectMany(model => model.Also.Append(model.Name).Select(name => (make, model, name)))), one =>
        Assert.Equal(one.model.Id, catalogue.Of(one.make.Name, one.name)?.Id));

    [Fact]
    public void All_is_found_by_its_id_and_nothing_by_another()
    {
        Assert.All(catalogue.Makes, make =>
        {
            Assert.Same(make, catalogue.Make(make.Id));
            Assert.All(make.Models, model => Assert.Equal((true, make.Id), (ReferenceEquals(model, catalogue.Model(model.Id)), model.MakeId)));
        });
        Assert.Equal((null, null), (catalogue.Make(Guid.Empty), catalogue.Model(Guid.Empty)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_has_it_at_hand_and_links_a_charger_of_it_in_the_sandbox(Engine engine)
    {
        await using var house = await House.Open(engine);
        var chargers = house.Get<ChargerCatalogue>();
        Assert.Same(chargers, house.Get<ChargerCatalogue>());
        Assert.All(chargers.Makes.Where(make => make.Brand is not null), make =>
            Assert.True(house.Get<IVendors>().Find(Realm.Sandbox, make.Brand!)!.Brand.Kinds.ContainsKey(DeviceKind.ChargePoint)));
    }

    private static string FullName(ChargerModel model) => $"{catalogue.Make(model.MakeId)!.Name} {model.Name}";
}
