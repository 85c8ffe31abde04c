using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which page of a list is asked for: the rows after or before the one of an id. The answer's <c>Link</c> header leads on.</summary>
internal sealed class EvPage : IBindableFromHttpContext<EvPage>, IEndpointParameterMetadataProvider
{
    public const int DefaultSize = 25, LargestSize = 100;
    private const string SizeName = "page_size", AfterName = "page_after", BeforeName = "page_before";

    private readonly HttpContext context;
    private readonly int size;
    private readonly string? after, before;

    private EvPage(HttpContext context)
    {
        this.context = context;
        size = SizeOf(context.Request);
        after = context.Request.One(AfterName);
        // Whoever sends both means the first.
        before = after is null ? context.Request.One(BeforeName) : null;
    }

    /// <summary>What to look up: one row more than is shown tells whether the list goes on.</summary>
    /// <param name="find">Where the row of an id stands in the list; null where the caller sees none.</param>
    public async Task<ListSlice> Slice(string prefix, Func<Guid, Task<Cursor?>> find) =>
        new(after is null ? null : await Place(AfterName, after, prefix, find), before is null ? null : await Place(BeforeName, before, prefix, find), size + 1);

    /// <summary>The page of the rows that were found, newest first; the header tells where the list goes on.</summary>
    public IReadOnlyList<T> Cut<T>(IReadOnlyList<T> rows, Func<T, string> id)
    {
        var goesOn = rows.Count > size;
        IReadOnlyList<T> shown = before is null ? [.. rows.Take(size)] : [.. rows.Skip(rows.Count - Math.Min(size, rows.Count))];
        // Whoever comes from one side knows that there is something on it.
        var (older, newer) = before is null ? (goesOn, after is not null) : (true, goesOn);
        Tell(context, newer && shown.Count > 0 ? (BeforeName, id(shown[0])) : null, older && shown.Count > 0 ? (AfterName, id(shown[^1])) : null);
        return shown;
    }

    /// <summary>The page of a list that is in memory as a whole, in its own order.</summary>
    public IReadOnlyList<T> CutOf<T>(IReadOnlyList<T> all, Func<T, string> id)
    {
        if (after is not null) return Cut([.. all.Skip(Index(all, id, AfterName, after) + 1).Take(size + 1)], id);
        if (before is null) return Cut([.. all.Take(size + 1)], id);
        var end = Index(all, id, BeforeName, before);
        return Cut([.. all.Take(end).Skip(Math.Max(0, end - size - 1))], id);
    }

    public static readonly QueryParameter SizeParameter = new(SizeName, "integer", "How many items a page has at most.", "int32", Default: DefaultSize, Min: 1, Max: LargestSize);

    public static ValueTask<EvPage?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<EvPage?>(new EvPage(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(SizeParameter);
        builder.Metadata.Add(new QueryParameter(AfterName, "string", "The page after the item of this id: as the header Link says it."));
        builder.Metadata.Add(new QueryParameter(BeforeName, "string", "The page before the item of this id; nothing where page_after stands beside it."));
    }

    /// <summary>Whether a field is one of these.</summary>
    public static bool Has(string field) => field is SizeName or AfterName or BeforeName or EvPageNumber.Name;

    private const string Nowhere = "about:blank";

    public static int SizeOf(HttpRequest request) => request.One(SizeName) switch
    {
        null => DefaultSize,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is >= 1 and <= LargestSize => given,
        _ => throw Bad(SizeName, $"The value is a whole number from 1 to {LargestSize}."),
    };

    /// <summary>Says in the answer's header where a list goes on; null for an end.</summary>
    public static void Tell(HttpContext context, (string Name, string Value)? previous, (string Name, string Value)? next) =>
        context.Response.Headers.Link = $"<{Address(context, previous)}>; rel=\"previous\", <{Address(context, next)}>; rel=\"next\"";

    private static int Index<T>(IReadOnlyList<T> all, Func<T, string> id, string name, string text)
    {
        for (var i = 0; i < all.Count; i++)
            if (id(all[i]) == text) return i;
        throw NoPlace(name);
    }

    private static async Task<Cursor> Place(string name, string text, string prefix, Func<Guid, Task<Cursor?>> find) =>
        EvId.Read(prefix, text) is { } id && await find(id) is { } place ? place : throw NoPlace(name);

    private static string Address(HttpContext context, (string Name, string Value)? place)
    {
        if (place is not var (name, value)) return Nowhere;
        var query = context.Request.Query.Where(one => one.Key is not (AfterName or BeforeName or EvPageNumber.Name)).SelectMany(one => one.Value.Select(value => KeyValuePair.Create(one.Key, value)));
        return QueryHelpers.AddQueryString(
            context.RequestServices.GetRequiredService<Addresses>().Public + context.Request.Path, query.Append(KeyValuePair.Create(name, (string?)value)));
    }

    private static Refused NoPlace(string name) => Bad(name, "There is no item of this id in the list. Follow the addresses of the header Link.");

    private static Refused Bad(string name, string message) => new(Fault.Invalid(name, message));
}
