using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.Enode;

/// <summary>Of which day or month of the inverter's calendar the production is asked.</summary>
/// <param name="Day">Null for the whole month.</param>
public sealed record InverterStatisticsQuery(int Year, int Month, int? Day) : IBindableFromHttpContext<InverterStatisticsQuery>, IEndpointParameterMetadataProvider
{
    private const int FirstYear = 1969, LastYear = 2999;

    public static ValueTask<InverterStatisticsQuery?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<InverterStatisticsQuery?>(new(
        Read(context, "year", FirstYear, LastYear) ?? throw new Refused(Fault.Missing("year", $"The value is a year from {FirstYear} to {LastYear}.")),
        Read(context, "month", 1, 12) ?? throw new Refused(Fault.Missing("month", "The value is a month from 1 to 12.")), Read(context, "day", 1, 31)));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("year", "integer", "By the inverter's calendar.", "int32", IsRequired: true, Min: FirstYear, Max: LastYear));
        builder.Metadata.Add(new QueryParameter("month", "integer", "By the inverter's calendar.", "int32", IsRequired: true, Min: 1, Max: 12));
        builder.Metadata.Add(new QueryParameter("day", "integer", "The day of the month, told by quarters of an hour. The whole month, by days, where it is left out.", "int32", Min: 1, Max: 31));
    }

    private static int? Read(HttpContext context, string name, int least, int most) => context.Request.One(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => throw new Refused(Fault.Invalid(name, $"The value is a whole number from {least} to {most}.")),
    };
}
