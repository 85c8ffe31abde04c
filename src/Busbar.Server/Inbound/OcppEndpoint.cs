using System.Globalization;
using Busbar.Vendors.Ocpp;
using Microsoft.Net.Http.Headers;

namespace Busbar.Server.Inbound;

/// <summary>
/// <c>/ocpp/{stationId}</c>: where charging stations dial in. Who they are is settled before the upgrade: without a credential
/// that opens a station there is no socket.
/// </summary>
public static partial class OcppEndpoint
{
    private const string Subprotocol = "ocpp1.6";

    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder routes)
    {
        var outlet = routes.ServiceProvider.GetRequiredService<OcppOutlet>();
        var stopping = routes.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        var pipeline = routes.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        var logger = routes.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OcppEndpoint));
        pipeline.Run(context => Answer(context, outlet, logger, stopping));
        return routes.Map("/ocpp/{stationId}", pipeline.Build()).WithDisplayName("OCPP");
    }

    private static async Task Answer(HttpContext context, OcppOutlet outlet, ILogger logger, CancellationToken stopping)
    {
        var identity = (string)context.GetRouteValue("stationId")!;
        // A forwarded address is what anybody may write: the line's own end counts.
        var knock = await outlet.Gate.Check(identity, context.Request.Headers.Authorization, context.Connection.RemoteIpAddress);
        if (knock is Knock.TooMany { Wait: var wait })
        {
            await Delay(context, StatusCodes.Status429TooManyRequests, wait, "There were too many wrong passwords. Try again later.");
            return;
        }
        if (knock is not Knock.Opened { StationId: var stationId })
        {
            Log.Refused(logger, StationSignIn.IsIdentity(identity) ? identity : "no identity at all", context.Connection.RemoteIpAddress);
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Basic realm=\"ocpp\", charset=\"UTF-8\"";
            await Refuse(context, StatusCodes.Status401Unauthorized, "Give the station's identity as user name, and its password.");
            return;
        }
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, "This address is for WebSockets.");
            return;
        }
        if (context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(offered => offered.Equals(Subprotocol, StringComparison.OrdinalIgnoreCase)) is not { } chosen)
        {
            await Refuse(context, StatusCodes.Status400BadRequest, $"The subprotocol must be {Subprotocol}.");
            return;
        }
        if (outlet.Gate.Upgrade() is { } later)
        {
            await Delay(context, StatusCodes.Status503ServiceUnavailable, later, "Too many stations dial in at once. Try again later.");
            return;
        }
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = chosen,
            KeepAliveInterval = outlet.Options.PingInterval,
            KeepAliveTimeout = outlet.Options.PongTimeout,
        });
        // The socket may stay for weeks. What it came with is not needed any more, the credential least of all.
        context.Request.Headers.Clear();
        await outlet.Serve(socket, stationId, stopping);
    }

    private static Task Delay(HttpContext context, int status, TimeSpan wait, string reason)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refuse(context, status, reason);
    }

    private static Task Refuse(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n");
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A station that calls itself {Identity} could not sign in from {Address}")]
        public static partial void Refused(ILogger logger, string identity, System.Net.IPAddress? address);
    }
}
