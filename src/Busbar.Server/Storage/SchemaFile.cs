using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Busbar.Server.Storage;

/// <summary>One numbered step of the schema, from <c>Storage/Schema/NNNN_name.sql</c>.</summary>
internal sealed partial record SchemaFile(int Number, string Name, string Sql)
{
    /// <summary>Tells whether a file is still what was applied; the end of a line may differ by checkout.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    public override string ToString() => $"{Number:0000}_{Name}";

    /// <summary>The files of this program, in order. Numbers may leave gaps.</summary>
    public static IReadOnlyList<SchemaFile> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith("Busbar.Server.Storage.Schema.", StringComparison.Ordinal))
            .Select(resource => Read(assembly, resource))
            .OrderBy(file => file.Number)];
    }

    private static SchemaFile Read(Assembly assembly, string resource)
    {
        var parts = FileName().Match(resource);
        if (!parts.Success) throw new InvalidOperationException($"{resource} is not named NNNN_name.sql.");
        using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new SchemaFile(int.Parse(parts.Groups[1].ValueSpan, CultureInfo.InvariantCulture), parts.Groups[2].Value, text.ReadToEnd());
    }

    [GeneratedRegex(@"\.(\d{4})_([a-z0-9_]+)\.sql$")]
    private static partial Regex FileName();
}
