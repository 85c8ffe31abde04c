using System.Globalization;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Limits;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces;

/// <summary>
/// A dialect that applications speak: where it stands, how its JSON looks, and how it says no. An endpoint that carries its face
/// as metadata is open only to a signed-in client.
/// </summary>
public abstract class Face
{
    /// <summary>Everything below this path is the face's own, wrong addresses included.</summary>
    public abstract string Prefix { get; }

    /// <summary>The name of its OpenAPI document.</summary>
    public abstract string Document { get; }

    public abstract JsonSerializerOptions Json { get; }

    /// <summary>What every refusal of this face looks like.</summary>
    public abstract Type RefusalType { get; }

    /// <summary>The media type of a refusal.</summary>
    public virtual string RefusalMediaType => "application/json";

    /// <summary>Whether tokens are taken that are good for one user alone. A face that does sees to it that they show nothing else.</summary>
    public virtual bool TakesUsers => false;

    /// <summary>How many requests an application may make in an hour, where nothing else was said for it; null is no limit.</summary>
    public virtual int? HourlyRequests => null;

    /// <summary>How many requests a stranger may make in an hour, by its address, where the face lets strangers in.</summary>
    public virtual int? HourlyRequestsOfStrangers => null;

    /// <summary>Whom a request is counted for.</summary>
    public virtual string CountedAs(HttpContext context, Client caller) => caller.Id.ToString("N");

    /// <summary>Whether every answer tells how the limit stands, those to strangers and to wrong addresses too.</summary>
    public virtual bool AlwaysTells => false;

    /// <summary>Puts on an answer what stands on all of this face, before anything is known of the request.</summary>
    public virtual void Greet(HttpContext context) { }

    /// <summary>What else the face wants of a request to one of its endpoints, before anything is bound; null where nothing is amiss.</summary>
    public virtual ValueTask<Fault?> Admit(HttpContext context) => ValueTask.FromResult<Fault?>(null);

    /// <summary>Tells an application that is limited how things stand, by the IETF's draft of these headers.</summary>
    public virtual void Tell(HttpContext context, Quota quota)
    {
        context.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"hour\";q={quota.Limit};w=3600");
        context.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"hour\";r={quota.Remaining}");
    }

    /// <summary>The one switch from a fault to this face's own words.</summary>
    public abstract Refusal Refuse(Fault fault);

    /// <summary>What HTTP itself refuses, before any of our code has a say: 404, 405, 413, 415; and our own trouble, 500.</summary>
    public abstract Refusal Refuse(int status);
}

/// <summary>Metadata of an endpoint that a stranger may call, without a token.</summary>
public sealed class OpenToStrangers
{
    public static readonly OpenToStrangers Here = new();

    private OpenToStrangers() { }
}

/// <summary>A no in a face's own words.</summary>
public sealed record Refusal(int Status, object Body);

/// <summary>What the caller sent cannot be bound. Binding has no other way to say no; everywhere else a fault is a value.</summary>
public sealed class Refused(Fault fault) : Exception(fault.Message)
{
    public Fault Fault => fault;
}

/// <summary>A no to what was read, in the caller's words for its fields.</summary>
internal sealed class FaceRefusal(Face face, Fault fault) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var refusal = face.Refuse(CallersWords.Say(context, fault));
        return FaceAnswer.Write(context, face, refusal);
    }
}

/// <summary>A no that is said in the face's own words already.</summary>
internal sealed class FaceNo(Face face, Refusal refusal) : IResult
{
    public Task ExecuteAsync(HttpContext context) => FaceAnswer.Write(context, face, refusal);
}

internal sealed class FaceAnswer(Face face, int status, object body) : IResult
{
    public Task ExecuteAsync(HttpContext context) => Write(context, face, status, body, "application/json");

    public static Task Write(HttpContext context, Face face, Refusal refusal) => Write(context, face, refusal.Status, refusal.Body, face.RefusalMediaType);

    private static Task Write(HttpContext context, Face face, int status, object body, string mediaType)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, body.GetType(), face.Json, mediaType + "; charset=utf-8", context.RequestAborted);
    }
}
