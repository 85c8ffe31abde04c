using System.Text;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Busbar.Tests.Hostile;

/// <summary>What a face might do wrong with bad input.</summary>
public enum Plant { Fails, TellsMore, WritesAndRefuses, NamesNoField, ForgetsItsEnvelope, TellsOfTheInside, TakesAnything }

/// <summary>A fault between the face and its callers, in what is told of nominal powers.</summary>
public static class Planted
{
    private const string Words = """{"errors":[{"code":"FieldInvalid","description":"Something in the request is not what belongs there.","message":"@"}]}""";

    public static Action<IServiceCollection> Into(Plant plant) => services => services.AddSingleton<IStartupFilter>(new Filter(plant));

    private sealed class Filter(Plant plant) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(inner => context => context.Request.Path.Value!.EndsWith("/nominal-power", StringComparison.Ordinal) ? Spoil(context, inner) : inner(context));
            next(app);
        };

        private async Task Spoil(HttpContext context, RequestDelegate inner)
        {
            var real = context.Response.Body;
            using var held = new MemoryStream();
            context.Response.Body = held;
            await inner(context);
            context.Response.Body = real;
            var text = Encoding.UTF8.GetString(held.ToArray());
            var isRefusal = text.Contains("\"value: ", StringComparison.Ordinal);
            var (status, told) = plant switch
            {
                Plant.Fails when isRefusal => (500, Words.Replace("@", "value: It broke.")),
                Plant.TellsMore when context.Response.StatusCode == 200 => (200, text.Replace("{", "{\"secret\":1,")),
                Plant.NamesNoField when isRefusal => (400, Words.Replace("@", "Something is wrong.")),
                Plant.ForgetsItsEnvelope when isRefusal => (400, """{"title":"Bad Request"}"""),
                Plant.TellsOfTheInside when isRefusal => (400, Words.Replace("@", "value: System.FormatException.")),
                Plant.TakesAnything when isRefusal => (200, """{"unit":"W","value":1}"""),
                _ => (context.Response.StatusCode, text),
            };
            if (plant is Plant.WritesAndRefuses && isRefusal) await Write(context.RequestServices);
            context.Response.StatusCode = status;
            context.Response.ContentLength = null;
            await context.Response.WriteAsync(told);
        }

        private static async Task Write(IServiceProvider services)
        {
            var (ids, time) = (services.GetRequiredService<Ids>(), services.GetRequiredService<TimeProvider>());
            await services.GetRequiredService<Database>().Write(db => AdministratorTable.Add(db, ids.New(), ids.New(), time.GetUtcNow()));
        }
    }
}
