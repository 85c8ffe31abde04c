using Busbar.Vendors.Recipes;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Tests.Recipes;

/// <summary>docs/adding-a-brand.md is true.</summary>
public sealed class AddingABrandTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recipes", "adding-a-brand.md"));

    [Fact]
    public void Its_example_is_good()
    {
        var example = Page.Split("```")[1]["yaml\n".Length..];
        Assert.Equal("", string.Join('\n', BrandsCheck.Check(example).Findings.Select(finding => finding.In("example"))));
    }

    [Fact]
    public void It_names_every_key_and_every_word_for_trouble()
    {
        var words = Page.Split([' ', '\n', '`', ':', ',', '{', '}', '[', ']', '(', ')', '|', ';', '.']).ToHashSet();
        Assert.Empty(Shapes.All.Where(shape => !shape.Key.StartsWith("catalogue", StringComparison.Ordinal)).SelectMany(shape => shape.Value.All).Except(words));
        Assert.Empty(Enum.GetValues<Trouble>().Select(Names.Snake).Except(words));
    }
}
