namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which page of a log is asked for: a log's rows go by their moments, the newest first.</summary>
internal sealed class EvLogPage
{
    private const string SizeName = "page_size", AfterName = "page_after", BeforeName = "page_before", FromEnding = "__gte", ToEnding = "__lte";

    // The least that a moment can be told apart by.
    private static readonly TimeSpan moment = TimeSpan.FromMicroseconds(1);

    private static readonly DateTimeOffset lastKept = DateTimeOffset.MaxValue - moment;

    private readonly HttpContext context;
    private readonly DateTimeOffset? after, before, from, to;

    /// <param name="name">What the moments are called: <c>sampled_at</c>.</param>
    private EvLogPage(HttpContext context, string name)
    {
        this.context = context;
        Size = EvPage.SizeOf(context.Request);
        (after, from, to) = (context.Request.Time(AfterName), context.Request.Time(name + FromEnding), context.Request.Time(name + ToEnding));
        before = after is null ? context.Request.Time(BeforeName) : null;
    }

    public static EvLogPage Of(HttpContext context, string name) => new(context, name);

    public int Size { get; }

    /// <summary>What to look up lies after this, which is not part of it.</summary>
    public DateTimeOffset? Lower => from is { } first && first > DateTimeOffset.UnixEpoch ? Latest(first - moment, before) : before;

    /// <summary>And before this.</summary>
    public DateTimeOffset? Upper => to is { } last && last < lastKept ? after < last + moment ? after : last + moment : after;

    /// <summary>Whether the oldest of it are asked for: those next to the page that was read.</summary>
    public bool IsBack => before is not null;

    /// <summary>The page of the rows that were found, one more than is shown; the header tells where the log goes on.</summary>
    public IReadOnlyList<T> Cut<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset> at)
    {
        var goesOn = rows.Count > Size;
        IReadOnlyList<T> shown = IsBack ? [.. rows.Skip(rows.Count - Math.Min(Size, rows.Count))] : [.. rows.Take(Size)];
        var (older, newer) = IsBack ? (true, goesOn) : (goesOn, after is not null);
        EvPage.Tell(context, newer && shown.Count > 0 ? (BeforeName, EvTimes.Write(at(shown[0]))) : null, older && shown.Count > 0 ? (AfterName, EvTimes.Write(at(shown[^1]))) : null);
        return shown;
    }

    public static QueryParameter[] Parameters(string name) =>
    [
        new(SizeName, "integer", "How many rows a page has at most.", "int32", Default: EvPage.DefaultSize, Min: 1, Max: EvPage.LargestSize),
        new(AfterName, "string", "The page of what lies before this moment: as the header Link says it.", "date-time"),
        new(BeforeName, "string", "The page of what lies after this moment; nothing where page_after stands beside it.", "date-time"),
        new(name + FromEnding, "string", "Only rows of this moment or later.", "date-time"), new(name + ToEnding, "string", "Only rows of this moment or earlier.", "date-time"),
    ];

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is { } a && other is { } b ? a > b ? a : b : one ?? other;
}
