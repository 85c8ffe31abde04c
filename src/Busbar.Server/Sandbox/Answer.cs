using Busbar.Server.Sandbox.World;

namespace Busbar.Server.Sandbox;

/// <summary>Answers of the sandbox cloud: always with a body, never kept by a cache.</summary>
internal static class Answer
{
    public static IResult Ok(object body) => Json(StatusCodes.Status200OK, body);

    public static IResult Json(int status, object body) => new Body(status, body);

    /// <summary>The wire's one word for what is wrong.</summary>
    public static IResult Error(int status, string error) => Json(status, new { error });

    public static IResult Error(int status, string error, string message, string? field = null) => Json(status, new { error, message, field });

    private sealed record Body(int Status, object Value) : IResult
    {
        public Task ExecuteAsync(HttpContext context)
        {
            context.Response.StatusCode = Status;
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return context.Response.WriteAsJsonAsync(Value, Value.GetType(), HomeJson.Options, context.RequestAborted);
        }
    }
}
