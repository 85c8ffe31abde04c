using System.Text.RegularExpressions;
using Busbar.Tests.Ground;

namespace Busbar.Tests;

/// <summary>The rules of direction that the compiler does not hold. Each is first seen to find a file that breaks it.</summary>
public sealed partial class HouseRulesTests
{
    private static readonly string[] seesVendors = ["Program.cs", "Setup/", "Inbound/", "Cli/"];

    /// <summary>The ground that all faces stand on, beside the files in <c>Faces/</c> itself.</summary>
    private static readonly string[] ground = ["OpenApi"];

    [Fact]
    public void Source_is_found() => Assert.True(Sources().Count() > 100);

    [Fact]
    public void The_core_sees_nothing_of_ours()
    {
        Assert.Equal([], Sources().Where(SeesOut).Select(source => source.Path));
        Assert.True(SeesOut(new Source("Busbar.Core/Devices/Device.cs", "using Busbar.Vendors.Recipes;")));
        Assert.True(SeesOut(new Source("Busbar.Core/Devices/Device.cs", "var x = Busbar.Server.Setup.Identity.Of(context);")));

        static bool SeesOut(Source source) => source.Path.StartsWith("Busbar.Core/", StringComparison.Ordinal) && (source.Names("Busbar.Server") || source.Names("Busbar.Vendors"));
    }

    [Fact]
    public void Outlets_see_the_core_alone()
    {
        Assert.Equal([], Sources().Where(SeesTheServer).Select(source => source.Path));
        Assert.True(SeesTheServer(new Source("Busbar.Vendors/VendorHttp.cs", "using Busbar.Server.Setup;")));

        static bool SeesTheServer(Source source) => source.Path.StartsWith("Busbar.Vendors/", StringComparison.Ordinal) && source.Names("Busbar.Server");
    }

    [Fact]
    public void Only_the_hallway_sees_outlets()
    {
        Assert.Equal([], Sources().Where(SeesOutlets).Select(source => source.Path));
        Assert.True(SeesOutlets(new Source("Busbar.Server/Faces/Connect/Entities.cs", "using Busbar.Vendors;")));
        Assert.False(SeesOutlets(new Source("Busbar.Server/Setup/Services.cs", "using Busbar.Vendors;")));

        static bool SeesOutlets(Source source) => source.Path.StartsWith("Busbar.Server/", StringComparison.Ordinal) && source.Names("Busbar.Vendors")
            && !seesVendors.Any(place => source.Path["Busbar.Server/".Length..].StartsWith(place, StringComparison.Ordinal));
    }

    [Fact]
    public void No_face_sees_another_face()
    {
        Assert.Contains("Connect", Faces());
        Assert.Equal([], Sources().Where(source => SeesAnother(source, Faces())).Select(source => source.Path));
        Assert.True(SeesAnother(new Source("Busbar.Server/Faces/Enode/Vehicles.cs", "using Busbar.Server.Faces.Connect;"), ["Connect", "Enode"]));
        Assert.True(SeesAnother(new Source("Busbar.Server/Faces/Face.cs", "using Busbar.Server.Faces.Connect;"), ["Connect"]));
        Assert.False(SeesAnother(new Source("Busbar.Server/Faces/Connect/Entities.cs", "using static Busbar.Server.Faces.Connect.ConnectAnswers;"), ["Connect"]));

        static bool SeesAnother(Source source, IEnumerable<string> faces) => source.Path.StartsWith("Busbar.Server/Faces/", StringComparison.Ordinal)
            && faces.Any(face => !source.Path.StartsWith($"Busbar.Server/Faces/{face}/", StringComparison.Ordinal) && source.Names($"Busbar.Server.Faces.{face}"));
    }

    [Fact]
    public void Sql_stands_in_tables_the_outbox_and_the_store_itself()
    {
        Assert.Equal([], Sources().Where(HoldsSql).Select(source => source.Path));
        Assert.True(HoldsSql(new Source("Busbar.Core/Linking/StartLink.cs", "db.Query(\"select id from links where id = @id\")")));
        Assert.True(HoldsSql(new Source("Busbar.Core/Linking/StartLink.cs", "db.Execute(\"\"\"\n    update links\n    set status = 'x'\n    \"\"\")")));
        Assert.False(HoldsSql(new Source("Busbar.Core/Linking/LinkTable.cs", "\"delete from links\"")));
        Assert.False(HoldsSql(new Source("Busbar.Core/Linking/StartLink.cs", "// select what to link from the list\nlinks.Select(link => $\"{link} from there\")")));

        static bool HoldsSql(Source source) => !source.Path.EndsWith("Table.cs", StringComparison.Ordinal) && !source.Path.EndsWith("/Outbox.cs", StringComparison.Ordinal)
            && !source.Path.StartsWith("Busbar.Server/Storage/", StringComparison.Ordinal) && Literals().Matches(source.Code).Any(literal => Sql().IsMatch(literal.Value));
    }

    private static IEnumerable<string> Faces() =>
        Directory.GetDirectories(Repository.Path("src", "Busbar.Server", "Faces")).Select(folder => Path.GetFileName(folder)).Except(ground);

    private static IEnumerable<Source> Sources() => Directory.EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
        .Select(file => new Source(Path.GetRelativePath(Repository.Path("src"), file).Replace('\\', '/'), File.ReadAllText(file)));

    private sealed record Source(string Path, string Text)
    {
        /// <summary>Without comments.</summary>
        public string Code => Comments().Replace(Text, "");

        public bool Names(string space) => Regex.IsMatch(Code, $@"(?<![\w.]){Regex.Escape(space)}(?!\w)") && !Regex.IsMatch(Code, $@"^namespace {Regex.Escape(space)}(?!\w)", RegexOptions.Multiline);
    }

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Literals();

    [GeneratedRegex(@"\b(select\s.+\sfrom\s|insert\s+into\s|delete\s+from\s|update\s+\w+\s+set\s|create\s+(table|index)\s)", RegexOptions.Singleline)]
    private static partial Regex Sql();
}
