using Busbar.Core.Basics;
using Busbar.Core.Vehicles;
using Busbar.Tests.Catalogues;
using Busbar.Vendors;
using Busbar.Vendors.Catalogues;
using Busbar.Vendors.Recipes;
using Busbar.Vendors.Vehicles;

namespace Busbar.Tests.Vehicles;

public sealed class MakeFileTests
{
    private const string Make = "01J443798BF893ZHFQVCS0FA23", Model = "01HNARS42AVJN9QWQF6J52B7MB";

    public static readonly TheoryData<string> Packaged = [.. Directory.EnumerateFiles(VehicleFiles.PackagedFolder).Select(file => Path.GetFileName(file))];

    /// <summary>A whole file, line by line, with every key that there is.</summary>
    private static readonly string[] whole =
    [
        "id: 01M816JK0H89S8RG00MT6AGPCN", "name: Škoda", "also: [Skoda Auto]", "brand: skoda",
        "subscription: { name: Connect, package: Plus, source: \"https://example.org/plan\" }",
        "models:", "  - id: 01M816JK0HVWHG4BZEHBT6SM0H", "    name: Enyaq", "    also: [Enyaq iV, Vision E]", "    type: BEV",
        "    from: { year: 2021, source: https://example.org/from }", "    to: { year: 2025, source: https://example.org/to }",
        "    connector: { type: CCS, source: https://example.org/socket }",
        "    trims:", "      - id: 01M816JK0HVWHG4BZEHBT6SM0J", "        name: iV 50", "        battery: { wattHours: 52000, usable: true, source: https://example.org/50 }",
        "      - id: 01M816JK0HVWHG4BZEHBT6SM0K", "        name: iV 60", "        battery: { wattHours: 62000, usable: false, source: https://example.org/60 }",
        "      - id: 01M816JK0HVWHG4BZEHBT6SM0M", "        name: iV 80", "        battery: { wattHours: 77000, source: https://example.org/80 }",
        "      - id: 01M816JK0HVWHG4BZEHBT6SM0N", "        name: RS",
        "  - id: 01M816JK0HVWHG4BZEHBT6SM0P", "    name: Superb iV", "    type: PHEV",
    ];

    [Theory]
    [MemberData(nameof(Packaged))]
    public void Each_packaged_file_is_good(string file)
    {
        var (make, findings) = MakeFile.Read(File.ReadAllText(Path.Combine(VehicleFiles.PackagedFolder, file)), new Taken());
        Assert.Equal("", string.Join('\n', findings.Select(finding => finding.In(file))));
        Assert.Equal(file, MakeFileNames.Of(make!.Name));
    }

    [Fact]
    public void All_of_them_are_good_together_and_their_brands_are_in_the_catalogue()
    {
        var catalogue = VehicleFiles.Open();
        var brands = CatalogueFile.Read(File.ReadAllText(Path.Combine(VendorList.PackagedFolder, "catalogue.yaml"))).Brands.Select(brand => brand.Id);
        Assert.Empty(catalogue.Makes.Select(make => make.Brand).OfType<string>().Except(brands));
        Assert.Equal(Packaged.Count, catalogue.Makes.Count);
        Assert.True(catalogue.Makes.Sum(make => make.Models.Count) > 400);
        Assert.True(catalogue.Makes.Sum(make => make.Models.Sum(model => model.Trims.Count(trim => trim.Battery is not null))) > 120);
    }

    [Fact]
    public void The_ids_that_others_know_by_heart_are_there()
    {
        var catalogue = VehicleFiles.Open();
        var make = catalogue.Make(Ulid.Read(Make)!.Value)!;
        var model = catalogue.Model(Ulid.Read(Model)!.Value)!;
        var trim = catalogue.Trim(Ulid.Read(Model)!.Value)!;
        Assert.Equal(("tesla", make.Id, model.Id), (make.Brand, model.MakeId, trim.ModelId));
        Assert.Equal(trim.Id, model.Id);
    }

    [Fact]
    public void What_a_file_says_is_what_is_read()
    {
        var (make, findings) = MakeFile.Read(string.Join('\n', whole), new Taken());
        Assert.Empty(findings);
        Assert.Equal(("Škoda", "skoda", new VehicleSubscription("Connect", "Plus"), Ulid.Read("01M816JK0H89S8RG00MT6AGPCN")), (make!.Name, make.Brand, make.Subscription, make.Id));
        Assert.Equal(["Skoda Auto"], make.Also);
        var (enyaq, superb) = (make.Models[0], make.Models[1]);
        Assert.Equal((make.Id, "Enyaq", VehicleType.BEV, 2021, 2025, ConnectorType.CCS), (enyaq.MakeId, enyaq.Name, enyaq.Type, enyaq.From, enyaq.To, enyaq.Connector));
        Assert.Equal(["Enyaq iV", "Vision E"], enyaq.Also);
        Assert.Equal(["iV 50", "iV 60", "iV 80", "RS"], enyaq.Trims.Select(trim => trim.Name));
        Assert.Equal([new(52_000, true), new(62_000, false), new(77_000, null), null], enyaq.Trims.Select(trim => trim.Battery));
        Assert.All(enyaq.Trims, trim => Assert.Equal(enyaq.Id, trim.ModelId));
        Assert.Equal((VehicleType.PHEV, null, null, null, 0), (superb.Type, superb.From, superb.To, superb.Connector, superb.Trims.Count));
    }

    [Theory]
    [InlineData("id: 01M816JK0H89S8RG00MT6AGPCN", "id: 01m816jk0h89s8rg00mt6agpcn", "`id` is the 26 characters")]
    [InlineData("id: 01M816JK0H89S8RG00MT6AGPCN", "id: 81M816JK0H89S8RG00MT6AGPCN", "`id` is the 26 characters")]
    [InlineData("  - id: 01M816JK0HVWHG4BZEHBT6SM0P", "  - id: 01M816JK0HVWHG4BZEHBT6SM0H", "is the id of another")]
    [InlineData("        name: iV 60", "        name: IV-50", "Two trims are named")]
    [InlineData("    name: Superb iV", "    name: enyaq IV", "is the name of another")]
    [InlineData("    name: Superb iV", "    name: \"#\"", "neither a letter nor a digit")]
    [InlineData("    type: PHEV", "    type: phev", "`phev` is not known")]
    [InlineData("    type: PHEV", "    typ: PHEV", "Unknown key `typ`")]
    [InlineData("    connector: { type: CCS, source: https://example.org/socket }", "    connector: { type: CCS }", "`source` is missing")]
    [InlineData("    connector: { type: CCS, source: https://example.org/socket }", "    connector: { type: Type2, source: https://example.org/socket }", "`Type2` is not known")]
    [InlineData("    connector: { type: CCS, source: https://example.org/socket }", "    connector: CCS", "Here belongs a block")]
    [InlineData("    from: { year: 2021, source: https://example.org/from }", "    from: { year: 2021 }", "`source` is missing")]
    [InlineData("    from: { year: 2021, source: https://example.org/from }", "    from: { year: 21, source: https://example.org/from }", "`year` is a whole number")]
    [InlineData("    from: { year: 2021, source: https://example.org/from }", "    from: { year: 2026, source: https://example.org/from }", "`to` is before `from`")]
    [InlineData("        battery: { wattHours: 62000, usable: false, source: https://example.org/60 }", "        battery: { wattHours: 62000 }", "`source` is missing")]
    [InlineData("        battery: { wattHours: 62000, usable: false, source: https://example.org/60 }", "        battery: { wattHours: 62, source: https://example.org/60 }", "`wattHours` is a whole number")]
    [InlineData("        battery: { wattHours: 62000, usable: false, source: https://example.org/60 }", "        battery: { wattHours: 62000, source: http://example.org/60 }", "`source` is the https address")]
    [InlineData("        battery: { wattHours: 62000, usable: false, source: https://example.org/60 }", "        battery: { wattHours: 62000, source: the brochure }", "`source` is the https address")]
    [InlineData("subscription: { name: Connect, package: Plus, source: \"https://example.org/plan\" }", "subscription: { name: Connect }", "`source` is missing")]
    public void What_is_wrong_is_told_with_its_line(string line, string instead, string message)
    {
        var at = Array.IndexOf(whole, line);
        var (make, findings) = MakeFile.Read(string.Join('\n', whole.Select((one, index) => index == at ? instead : one)), new Taken());
        Assert.Null(make);
        Assert.Contains(findings, finding => Math.Abs(finding.Line - 1 - at) <= 4 && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_make_with_no_model_is_refused() => Assert.Contains(
        MakeFile.Read($"id: {Make}\nname: A\nmodels: []", new Taken()).Findings, finding => finding is { Line: 3 } && finding.Message.Contains("one model", StringComparison.Ordinal));

    [Fact]
    public void A_broken_file_stops_the_start_and_is_named_with_its_line()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-makes-").FullName;
        try
        {
            File.WriteAllLines(Path.Combine(folder, "a.yaml"), whole);
            Assert.Single(VehicleFiles.Open(folder).Makes);
            File.WriteAllLines(Path.Combine(folder, "b.yaml"), whole.Select((line, index) => index == 1 ? "name: Other" : line));
            var thrown = Assert.Throws<InvalidOperationException>(() => VehicleFiles.Open(folder));
            Assert.Contains("b.yaml:1:5: `01M816JK0H89S8RG00MT6AGPCN` is the id of another", thrown.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
