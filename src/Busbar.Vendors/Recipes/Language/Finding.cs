namespace Busbar.Vendors.Recipes.Language;

/// <summary>Something wrong in a brand's file: where it stands, counted from 1, and the way out.</summary>
public sealed record Finding(int Line, int Column, string Message)
{
    /// <summary>As compilers write it, so that editors can jump there.</summary>
    public string In(string file) => $"{file}:{Line}:{Column}: {Message}";
}
