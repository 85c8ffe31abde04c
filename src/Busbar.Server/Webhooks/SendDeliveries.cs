using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Busbar.Core.Ports;
using Busbar.Server.Setup;

namespace Busbar.Server.Webhooks;

/// <summary>Posts to addresses that tenants have given. They are dialled at public addresses only, as they resolve at that moment; no redirect is followed and no proxy asked.</summary>
public sealed class SendDeliveries : ISendDeliveries, IDisposable
{
    private const int MostOfAnswer = 4 * 1024;
    private static readonly string userAgent = $"Busbar/{typeof(SendDeliveries).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    private readonly HttpMessageInvoker http;
    private readonly Names names;
    private readonly TimeProvider time;
    private readonly bool allowPrivate;

    public SendDeliveries(BusbarOptions options, Names names, TimeProvider time)
    {
        (this.names, this.time, allowPrivate) = (names, time, options.AllowPrivateTargets);
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = Dial,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxConnectionsPerServer = 8, MaxResponseHeadersLength = 64,
        });
    }

    public string? Objection(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || url.Any(c => c is <= ' ' or '\\' or >= '\x7f')) return "This is not an address such as https://example.org/webhooks.";
        if (uri.Scheme is not "https" && !(allowPrivate && uri.Scheme is "http")) return "The address has to begin with https://.";
        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0) return "The address holds a user name or a fragment. Leave them out; a header of your own can carry a secret.";
        return !allowPrivate && (uri.IsLoopback || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && !PublicAddress.Is(address))) ? "The address lies in a private network." : null;
    }

    public async Task<DeliveryAnswer> Post(string url, IEnumerable<(string Name, string Value)> headers, ReadOnlyMemory<byte> body, TimeSpan patience, CancellationToken stop)
    {
        if (Objection(url) is { } objection) return Nothing(objection);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var late = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            var said = await Beginning(response, either.Token);
            return new DeliveryAnswer(status, response.IsSuccessStatusCode ? null : $"It answered {status}.", said, [.. response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")]);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return Nothing($"It did not answer within {patience.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Nothing(Words(e));
        }
    }

    public void Dispose() => http.Dispose();

    private async ValueTask<Stream> Dial(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var found = await names.Resolve(context.DnsEndPoint.Host, stop);
        var allowed = allowPrivate ? found : [.. found.Where(PublicAddress.Is)];
        if (allowed.Length == 0) throw new NotPublic(found.Length == 0 ? "Its host name has no address." : "Its host lies in a private network.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // What is longer is left on the wire, and the connection closed.
    private static async Task<string> Beginning(HttpResponseMessage response, CancellationToken stop)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var bytes = new byte[MostOfAnswer];
        return Encoding.UTF8.GetString(bytes, 0, await stream.ReadAtLeastAsync(bytes, MostOfAnswer, throwOnEndOfStream: false, stop));
    }

    private static DeliveryAnswer Nothing(string trouble) => new(null, trouble, "", []);

    private static string Words(Exception e) => e switch
    {
        { InnerException: NotPublic why } => why.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its host name is not known.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "There is no secure connection: its certificate or protocol was refused.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "There is no connection to it.",
        _ => "The connection broke off.",
    };

    private sealed class NotPublic(string message) : IOException(message);
}
