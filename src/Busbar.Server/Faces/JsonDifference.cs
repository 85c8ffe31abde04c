using System.Text.Json.Nodes;

namespace Busbar.Server.Faces;

/// <summary>What differs between two JSON objects of one shape.</summary>
public static class JsonDifference
{
    /// <summary>The members that differ, each as a path with dots; lists and values are compared whole.</summary>
    public static IReadOnlyList<string> Of(JsonObject was, JsonObject now)
    {
        var paths = new List<string>();
        Collect(was, now, "", paths);
        return paths;
    }

    private static void Collect(JsonObject was, JsonObject now, string path, List<string> paths)
    {
        foreach (var (name, value) in now)
        {
            var before = was[name];
            if (value is JsonObject inner && before is JsonObject innerBefore) Collect(innerBefore, inner, $"{path}{name}.", paths);
            else if (!JsonNode.DeepEquals(before, value)) paths.Add(path + name);
        }
    }
}
