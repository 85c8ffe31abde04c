using Busbar.Core.Vehicles;

namespace Busbar.Vendors.Vehicles;

/// <summary>The cars that come with the program: one file for each make, beside the binary.</summary>
public static class VehicleFiles
{
    /// <summary>The folder of the makes.</summary>
    public static string PackagedFolder => Path.Combine(AppContext.BaseDirectory, "Vehicles", "makes");

    /// <exception cref="InvalidOperationException">A file is damaged: the first thing that is wrong, with file and line.</exception>
    public static VehicleCatalogue Open() => Open(PackagedFolder);

    internal static VehicleCatalogue Open(string folder)
    {
        var taken = new MakeFile.Taken();
        var makes = new List<VehicleMake>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
        {
            var (make, findings) = MakeFile.Read(File.ReadAllText(file), taken);
            if (findings is [var first, ..]) throw new InvalidOperationException($"The packaged vehicles are damaged: {first.In(Path.GetFileName(file))}");
            makes.Add(make!);
        }
        return new VehicleCatalogue(makes);
    }
}
