using System.Text.Json;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Tests.Recipes;

public sealed class PathToTests
{
    private const string Answer = """
        {"a":{"b":1,"c.d":2,"e f":3},"list":[{"id":7,"v":10,"t":"x.y"},{"id":"8","v":11},{"id":7,"v":12}],"rows":[[1,2],[3]],"n":null}
        """;

    [Theory]
    [InlineData("a.b", "1")]
    [InlineData("a['c.d']", "2")]
    [InlineData("a['e f']", "3")]
    [InlineData("list[0].v", "10")]
    [InlineData("list[9].v", "")]
    [InlineData("list[*].v", "10 11 12")]
    [InlineData("list[id=7].v", "10 12")]
    [InlineData("list[id=8].v", "11")]
    [InlineData("list[t=x.y].v", "10")]
    [InlineData("list[id={id}].v", "11")]
    [InlineData("list[id={nothing}].v", "")]
    [InlineData("rows[*][*]", "1 2 3")]
    [InlineData("rows[1][0]", "3")]
    [InlineData("n", "null")]
    [InlineData("a.missing.deeper", "")]
    [InlineData("a.b.deeper", "")]
    [InlineData("a[0]", "")]
    public void Leads_to(string path, string expected)
    {
        var found = PathTo.Parse(path)!.Find(JsonDocument.Parse(Answer).RootElement, Scope.Empty.With("id", "8"));
        Assert.Equal(expected, string.Join(' ', found.Select(value => value.GetRawText())));
    }

    [Fact]
    public void A_lone_dot_is_the_answer_itself() =>
        Assert.Equal(JsonValueKind.Object, PathTo.Parse(".")!.Find(JsonDocument.Parse(Answer).RootElement, Scope.Empty).Single().ValueKind);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a[")]
    [InlineData("a[]")]
    [InlineData("a[=1]")]
    [InlineData("a[x=]")]
    [InlineData("a[x]")]
    [InlineData("a['']")]
    [InlineData("a['b]")]
    [InlineData("a]b")]
    [InlineData("a b")]
    [InlineData("$.a")]
    [InlineData("a[0]b")]
    public void Is_no_path(string path) => Assert.Null(PathTo.Parse(path));
}
