using System.Text.Json;

namespace Busbar.Tests.Ground;

/// <summary>What a test measured, kept as JSON in <c>artifacts/figures</c>; <c>./test.sh</c> prints those of its run.</summary>
public static class Figures
{
    /// <param name="name">The file's name, without its end.</param>
    /// <param name="figures">An object with a property for each figure.</param>
    public static void Tell(string name, object figures)
    {
        var folder = Directory.CreateDirectory(Repository.Path("artifacts", "figures"));
        File.WriteAllText(Path.Combine(folder.FullName, name + ".json"), JsonSerializer.Serialize(figures, JsonSerializerOptions.Web) + "\n");
    }
}
