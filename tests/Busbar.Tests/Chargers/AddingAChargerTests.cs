using Busbar.Tests.Ground;
using Busbar.Vendors.Catalogues;
using Busbar.Vendors.Chargers;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Tests.Chargers;

/// <summary>docs/adding-a-charger.md is true.</summary>
public sealed class AddingAChargerTests
{
    private static readonly string page = File.ReadAllText(Repository.Path("docs", "adding-a-charger.md"));

    private static string Example => page.Split("```")[1]["yaml\n".Length..];

    [Fact]
    public void Its_example_is_good()
    {
        var (make, findings) = ChargerMakeFile.Read(Example, new Taken());
        Assert.Equal("", string.Join('\n', findings.Select(finding => finding.In("example"))));
        Assert.Equal(2, make!.Models.Count);
    }

    [Fact]
    public void Its_example_has_every_key_that_there_is()
    {
        var words = Example.Split([' ', '\n', ':', ',', '{', '}', '[', ']']).ToHashSet();
        var shapes = Shapes.All.Where(shape => shape.Key.StartsWith("catalogueCharger", StringComparison.Ordinal)).ToList();
        Assert.Equal(6, shapes.Count);
        Assert.Empty(shapes.SelectMany(shape => shape.Value.All).Except(words));
    }
}
