using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Server.Setup;
using Microsoft.AspNetCore.Http.Extensions;

namespace Busbar.Server.Faces.Connect;

/// <summary>Which page of a list is asked for, and how the answer is cut into one.</summary>
public sealed class PageRequest : IBindableFromHttpContext<PageRequest>, Microsoft.AspNetCore.Http.Metadata.IEndpointParameterMetadataProvider
{
    public const int DefaultSize = 25, LargestSize = 1_000;
    private const string SizeName = "pageSize", TokenName = "continuationToken";

    private readonly HttpContext context;
    private readonly int size;

    private PageRequest(HttpContext context)
    {
        this.context = context;
        size = context.Request.One(SizeName) switch
        {
            null => DefaultSize,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given is >= 1 and <= LargestSize => given,
            _ => throw new Refused(Fault.Invalid(SizeName, $"The value is a whole number from 1 to {LargestSize}.")),
        };
        Place = context.Request.One(TokenName) is { } token ? Tokens.Read(Identity.Of(context), List, token) ?? throw BadToken() : null;
    }

    /// <summary>Where the page before ended; null for the first page.</summary>
    public string? Place { get; }

    public Cursor? After => Place is null ? null : Places.Read(Place) ?? throw BadToken();

    /// <summary>How much to look up: one more than is shown tells whether there is a next page.</summary>
    public int Limit => size + 1;

    public Page<T> Cut<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, string> place, Func<TRow, T> show)
    {
        var next = rows.Count > size ? Tokens.Of(Identity.Of(context), List, place(rows[size - 1])) : null;
        return new Page<T>([.. rows.Take(size).Select(show)], new PageLinks(next is null ? null : AddressWith(next)), new PageMeta(next, size));
    }

    public static ValueTask<PageRequest?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<PageRequest?>(new PageRequest(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter(SizeName, "integer", "How many items a page has at most.", "int32", Default: DefaultSize, Min: 1, Max: LargestSize));
        builder.Metadata.Add(new QueryParameter(TokenName, "string", "The token that came with the page before."));
    }

    private PageTokens Tokens => context.RequestServices.GetRequiredService<PageTokens>();

    private string List => context.Request.Path.Value!.TrimEnd('/').ToLowerInvariant();

    private string AddressWith(string token)
    {
        var others = context.Request.Query.Where(parameter => !parameter.Key.Equals(TokenName, StringComparison.OrdinalIgnoreCase));
        var query = new QueryBuilder(others) { { TokenName, token } };
        return context.RequestServices.GetRequiredService<Addresses>().Public + context.Request.Path.ToUriComponent() + query;
    }

    private static Refused BadToken() => new(Fault.Invalid(TokenName, "This is not a token of this list. Use the one that came with the page before, or leave it out for the first page."));
}
