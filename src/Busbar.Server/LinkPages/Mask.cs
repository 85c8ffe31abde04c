namespace Busbar.Server.LinkPages;

/// <summary>
/// Enough of a value for its owner to know it by, and no more: links travel by mail, and others may open them.
/// </summary>
public static class Mask
{
    private const int Shown = 4;

    /// <summary>The last four characters; of a short value at most half.</summary>
    public static string Ending(string value) => value[^Math.Min(Shown, value.Length / 2)..];

    /// <summary>The first letter and the host.</summary>
    public static string Email(string address) =>
        address.LastIndexOf('@') is > 0 and var at ? address[0] + "•••" + address[at..] : "•••";
}
