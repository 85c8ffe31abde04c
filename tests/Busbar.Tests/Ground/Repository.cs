namespace Busbar.Tests.Ground;

/// <summary>Where the source stands: the folder above the tests' own that holds the solution.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Busbar.slnx"))) return folder.FullName;
        throw new InvalidOperationException($"No Busbar.slnx in {AppContext.BaseDirectory} or above: run the tests from within the source.");
    }
}
