using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.Enode;

/// <summary>One page of a list, newest first.</summary>
/// <param name="Data">The items of this page.</param>
public sealed record Paginated<T>(IReadOnlyList<T> Data, Pagination Pagination);

/// <param name="After">What the next page, of older items, is asked for with; null on the last.</param>
/// <param name="Before">What the page before, of newer items, is asked for with; null on the first.</param>
public sealed record Pagination(string? After, string? Before);

/// <summary>Which page of a list is asked for, and how the answer is cut into one.</summary>
public sealed class EnodePage : IBindableFromHttpContext<EnodePage>, IEndpointParameterMetadataProvider
{
    public const int DefaultSize = 50, LargestSize = 100;
    private const string SizeName = "pageSize", AfterName = "after", BeforeName = "before";

    private readonly HttpContext context;
    private readonly int size;
    private readonly Cursor? after, before;

    private EnodePage(HttpContext context)
    {
        this.context = context;
        size = context.Request.One(SizeName) switch
        {
            null => DefaultSize,
            // What the API itself clamps is not refused.
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given >= 1 => Math.Min(given, LargestSize),
            _ => throw new Refused(Fault.Invalid(SizeName, $"The value is a whole number from 1; a page has at most {LargestSize} items.")),
        };
        (after, before) = (Read(AfterName), Read(BeforeName));
        if (after is not null && before is not null) throw new Refused(Fault.Invalid(BeforeName, $"Send {AfterName} or {BeforeName}, not both."));
    }

    /// <summary>What to look up: one more than is shown tells whether the list goes on.</summary>
    public ListSlice Slice => new(after, before, size + 1);

    public Paginated<T> Cut<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, Cursor> place, Func<TRow, T> show)
    {
        var goesOn = rows.Count > size;
        var shown = before is null ? rows.Take(size).ToList() : rows.Skip(rows.Count - Math.Min(size, rows.Count)).ToList();
        // Whoever comes from one side knows that there is something on it.
        var (older, newer) = before is null ? (goesOn, after is not null) : (true, goesOn);
        return new Paginated<T>(
            [.. shown.Select(show)],
            new Pagination(older && shown.Count > 0 ? Token(place(shown[^1])) : null, newer && shown.Count > 0 ? Token(place(shown[0])) : null));
    }

    public static ValueTask<EnodePage?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<EnodePage?>(new EnodePage(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter(SizeName, "integer", $"How many items a page has at most; more than {LargestSize} are not given.", "int32", Default: DefaultSize, Min: 1));
        builder.Metadata.Add(new QueryParameter(AfterName, "string", "The page after this place: pagination.after of the page before it."));
        builder.Metadata.Add(new QueryParameter(BeforeName, "string", "The page before this place: pagination.before of the page after it."));
    }

    private Cursor? Read(string name)
    {
        if (context.Request.One(name) is not { } token) return null;
        return Tokens.Read(Identity.Of(context), List, token) is { } place && Places.Read(place) is { } cursor ? cursor
            : throw new Refused(Fault.Invalid(name, "This is not a cursor of this list. Use one that came with a page of it, or leave it out for the first page."));
    }

    private string Token(Cursor place) => Tokens.Of(Identity.Of(context), List, Places.Write(place.At, place.Id));

    private PageTokens Tokens => context.RequestServices.GetRequiredService<PageTokens>();

    private string List => context.Request.Path.Value!.TrimEnd('/').ToLowerInvariant();
}
