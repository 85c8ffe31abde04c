namespace Busbar.Server.Faces.Connect;

/// <summary>One page of a list.</summary>
/// <param name="Data">The items of this page.</param>
public sealed record Page<T>(IReadOnlyList<T>? Data, PageLinks Links, PageMeta Meta);

/// <param name="Next">The address of the next page; null on the last.</param>
public sealed record PageLinks(string? Next);

/// <param name="ContinuationToken">What the next page is asked for with; null on the last.</param>
/// <param name="PageSize">How many items a page has at most.</param>
public sealed record PageMeta(string? ContinuationToken, int PageSize);
