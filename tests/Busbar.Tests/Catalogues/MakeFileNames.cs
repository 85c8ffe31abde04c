using Busbar.Core.Catalogues;

namespace Busbar.Tests.Catalogues;

/// <summary>How the file of a make is named: <c>mercedes-benz.yaml</c>, <c>skoda.yaml</c>.</summary>
internal static class MakeFileNames
{
    public static string Of(string make) => $"{string.Join('-', make.Split([' ', '-', '.', '&'], StringSplitOptions.RemoveEmptyEntries).Select(NameWords.Joined))}.yaml";
}
