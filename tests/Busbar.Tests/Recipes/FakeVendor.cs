using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Web;

namespace Busbar.Tests.Recipes;

/// <summary>A vendor's cloud that answers what was planned, in that order for each address, and throws on everything else.</summary>
internal sealed class FakeVendor : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<Heard, HttpResponseMessage>>> plans = [];

    /// <summary>What was asked, in order.</summary>
    public List<Heard> Calls { get; } = [];

    /// <summary>Plans one answer to <c>GET https://host/path?query</c>.</summary>
    public FakeVendor On(string call, string json, int status = 200, Action<HttpResponseHeaders>? headers = null) => On(call, _ =>
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        headers?.Invoke(response.Headers);
        return response;
    });

    public FakeVendor On(string call, Func<Heard, HttpResponseMessage> answer)
    {
        if (!plans.TryGetValue(call, out var queue)) plans[call] = queue = new();
        queue.Enqueue(answer);
        return this;
    }

    /// <summary>Nothing that was planned is left over.</summary>
    public void AllAsked() => Assert.All(plans, plan => Assert.True(plan.Value.Count == 0, $"{plan.Key} was planned {plan.Value.Count} times more."));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var heard = new Heard($"{request.Method} {request.RequestUri!.AbsoluteUri}", request.RequestUri, request.Headers.NonValidated.ToDictionary(h => h.Key, h => h.Value.ToString()), body,
            request.Content?.Headers.ContentType?.MediaType);
        lock (Calls)
        {
            Calls.Add(heard);
            if (!plans.TryGetValue(heard.Call, out var queue) || !queue.TryDequeue(out var answer)) throw new InvalidOperationException($"Nobody planned {heard.Call}");
            return answer(heard);
        }
    }
}

/// <summary>A call as the vendor heard it.</summary>
internal sealed record Heard(string Call, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body, string? BodyType)
{
    public IReadOnlyDictionary<string, string> Form => Values(HttpUtility.ParseQueryString(Body));

    public IReadOnlyDictionary<string, string> Query => Values(HttpUtility.ParseQueryString(Address.Query));

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    private static Dictionary<string, string> Values(System.Collections.Specialized.NameValueCollection values) => values.AllKeys.ToDictionary(key => key!, key => values[key]!);
}
