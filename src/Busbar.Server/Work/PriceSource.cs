using System.Net;
using System.Text;
using Busbar.Server.Setup;

namespace Busbar.Server.Work;

/// <summary>The address that the operator named for market prices. It is dialled as written, and nowhere else: redirects are not followed.</summary>
public sealed class PriceSource(BusbarOptions options) : IDisposable
{
    private const int Longest = 32 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All })
    {
        Timeout = Patience, MaxResponseContentBufferSize = Longest,
    };

    public bool IsSet => options.PricesUrl is not null;

    /// <exception cref="HttpRequestException">It did not answer with prices.</exception>
    /// <exception cref="TaskCanceledException">It took too long.</exception>
    public async Task<string> Fetch(CancellationToken stop)
    {
        using var answer = await http.GetAsync(options.PricesUrl, stop);
        if (answer.StatusCode is not HttpStatusCode.OK) throw new HttpRequestException($"It answered {(int)answer.StatusCode}.");
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(stop));
    }

    public void Dispose() => http.Dispose();
}
