namespace Busbar.Tests.Ground;

/// <summary>Programs of the machine that tests lean on.</summary>
public static class Programs
{
    /// <summary>The full path of a program on the path; null where it is not installed.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    public static bool IsRoot { get; } = Environment.UserName == "root";
}
