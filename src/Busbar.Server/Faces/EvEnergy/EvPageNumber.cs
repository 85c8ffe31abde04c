using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Which page of a list is asked for by its number: lists that go by what is not unique are leafed through so. As <see cref="EvPage"/> is for the others.</summary>
internal sealed class EvPageNumber : IBindableFromHttpContext<EvPageNumber>, IEndpointParameterMetadataProvider
{
    public const string Name = "page";

    private readonly HttpContext context;
    private readonly int number;

    private EvPageNumber(HttpContext context)
    {
        (this.context, Size) = (context, EvPage.SizeOf(context.Request));
        number = context.Request.One(Name) switch
        {
            null => 1,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given >= 1 => given,
            _ => throw new Refused(Fault.Invalid(Name, "The value is a whole number from 1 on.")),
        };
    }

    public int Size { get; }

    /// <summary>How many rows come before the page.</summary>
    public long Skipped => (number - 1L) * Size;

    /// <summary>The page of the rows that were found, one more than is shown; the header tells where the list goes on. Null where there is no such page.</summary>
    public IReadOnlyList<T>? Cut<T>(IReadOnlyList<T> rows)
    {
        if (rows.Count == 0 && number > 1) return null;
        EvPage.Tell(context, number > 1 ? At(number - 1) : null, rows.Count > Size ? At(number + 1) : null);
        return [.. rows.Take(Size)];
    }

    /// <summary>The same of a list that is in memory as a whole.</summary>
    public IReadOnlyList<T>? CutOf<T>(IReadOnlyList<T> all) => Cut<T>(Skipped >= all.Count ? [] : [.. all.Skip((int)Skipped).Take(Size + 1)]);

    public static ValueTask<EvPageNumber?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<EvPageNumber?>(new EvPageNumber(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter(Name, "integer", "Which page, from 1 on: as the header Link says it. One that is not there is a 404.", "int32", Default: 1, Min: 1));
        builder.Metadata.Add(EvPage.SizeParameter);
    }

    private static (string, string) At(int number) => (Name, number.ToString(CultureInfo.InvariantCulture));
}
