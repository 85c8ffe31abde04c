using System.Globalization;
using System.Reflection;
using Busbar.Core.Basics;
using Busbar.Core.Devices;
using Busbar.Core.Statistics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.Enode;

/// <summary>Of which assets, where and when the consumption is asked.</summary>
public sealed record StatisticsQuery(DateTimeOffset Start, DateTimeOffset End, Guid? LocationId, Guid? Id, DeviceGroup Group)
    : IBindableFromHttpContext<StatisticsQuery>, IEndpointParameterMetadataProvider
{
    private static readonly IReadOnlyDictionary<string, DeviceGroup> types =
        new Dictionary<string, DeviceGroup> { ["charger"] = DeviceGroup.Chargers, ["vehicle"] = DeviceGroup.Cars, ["hvac"] = DeviceGroup.HeatPumps };

    public ChargingQuestion Of(Guid userId) => new(userId, Group, Id, LocationId, Start, End);

    public static ValueTask<StatisticsQuery?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult<StatisticsQuery?>(Read(context));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("startDate", "string", "The start of the time span. It is taken back to a whole quarter of an hour.", "date-time", IsRequired: true));
        builder.Metadata.Add(new QueryParameter("endDate", "string", "The end of the time span, taken on to a whole quarter of an hour. Now, where it is left out.", "date-time"));
        builder.Metadata.Add(new QueryParameter("locationId", "string", "Only what was consumed at this location.", "uuid"));
        builder.Metadata.Add(new QueryParameter("id", "string", "Only what this asset consumed.", "uuid"));
        builder.Metadata.Add(new QueryParameter("type", "string", "Which assets.", IsRequired: true, Choices: [.. types.Keys]));
    }

    internal static StatisticsQuery Read(HttpContext context)
    {
        var request = context.Request;
        var start = request.Time("startDate") ?? throw new Refused(Fault.Missing("startDate", $"The value is {Times.FormInAddress}."));
        var end = request.Time("endDate") ?? context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (end <= start)
            throw new Refused(request.One("endDate") is null ? Fault.Invalid("startDate", "The start must lie in the past, where no end is given.") : Fault.Invalid("endDate", "The end must lie after the start."));
        var (location, id) = (request.Id("locationId"), request.Id("id"));
        return request.One("type") switch
        {
            null => throw new Refused(Fault.Missing("type", $"The value is one of {string.Join(", ", types.Keys)}.")),
            var type when types.TryGetValue(type, out var group) => new StatisticsQuery(start, end, location, id, group),
            _ => throw new Refused(Fault.Invalid("type", $"The value is one of {string.Join(", ", types.Keys)}.")),
        };
    }
}

/// <summary>In which buckets it is asked.</summary>
/// <param name="Offset">Whose days; null where nobody said.</param>
public sealed record StatisticsBuckets(BucketLength Length, TimeSpan? Offset) : IBindableFromHttpContext<StatisticsBuckets>, IEndpointParameterMetadataProvider
{
    private const double MostHours = 14;

    public static ValueTask<StatisticsBuckets?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var resolution = context.Request.One("resolution") switch
        {
            null => StatisticsResolution.Day,
            var text when EnumWords<StatisticsResolution>.Read(text) is { } known => known,
            _ => throw new Refused(Fault.Invalid("resolution", $"The value is one of {string.Join(", ", EnumWords<StatisticsResolution>.All)}.")),
        };
        return ValueTask.FromResult<StatisticsBuckets?>(new StatisticsBuckets(LengthOf(resolution), ReadOffset(context)));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("utcOffset", "number", "Hours that the days begin before those of UTC; without effect below DAY, or where a location is asked for, whose days they are then."));
        builder.Metadata.Add(new QueryParameter("resolution", "string", "How long a bucket is.", Default: "DAY", Choices: EnumWords<StatisticsResolution>.All));
    }

    private static TimeSpan? ReadOffset(HttpContext context) => context.Request.One("utcOffset") switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && Math.Abs(hours) <= MostHours =>
            TimeSpan.FromMinutes(Math.Round(hours * 60)),
        _ => throw new Refused(Fault.Invalid("utcOffset", $"The value is a number of hours from -{MostHours} to {MostHours}.")),
    };

    private static BucketLength LengthOf(StatisticsResolution resolution) => resolution switch
    {
        StatisticsResolution.QuarterHour => BucketLength.QuarterHour,
        StatisticsResolution.HalfHour => BucketLength.HalfHour,
        StatisticsResolution.Hour => BucketLength.Hour,
        StatisticsResolution.Day => BucketLength.Day,
        StatisticsResolution.Week => BucketLength.Week,
        StatisticsResolution.Month => BucketLength.Month,
        StatisticsResolution.Year => BucketLength.Year,
    };
}
