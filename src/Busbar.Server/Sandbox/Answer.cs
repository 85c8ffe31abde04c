using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox;

/// <summary>Answers of the sandbox cloud: always with a body, never kept by a cache.</summary>
internal static class Answer
{
    public static IResult Ok(object body) => Json(StatusCodes.Status200OK, body);

    public static IResult Json(int status, object body) => Results.Json(body, HomeJson.Options, statusCode: status);

    /// <summary>The wire's one word for what is wrong.</summary>
    public static IResult Error(int status, string error) => Json(status, new { error });

    public static IResult Error(int status, string error, string message, string? field = null) => Json(status, new { error, message, field });
}
