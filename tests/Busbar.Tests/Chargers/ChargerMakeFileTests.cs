using Busbar.Core.Basics;
using Busbar.Core.Chargers;
using Busbar.Core.Devices;
using Busbar.Tests.Catalogues;
using Busbar.Vendors;
using Busbar.Vendors.Catalogues;
using Busbar.Vendors.Chargers;
using Busbar.Vendors.Recipes;

namespace Busbar.Tests.Chargers;

public sealed class ChargerMakeFileTests
{
    private const string MakeId = "01M81XTET0P057P2YVAA1YQ7MY", PlusId = "01M81XTET0R181JFZJ3D3WT7N3", TwoId = "01M81XTET0E3A50SAMR3FSV642";

    public static readonly TheoryData<string> Packaged = [.. Directory.EnumerateFiles(ChargerFiles.PackagedFolder).Select(file => Path.GetFileName(file))];

    /// <summary>A whole file, line by line, with every key that there is.</summary>
    private static readonly string[] whole =
    [
        $"id: {MakeId}", "name: Škarge", "also: [Skarge AB]", "brand: skarge", "models:",
        $"  - id: {PlusId}", "    name: Home Plus", "    also: [Home 2, HP22]",
        "    connectors:", "      - { type: Type2, cable: true, source: https://example.org/cable }", "      - { type: Type2, cable: false, source: https://example.org/socket }", "      - { type: CCS, source: https://example.org/ccs }",
        "    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }",
        "    meter: { inside: true, source: https://example.org/meter }",
        "    connections:", "      - { type: OCPP16, source: https://example.org/ocpp }", "      - { type: Cloud, source: https://example.org/api }",
        $"  - id: {TwoId}", "    name: Box",
    ];

    [Theory]
    [MemberData(nameof(Packaged))]
    public void Each_packaged_file_is_good(string file)
    {
        var (make, findings) = ChargerMakeFile.Read(File.ReadAllText(Path.Combine(ChargerFiles.PackagedFolder, file)), new Taken());
        Assert.Equal("", string.Join('\n', findings.Select(finding => finding.In(file))));
        Assert.Equal(file, MakeFileNames.Of(make!.Name));
    }

    [Fact]
    public void All_of_them_are_good_together()
    {
        var catalogue = ChargerFiles.Open();
        var models = catalogue.Makes.SelectMany(make => make.Models).ToList();
        Assert.Equal(Packaged.Count, catalogue.Makes.Count);
        Assert.True(catalogue.Makes.Count > 100);
        Assert.True(models.Count > 350);
        Assert.True(models.Count(model => model.Power is not null) > 15);
        Assert.True(models.Count(model => model.Connections.Count > 0) > 30);
    }

    [Fact]
    public void Each_brand_that_links_chargers_has_its_make_and_no_make_names_another()
    {
        var brands = CatalogueFile.Read(File.ReadAllText(Path.Combine(VendorList.PackagedFolder, "catalogue.yaml"))).Brands.Where(brand => brand.Kinds.ContainsKey(DeviceKind.ChargePoint)).Select(brand => brand.Id);
        Assert.Equal(brands.Order(), ChargerFiles.Open().Makes.Select(make => make.Brand).OfType<string>().Order());
    }

    [Fact]
    public void What_a_file_says_is_what_is_read()
    {
        var (make, findings) = ChargerMakeFile.Read(string.Join('\n', whole), new Taken());
        Assert.Empty(findings);
        Assert.Equal(("Škarge", "skarge", Ulid.Read(MakeId)), (make!.Name, make.Brand, make.Id));
        Assert.Equal(["Skarge AB"], make.Also);
        var (plus, box) = (make.Models[0], make.Models[1]);
        Assert.Equal((make.Id, Ulid.Read(PlusId), "Home Plus"), (plus.MakeId, plus.Id, plus.Name));
        Assert.Equal((new ChargerPower(22_000, 32, 3), true), (plus.Power, plus.HasMeter));
        Assert.Equal(["Home 2", "HP22"], plus.Also);
        Assert.Equal([new(ChargerConnectorType.Type2, true), new(ChargerConnectorType.Type2, false), new(ChargerConnectorType.CCS, null)], plus.Connectors);
        Assert.Equal([ChargerConnection.OCPP16, ChargerConnection.Cloud], plus.Connections);
        Assert.Equal((null, null, 0, 0), (box.Power, box.HasMeter, box.Connectors.Count, box.Connections.Count));
    }

    [Theory]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { watts: 7000, amps: 32, phases: 1, source: https://example.org/power }")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { amps: 16, source: https://example.org/power }")]
    [InlineData("    meter: { inside: true, source: https://example.org/meter }", "    meter: { inside: false, source: https://example.org/meter }")]
    [InlineData("    name: Box", "    name: Home")]
    [InlineData("    name: Box", "    name: Home Plus+")]
    public void What_may_be_said_otherwise_is_good(string line, string instead) => Assert.Empty(ChargerMakeFile.Read(With(line, instead), new Taken()).Findings);

    [Theory]
    [InlineData($"id: {MakeId}", "id: 01m81xtet0p057p2yvaa1yq7my", "`id` is the 26 characters")]
    [InlineData($"  - id: {TwoId}", $"  - id: {PlusId}", "is the id of another")]
    [InlineData("    name: Box", "    name: home 2", "is the name of another")]
    [InlineData("    name: Box", "    name: \"#\"", "neither a letter nor a digit")]
    [InlineData("    name: Box", "    nam: Box", "Unknown key `nam`")]
    [InlineData("      - { type: CCS, source: https://example.org/ccs }", "      - { type: CCS }", "`source` is missing")]
    [InlineData("      - { type: CCS, source: https://example.org/ccs }", "      - { type: Type3, source: https://example.org/ccs }", "`Type3` is not known")]
    [InlineData("      - { type: CCS, source: https://example.org/ccs }", "      - { type: Type2, cable: true, source: https://example.org/ccs }", "One of `connectors` stands here twice")]
    [InlineData("      - { type: CCS, source: https://example.org/ccs }", "      - { type: CCS, cable: maybe, source: https://example.org/ccs }", "`cable` is true or false")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { watts: 22000, amps: 32, phases: 3 }", "`source` is missing")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { watts: 22000, source: http://example.org/power }", "`source` is the https address")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { watts: 22000, source: the leaflet }", "`source` is the https address")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { source: https://example.org/power }", "`power` has `watts`, `amps` or `phases`")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { watts: 22, source: https://example.org/power }", "`watts` is a whole number")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { watts: 22000, amps: 32, phases: 1, source: https://example.org/power }", "`watts` is not what 32 A on 1 phases")]
    [InlineData("    power: { watts: 22000, amps: 32, phases: 3, source: https://example.org/power }", "    power: { watts: 11000, amps: 32, phases: 3, source: https://example.org/power }", "`watts` is not what 32 A on 3 phases")]
    [InlineData("    meter: { inside: true, source: https://example.org/meter }", "    meter: { inside: true }", "`source` is missing")]
    [InlineData("    meter: { inside: true, source: https://example.org/meter }", "    meter: true", "Here belongs a block")]
    [InlineData("      - { type: Cloud, source: https://example.org/api }", "      - { type: Cloud }", "`source` is missing")]
    [InlineData("      - { type: Cloud, source: https://example.org/api }", "      - { type: Modbus, source: https://example.org/api }", "`Modbus` is not known")]
    [InlineData("      - { type: Cloud, source: https://example.org/api }", "      - { type: OCPP16, source: https://example.org/api }", "One of `connections` stands here twice")]
    [InlineData("      - { type: Cloud, source: https://example.org/api }", "      - { type: None, source: https://example.org/api }", "`None` stands alone")]
    public void What_is_wrong_is_told_with_its_line(string line, string instead, string message)
    {
        var at = Array.IndexOf(whole, line);
        var (make, findings) = ChargerMakeFile.Read(With(line, instead), new Taken());
        Assert.Null(make);
        Assert.Contains(findings, finding => Math.Abs(finding.Line - 1 - at) <= 3 && finding.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_make_with_no_model_is_refused() => Assert.Contains(
        ChargerMakeFile.Read($"id: {MakeId}\nname: A\nmodels: []", new Taken()).Findings, finding => finding is { Line: 3 } && finding.Message.Contains("one model", StringComparison.Ordinal));

    [Fact]
    public void A_broken_file_is_named_with_its_line()
    {
        var folder = Directory.CreateTempSubdirectory("busbar-makes-").FullName;
        try
        {
            File.WriteAllLines(Path.Combine(folder, "a.yaml"), whole);
            Assert.Single(ChargerFiles.Open(folder).Makes);
            File.WriteAllLines(Path.Combine(folder, "b.yaml"), whole.Select((line, index) => index == 1 ? "name: Other" : line));
            var thrown = Assert.Throws<InvalidOperationException>(() => ChargerFiles.Open(folder));
            Assert.Contains($"The packaged chargers are damaged: b.yaml:1:5: `{MakeId}` is the id of another", thrown.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string With(string line, string instead) => string.Join('\n', whole.Select(one => one == line ? instead : one));
}
