using Busbar.Core.Catalogues;
using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Core.Vehicles;
using Busbar.Tests.Ground;
using Busbar.Vendors.Vehicles;

namespace Busbar.Tests.Vehicles;

public sealed class VehicleCatalogueTests
{
    private static readonly VehicleCatalogue catalogue = VehicleFiles.Open();

    [Theory]
    [InlineData("skoda enyaq", "Škoda Enyaq")]
    [InlineData("ŠKODA ENYAQ", "Škoda Enyaq")]
    [InlineData("enyaq skoda", "Škoda Enyaq")]
    [InlineData("Citroen e-C4", "Citroën ë-C4")]
    [InlineData("citroen ec4", "Citroën ë-C4")]
    [InlineData("id4", "Volkswagen ID.4")]
    [InlineData("vw id 4", "Volkswagen ID.4")]
    [InlineData("tes mod y", "Tesla Model Y")]
    [InlineData("Model3", "Tesla Model 3")]
    [InlineData("mache", "Ford Mustang Mach-E")]
    [InlineData("zoe", "Renault ZOE")]
    [InlineData("megane electric", "Renault Mégane E-Tech Electric")]
    [InlineData("mercedes eqa", "Mercedes-Benz EQA")]
    [InlineData("330e", "BMW 3 Series Plug-in Hybrid")]
    [InlineData("e-niro", "Kia Niro EV")]
    [InlineData("smart 1", "smart #1")]
    public void Typed_words_find_the_model_first(string typed, string found) => Assert.Equal(found, FullName(catalogue.Search(typed)[0]));

    [Theory]
    [InlineData("enyaq kodiaq")]
    [InlineData("tesla golf")]
    [InlineData("nyaq")]
    public void A_word_that_begins_no_word_of_a_name_finds_nothing(string typed) => Assert.Empty(catalogue.Search(typed));

    [Fact]
    public void A_make_finds_its_models_and_no_words_find_all()
    {
        Assert.Equal(catalogue.Makes.Single(make => make.Name == "Škoda").Models.ToHashSet(), catalogue.Search("skoda").ToHashSet());
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
    [InlineData("tesla", "MODEL_3", "Model 3")]
    [InlineData("tesla", "modely", "Model Y")]
    [InlineData("tesla", "Tesla Model S P100D", "Model S")]
    [InlineData("vw", "ID.4 Pro", "ID.4")]
    [InlineData("volkswagen", "VW e-up!", "e-up!")]
    [InlineData("audi", "Q4 50 e-tron quattro", "Q4 e-tron")]
    [InlineData("audi", "Q4 Sportback 50 e-tron", "Q4 Sportback e-tron")]
    [InlineData("audi", "e-tron 55 quattro", "e-tron")]
    [InlineData("audi", "e-tron GT", "e-tron GT")]
    [InlineData("bmw", "iX xDrive40", "iX")]
    [InlineData("bmw", "iX1 xDrive30", "iX1")]
    [InlineData("bmw", "i3s 120Ah", "i3")]
    [InlineData("bmw", "330e xDrive", "3 Series Plug-in Hybrid")]
    [InlineData("hyundai", "IONIQ5", "IONIQ 5")]
    [InlineData("hyundai", "Kona Electric 64 kWh", "Kona Electric")]
    [InlineData("mercedes-benz", "EQE 350+ SUV", "EQE SUV")]
    [InlineData("mercedes-benz", "EQE 350+", "EQE")]
    [InlineData("Mercedes", "GLC 300 e 4MATIC", "GLC Plug-in Hybrid")]
    [InlineData("mini", "Cooper SE Countryman ALL4", "Countryman Plug-in Hybrid")]
    [InlineData("mini", "Cooper SE", "Cooper Electric")]
    [InlineData("renault", "Zoe R135", "ZOE")]
    [InlineData("renault", "Renault 5 E-Tech", "5 E-Tech Electric")]
    [InlineData("polestar", "2", "Polestar 2")]
    [InlineData("DS", "3 E-Tense", "DS 3 E-Tense")]
    [InlineData("byd", "SEAL U DM-i", "Seal U DM-i")]
    [InlineData("byd", "SEAL", "Seal")]
    [InlineData("volvo", "XC40 Recharge Pure Electric", "EX40")]
    [InlineData("fiat", "500 e", "500e")]
    [InlineData("honda", "e Advance", "e")]
    public void A_vendors_text_names_a_model(string brand, string text, string model) => Assert.Equal(model, catalogue.Of(brand, text)?.Name);

    [Theory]
    [InlineData("kia", "Niro")]
    [InlineData("kia", "Soul")]
    [InlineData("hyundai", "Kona")]
    [InlineData("hyundai", "IONIQ")]
    [InlineData("renault", "Megane E-Tech")]
    [InlineData("byd", "SEAL 6")]
    [InlineData("toyota", "C-HR")]
    [InlineData("toyota", "C-HR Hybrid Plus")]
    [InlineData("volvo", "XC40 Recharge")]
    [InlineData("volvo", "XC60")]
    [InlineData("nissan", "LEAF")]
    [InlineData("honda", "e:HEV")]
    [InlineData("mercedes-benz", "GLC 300 4MATIC")]
    [InlineData("tesla", "Tesla")]
    [InlineData("tesla", "")]
    [InlineData("tesla", "Model")]
    [InlineData("tesla", "Enyaq")]
    [InlineData("nobody", "Model 3")]
    [InlineData("", "Model 3")]
    public void A_text_that_is_not_sure_names_none(string brand, string text) => Assert.Null(catalogue.Of(brand, text));

    [Fact]
    public void Each_model_is_what_its_own_names_name() => Assert.All(catalogue.Makes.SelectMany(make => make.Models.SelectMany(model => model.Also.Append(model.Name).Select(name => (make, model, name)))), one =>
        Assert.Equal(one.model.Id, catalogue.Of(one.make.Name, one.name)?.Id));

    [Fact]
    public void All_is_found_by_its_id_and_nothing_by_another()
    {
        Assert.All(catalogue.Makes, make =>
        {
            Assert.Same(make, catalogue.Make(make.Id));
            Assert.All(make.Models, model => Assert.Same(model, catalogue.Model(model.Id)));
            Assert.All(make.Models.SelectMany(model => model.Trims), trim => Assert.Same(trim, catalogue.Trim(trim.Id)));
        });
        Assert.Equal((null, null, null), (catalogue.Make(Guid.Empty), catalogue.Model(Guid.Empty), catalogue.Trim(Guid.Empty)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_server_has_it_at_hand_and_links_a_car_of_it_in_the_sandbox(Engine engine)
    {
        await using var house = await House.Open(engine);
        var cars = house.Get<VehicleCatalogue>();
        Assert.Same(cars, house.Get<VehicleCatalogue>());
        var make = cars.Make(cars.Of("tesla", "Model 3")!.MakeId)!;
        Assert.True(house.Get<IVendors>().Find(Realm.Sandbox, make.Brand!)!.Brand.Kinds.ContainsKey(DeviceKind.EV));
    }

    private static string FullName(VehicleModel model) => $"{catalogue.Make(model.MakeId)!.Name} {model.Name}";
}
