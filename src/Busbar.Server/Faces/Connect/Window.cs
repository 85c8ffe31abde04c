using System.Reflection;
using Busbar.Core.Basics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Busbar.Server.Faces.Connect;

/// <summary>A span of time that is asked for; its end is not part of it.</summary>
public sealed record Window(DateTimeOffset Start, DateTimeOffset End) : IBindableFromHttpContext<Window>, IEndpointParameterMetadataProvider
{
    public static ValueTask<Window?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var start = context.Request.Time("start") ?? throw new Refused(Fault.Missing("start", $"The value is {Times.FormInAddress}."));
        var end = context.Request.Time("end");
        var window = new Window(start, end ?? context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        if (window.End <= window.Start)
            throw new Refused(end is null ? Fault.Invalid("start", "The start must lie in the past, where no end is given.") : Fault.Invalid("end", "The end must lie after the start."));
        return ValueTask.FromResult<Window?>(window);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("start", "string", "The start of the time span, in UTC.", "date-time", IsRequired: true));
        builder.Metadata.Add(new QueryParameter("end", "string", "The end of the time span, in UTC, not part of it. Now, where it is left out.", "date-time"));
    }
}

/// <summary>A span of time that is asked for, both ends of which must be told.</summary>
public sealed record WholeWindow(Window Window) : IBindableFromHttpContext<WholeWindow>, IEndpointParameterMetadataProvider
{
    public static async ValueTask<WholeWindow?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var window = await Window.BindAsync(context, parameter);
        if (context.Request.One("end") is null) throw new Refused(Fault.Missing("end", $"The value is {Times.Form}."));
        return new WholeWindow(window!);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryParameter("start", "string", "The start of the time span, in UTC.", "date-time", IsRequired: true));
        builder.Metadata.Add(new QueryParameter("end", "string", "The end of the time span, in UTC, not part of it.", "date-time", IsRequired: true));
    }
}
