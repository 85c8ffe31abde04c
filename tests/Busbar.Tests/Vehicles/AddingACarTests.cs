using Busbar.Tests.Ground;
using Busbar.Vendors.Catalogues;
using Busbar.Vendors.Recipes.Language;
using Busbar.Vendors.Vehicles;

namespace Busbar.Tests.Vehicles;

/// <summary>docs/adding-a-car.md is true.</summary>
public sealed class AddingACarTests
{
    private static readonly string[] shapes = ["Make", "Subscription", "Model", "Year", "Connector", "Trim", "Battery"];

    private static readonly string page = File.ReadAllText(Repository.Path("docs", "adding-a-car.md"));

    private static string Example => page.Split("```")[1]["yaml\n".Length..];

    [Fact]
    public void Its_example_is_good()
    {
        var (make, findings) = MakeFile.Read(Example, new Taken());
        Assert.Equal("", string.Join('\n', findings.Select(finding => finding.In("example"))));
        Assert.Equal(2, make!.Models.Count);
    }

    [Fact]
    public void Its_example_has_every_key_that_there_is()
    {
        var words = Example.Split([' ', '\n', ':', ',', '{', '}', '[', ']']).ToHashSet();
        Assert.Empty(shapes.SelectMany(shape => Shapes.All[$"catalogue{shape}"].All).Except(words));
    }
}
