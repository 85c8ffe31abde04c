using Busbar.Core.Devices;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes;
using Busbar.Vendors.Recipes.Language;
using Microsoft.Extensions.Logging;

namespace Busbar.Vendors;

/// <summary>A brand as <c>brands list</c> shows it.</summary>
/// <param name="SetUp">Whether everything that the operator must enter is there.</param>
/// <param name="Untried">Nobody has run it against the vendor yet.</param>
public sealed record BrandLine(string Id, string Name, Realm Realm, IReadOnlyList<DeviceKind> Kinds, bool SetUp, bool Untried);

/// <summary>
/// The table of contents. In the sandbox realm every brand of the catalogue is there, all by one recipe; in the production realm
/// those that have a recipe and what the recipe asks of the operator. Outlets that are no recipes stand in both.
/// </summary>
public sealed partial class VendorList : IVendors
{
    private readonly BrandApps apps;
    private readonly Dictionary<string, IVendor> sandbox;
    private readonly Dictionary<string, IVendor> production;

    private VendorList(BrandApps apps, IEnumerable<IVendor> sandbox, IEnumerable<IVendor> production) =>
        (this.apps, this.sandbox, this.production) = (apps, ById(sandbox), ById(production));

    /// <summary>The folder of brands that come with the program.</summary>
    public static string PackagedFolder => Path.Combine(AppContext.BaseDirectory, "Recipes");

    /// <summary>Reads the packaged brands and the operator's. A file of the operator's with the id of a packaged one stands in its place.</summary>
    /// <param name="operatorFolder">A folder of further files; null or absent for none. A file with faults is logged and left out.</param>
    /// <param name="outlets">Brands that are no recipes.</param>
    public static VendorList Open(string? operatorFolder, RecipeTools tools, BrandApps apps, IReadOnlyList<IVendor> outlets)
    {
        var log = tools.Loggers.CreateLogger<VendorList>();
        var (catalogue, findings) = CatalogueFile.Read(File.ReadAllText(Path.Combine(PackagedFolder, "catalogue.yaml")));
        if (findings is [var first, ..]) throw new InvalidOperationException($"The packaged catalogue is damaged: {first.In("catalogue.yaml")}");
        var recipes = Read(Path.Combine(PackagedFolder, "brands"), log).Concat(Read(operatorFolder, log)).ToList();
        var forAll = recipes.FirstOrDefault(recipe => recipe.Catalogue) ?? throw new InvalidOperationException("No packaged recipe serves the catalogue.");
        return new VendorList(apps,
            catalogue.Select(brand => (IVendor)RecipeVendor.Of(forAll, brand, Realm.Sandbox, tools)).Concat(outlets),
            recipes.Where(recipe => !recipe.Catalogue).SelectMany(recipe => recipe.Brands.Select(brand =>
                (IVendor)RecipeVendor.Of(recipe, new Brand(brand.Id, brand.Name, recipe.Kinds), Realm.Production, tools))).Concat(outlets));
    }

    public IReadOnlyList<IVendor> List(Realm realm) => [.. Of(realm).Values.Where(vendor => IsSetUp(realm, vendor))];

    public IVendor? Find(Realm realm, string brand)
    {
        var all = Of(realm);
        var vendor = all.GetValueOrDefault(brand) ?? all.Values.FirstOrDefault(other => string.Equals(other.Brand.Name, brand, StringComparison.OrdinalIgnoreCase));
        return vendor is not null && IsSetUp(realm, vendor) ? vendor : null;
    }

    /// <summary>Every brand of both realms, set up or not.</summary>
    public IReadOnlyList<BrandLine> Lines() =>
        [.. Enum.GetValues<Realm>().SelectMany(realm => Of(realm).Values.OrderBy(vendor => vendor.Brand.Name, StringComparer.OrdinalIgnoreCase).Select(vendor =>
            new BrandLine(vendor.Brand.Id, vendor.Brand.Name, realm, [.. vendor.Brand.Kinds.Keys], IsSetUp(realm, vendor), realm == Realm.Production && vendor is RecipeVendor { Untried: true })))];

    /// <summary>The values that the operator must enter for a brand, and whether each is a secret; null where no recipe has it.</summary>
    public IReadOnlyDictionary<string, bool>? Asked(string brandId) =>
        production.GetValueOrDefault(brandId) is RecipeVendor vendor ? vendor.App.ToDictionary(input => input.Name, input => input.Secret) : null;

    private Dictionary<string, IVendor> Of(Realm realm) => realm switch { Realm.Sandbox => sandbox, Realm.Production => production };

    private bool IsSetUp(Realm realm, IVendor vendor) => realm == Realm.Sandbox || vendor is not RecipeVendor recipe
        || recipe.App.Count == 0 || (apps.Known.TryGetValue(vendor.Brand.Id, out var names) && recipe.App.All(input => names.Contains(input.Name)));

    private static Dictionary<string, IVendor> ById(IEnumerable<IVendor> vendors)
    {
        var all = new Dictionary<string, IVendor>(StringComparer.OrdinalIgnoreCase);
        foreach (var vendor in vendors) all[vendor.Brand.Id] = vendor;
        return all;
    }

    private static IEnumerable<Recipe> Read(string? folder, ILogger log)
    {
        if (folder is null || !Directory.Exists(folder)) yield break;
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var (recipe, findings) = RecipeFile.Read(Text(file, log));
            foreach (var finding in findings) Log.LeftOut(log, finding.In(file));
            if (recipe is not null) yield return recipe;
        }
    }

    private static string Text(string file, ILogger log)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(log, file, e.Message);
            return "";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A brand is left out until its file is mended: {Finding}")]
        public static partial void LeftOut(ILogger log, string finding);

        [LoggerMessage(LogLevel.Error, "{File} cannot be read: {Why}")]
        public static partial void Unreadable(ILogger log, string file, string why);
    }
}
