using System.Net;
using System.Reflection;
using Busbar.Core.Ports;

namespace Busbar.Vendors;

/// <summary>
/// The one way out to vendors over HTTP. It does not follow redirects, keeps no cookies, waits only so long and reads only so
/// much. Whatever goes wrong before there is an answer becomes a <see cref="VendorFault"/> here, once; what an answer means is
/// for the brand to say.
/// </summary>
public sealed class VendorHttp(HttpMessageHandler handler, TimeProvider time)
{
    public const int MaxBodyBytes = 4 * 1024 * 1024;
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string UserAgent = $"Busbar/{typeof(VendorHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";
    private readonly HttpMessageInvoker invoker = new(handler);

    /// <summary>A handler with the settings that vendors are to be met with.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 64,
    };

    /// <summary>Sends the request once and reads the whole answer, whatever its status.</summary>
    /// <param name="request">What is asked; its address and headers never reach a log.</param>
    /// <param name="name">What operators know the call by, without ids or secrets: <c>Volvo GET /energy/v2/vehicles/{id}/state</c>.</param>
    /// <param name="changes">Whether the call may change something at the vendor: then a lost answer may mean that it happened.</param>
    /// <param name="patience">How long to wait; <see cref="Patience"/> where null.</param>
    public async Task<VendorAnswer> Send(HttpRequestMessage request, string name, bool changes, TimeSpan? patience, CancellationToken stop)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        // A request without a body is sent again in silence, up to four times, where the other end hangs up on it. An empty body
        // is one: it ends that.
        if (changes) request.Content ??= new ByteArrayContent([]);
        using var late = new CancellationTokenSource(patience ?? Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            using var response = await invoker.SendAsync(request, either.Token);
            var body = await Read(response, name, changes, either.Token);
            var now = time.GetUtcNow();
            return new VendorAnswer((int)response.StatusCode, body, now, RetryAfter.Find(response.Headers, now));
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            // Without our own clock having run out, it was the connection that did not come about in time: nothing was sent.
            throw late.IsCancellationRequested
                ? new VendorFault(VendorFaultKind.Outage, changes, $"{name}: no answer in time.", inner: e)
                : new VendorFault(VendorFaultKind.Outage, false, $"{name}: no connection in time.", inner: e);
        }
        catch (HttpRequestException e)
        {
            throw new VendorFault(VendorFaultKind.Outage, changes && !NothingWasSent(e.HttpRequestError), $"{name}: {Words(e.HttpRequestError)}", inner: e);
        }
        catch (IOException e)
        {
            throw new VendorFault(VendorFaultKind.Outage, changes, $"{name}: the answer broke off.", inner: e);
        }
        catch (InvalidDataException e)
        {
            throw new VendorFault(VendorFaultKind.BadAnswer, changes, $"{name}: the answer does not unpack.", inner: e);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> Read(HttpResponseMessage response, string name, bool changes, CancellationToken stop)
    {
        if (response.Content.Headers.ContentLength > MaxBodyBytes) throw TooLong(name, changes);
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(part, stop)) > 0;)
        {
            if (body.Length + read > MaxBodyBytes) throw TooLong(name, changes);
            body.Write(part, 0, read);
        }
        return body.ToArray();
    }

    private static VendorFault TooLong(string name, bool changes) =>
        new(VendorFaultKind.BadAnswer, changes, $"{name}: the answer is longer than {MaxBodyBytes / (1024 * 1024)} MiB.");

    private static bool NothingWasSent(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;

    private static string Words(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => "the host name is not known.",
        HttpRequestError.ConnectionError => "no connection.",
        HttpRequestError.SecureConnectionError => "no secure connection: the certificate or protocol was refused.",
        HttpRequestError.ProxyTunnelError => "the proxy did not let the call through.",
        _ => "the connection broke off.",
    };
}
