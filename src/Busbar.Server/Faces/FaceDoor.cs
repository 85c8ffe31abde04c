using System.Globalization;
using Busbar.Core.Basics;
using Busbar.Core.Limits;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces;

/// <summary>
/// The outermost step of a face. It lets signed-in clients in, before anything of the request is read, and sees to it that
/// whatever goes wrong further in is said in the face's own words.
/// </summary>
public sealed partial class FaceDoor(Face face, Identity identity, Crowd crowd, HourlyLimits limits, ILogger<FaceDoor> logger)
{
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<Face>() is null) await next(context);
            else await LetIn(context, next);
            // Routing answers some by itself, with a status and nothing more.
            if (context.Response is { StatusCode: >= 400, HasStarted: false }) await Say(context, face.Refuse(context.Response.StatusCode));
        }
        catch (Refused refused) when (!context.Response.HasStarted)
        {
            await Say(context, face.Refuse(CallersWords.Say(context, refused.Fault)));
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            // A body that comes too slowly is one that could not be read, as any other.
            await Say(context, face.Refuse(bad.StatusCode is StatusCodes.Status408RequestTimeout ? StatusCodes.Status400BadRequest : bad.StatusCode));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            Log.Failed(logger, context.Request.Method, RouteOf(context), e);
            await Say(context, face.Refuse(StatusCodes.Status500InternalServerError));
        }
    }

    private async Task LetIn(HttpContext context, RequestDelegate next)
    {
        if ((await identity.Find(context)).Fault is { } stranger)
        {
            await Say(context, face.Refuse(stranger));
            return;
        }
        var caller = Identity.Of(context);
        using var place = crowd.Enter(caller);
        if (!place.IsAcquired) await TurnAway(context, TimeSpan.FromSeconds(1), face.Refuse(StatusCodes.Status429TooManyRequests));
        else if (await Count(context, caller) is { } wait)
            await TurnAway(context, wait, face.Refuse(new Fault(FaultKind.TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"This application may make no more requests in this hour. Try again in {wait.TotalSeconds} seconds."))));
        else if (UuidsInPath.Check(context) is { } bad) await Say(context, face.Refuse(bad));
        else await next(context);
    }

    /// <summary>How long the caller has to wait; null where the request counts and goes on.</summary>
    private async ValueTask<TimeSpan?> Count(HttpContext context, Client caller)
    {
        if ((caller.HourlyRequests ?? face.HourlyRequests) is not (> 0 and var limit)) return null;
        var quota = await limits.Take(caller.Id.ToString("N"), limit);
        face.Tell(context, quota);
        return quota.RetryAfter;
    }

    private Task TurnAway(HttpContext context, TimeSpan wait, Refusal refusal)
    {
        context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return Say(context, refusal);
    }

    private Task Say(HttpContext context, Refusal refusal)
    {
        if (refusal.Status == StatusCodes.Status401Unauthorized) context.Response.Headers.WWWAuthenticate = "Bearer";
        return FaceAnswer.Write(context, face, refusal);
    }

    // The pattern, not the address: an address may hold what is nobody's business.
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Method} {Route} failed")]
        public static partial void Failed(ILogger logger, string method, string route, Exception e);
    }
}
