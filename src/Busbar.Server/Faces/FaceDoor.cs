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
        face.Greet(context);
        try
        {
            if (context.GetEndpoint()?.Metadata is { } about && about.GetMetadata<Face>() is not null) await LetIn(context, about.GetMetadata<OpenToStrangers>() is not null, next);
            else
            {
                if (face.AlwaysTells) await Tell(context);
                await next(context);
            }
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

    private async Task LetIn(HttpContext context, bool isOpen, RequestDelegate next)
    {
        if (isOpen && context.Request.Headers.Authorization.Count == 0)
        {
            await Count(context, null, next);
            return;
        }
        if ((await identity.Find(context, face.TakesUsers)).Fault is { } stranger)
        {
            if (face.AlwaysTells) await Tell(context);
            await Say(context, face.Refuse(stranger));
            return;
        }
        var caller = Identity.Of(context);
        using var place = crowd.Enter(caller);
        if (!place.IsAcquired) await TurnAway(context, TimeSpan.FromSeconds(1), face.Refuse(StatusCodes.Status429TooManyRequests));
        else await Count(context, caller, next);
    }

    private async Task Count(HttpContext context, Client? caller, RequestDelegate next)
    {
        if (await Take(context, caller) is { } wait)
            await TurnAway(context, wait, face.Refuse(new Fault(FaultKind.TooManyRequests, string.Create(CultureInfo.InvariantCulture, $"This application may make no more requests in this hour. Try again in {wait.TotalSeconds} seconds."))));
        else if (UuidsInPath.Check(context) is { } bad) await Say(context, face.Refuse(bad));
        else if (await face.Admit(context) is { } amiss) await Say(context, face.Refuse(amiss));
        else await next(context);
    }

    /// <summary>How long the caller has to wait; null where the request counts and goes on.</summary>
    private async ValueTask<TimeSpan?> Take(HttpContext context, Client? caller)
    {
        var (name, limit) = Limit(context, caller);
        if (limit is not > 0)
        {
            TellUnlimited(context);
            return null;
        }
        var quota = await limits.Take(name, limit.Value);
        face.Tell(context, quota);
        return quota.RetryAfter;
    }

    /// <summary>Tells how the limit stands, and counts nothing.</summary>
    private async Task Tell(HttpContext context)
    {
        var caller = (await identity.Find(context, face.TakesUsers)).Fault is null ? Identity.Of(context) : null;
        if (Limit(context, caller) is (var name, > 0 and var limit)) face.Tell(context, limits.Look(name, limit));
        else TellUnlimited(context);
    }

    // Applications that read the headers find them, whatever the operator set: a limit that is never reached.
    private void TellUnlimited(HttpContext context)
    {
        if (face is { AlwaysTells: true, HourlyRequests: { } usual }) face.Tell(context, new Quota(usual, usual));
    }

    private (string Name, int? Limit) Limit(HttpContext context, Client? caller) => caller is null
        ? ("ip:" + context.Connection.RemoteIpAddress, face.HourlyRequestsOfStrangers)
        : (face.CountedAs(context, caller), caller.HourlyRequests ?? face.HourlyRequests);

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
