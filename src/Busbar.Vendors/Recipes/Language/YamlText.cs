using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Busbar.Vendors.Recipes.Language;

/// <summary>Reads a text as one YAML mapping without anchors, aliases and tags: what a file says stands where it is read.</summary>
internal static class YamlText
{
    private const int MostCharacters = 256 * 1024, MostDepth = 24;

    public static YamlMappingNode? Load(string text, Findings findings)
    {
        if (text.Length > MostCharacters)
        {
            findings.At(new Mark(0, 1, 1), $"The file is longer than {MostCharacters / 1024} Ki characters.");
            return null;
        }
        try
        {
            Vet(text, findings);
            if (!findings.None) return null;
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return root;
            findings.At(new Mark(0, 1, 1), "The file must be one YAML mapping, such as `id: volvo` and what follows.");
        }
        catch (YamlException e)
        {
            findings.At(e.Start, $"This is not YAML: {e.InnerException?.Message ?? e.Message}");
        }
        return null;
    }

    private static void Vet(string text, Findings findings)
    {
        var depth = 0;
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
        {
            var part = parser.Current!;
            depth += part.NestingIncrease;
            if (depth > MostDepth)
            {
                findings.At(part.Start, "This is nested too deeply.");
                return;
            }
            if (part is AnchorAlias) findings.At(part.Start, "Aliases (`*name`) are not part of the language: write it out.");
            if (part is NodeEvent { Anchor.IsEmpty: false }) findings.At(part.Start, "Anchors (`&name`) are not part of the language: write it out.");
            if (part is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } }) findings.At(part.Start, "Tags (`!name`) are not part of the language: leave it out, or quote the text.");
        }
    }
}
