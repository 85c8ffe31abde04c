using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Catalogues;

/// <summary>A catalogue that comes with the program: one file for each make, beside the binary.</summary>
internal static class MakeFolder
{
    public static string Packaged(string catalogue) => Path.Combine(AppContext.BaseDirectory, catalogue, "makes");

    /// <param name="what">What the catalogue lists: <c>vehicles</c>.</param>
    /// <exception cref="InvalidOperationException">A file is damaged: the first thing that is wrong, with file and line.</exception>
    public static IReadOnlyList<TMake> Open<TMake>(string folder, string what, Func<string, Taken, (TMake? Make, IReadOnlyList<Finding> Findings)> read) where TMake : class
    {
        var taken = new Taken();
        var makes = new List<TMake>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var (make, findings) = read(File.ReadAllText(file), taken);
            if (findings is [var first, ..]) throw new InvalidOperationException($"The packaged {what} are damaged: {first.In(Path.GetFileName(file))}");
            makes.Add(make!);
        }
        return makes;
    }
}
