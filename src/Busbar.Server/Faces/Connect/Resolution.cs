using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Busbar.Core.Basics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.Connect;

/// <summary>How long the intervals are that readings are put together by; an hour, where nothing is said.</summary>
public sealed partial record Resolution(TimeSpan Length) : IBindableFromHttpContext<Resolution>, IEndpointParameterMetadataProvider
{
    private const string Name = "resolution", Default = "PT1H";
    private static readonly TimeSpan shortest = TimeSpan.FromMinutes(1), longest = TimeSpan.FromDays(31);

    public static ValueTask<Resolution?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var text = context.Request.One(Name) ?? Default;
        if (Iso8601().Match(text) is { Success: true } iso && (iso.Groups["years"].Success || iso.Groups["months"].Success))
            throw new Refused(Fault.Invalid(Name, "Months and years are not always of one length. Ask for days, such as P1D, or for the total of each month."));
        if (Read(text) is not { } length) throw new Refused(Fault.Invalid(Name, "The value is a length of time such as PT15M, PT1H or P1D, or 00:15:00 or 1.00:00:00."));
        if (length < shortest || length > longest) throw new Refused(Fault.Invalid(Name, "An interval is from 1 minute (PT1M) to 31 days (P31D) long."));
        return ValueTask.FromResult<Resolution?>(new Resolution(length));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new QueryParameter(
        Name, "string", "The length of an interval, from 1 minute to 31 days, in ISO 8601 such as PT15M, PT1H or P1D, or as 00:15:00 or 1.00:00:00. Intervals are counted from the start of the time span; the last one ends with it.",
        Default: Default));

    /// <summary>Null where it is not one, or has months or years.</summary>
    public static TimeSpan? Read(string text) =>
        Iso8601().Match(text) is { Success: true } iso && !iso.Groups["years"].Success && !iso.Groups["months"].Success
            ? TimeSpan.FromDays(Part(iso, "weeks") * 7 + Part(iso, "days")) + TimeSpan.FromHours(Part(iso, "hours")) + TimeSpan.FromMinutes(Part(iso, "minutes")) + TimeSpan.FromSeconds(Part(iso, "seconds"))
        : Clock().IsMatch(text) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var length) ? length
        : null;

    private static int Part(Match iso, string name) => iso.Groups[name].Success ? int.Parse(iso.Groups[name].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^P(?=.)((?<years>\d{1,6})Y)?((?<months>\d{1,6})M)?((?<weeks>\d{1,6})W)?((?<days>\d{1,6})D)?(T(?=.)((?<hours>\d{1,6})H)?((?<minutes>\d{1,6})M)?((?<seconds>\d{1,6})S)?)?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso8601();

    [GeneratedRegex(@"^(\d{1,6}\.)?\d{2}:\d{2}:\d{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
