using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Busbar.Tests.Faces;
using Busbar.Tests.Faces.Connect;

namespace Busbar.Tests.Hostile;

/// <summary>HTTP as no client library would send it, byte by byte. What gets as far as the face is answered in its words.</summary>
public sealed class OddHttpTests(OddHttpTests.Shared shared) : IClassFixture<OddHttpTests.Shared>
{
    private const string List = "GET /connect/v1/entities HTTP/1.1\r\n", Host = "Host: localhost\r\n", Token = "Authorization: @\r\n", End = "\r\n";
    private const string Post = "POST /connect/v1/guided-onboarding-sessions HTTP/1.1\r\n" + Host + Token + "Content-Type: application/json\r\n";

    /// <summary>Whether the face answers, or the server before it: then there is no body.</summary>
    public static readonly TheoryData<string, string, int, bool> requests = new()
    {
        { "as it should be", List + Host + Token + End, 200, true },
        { "an unfinished escape", "GET /connect/v1/entities/% HTTP/1.1\r\n" + Host + Token + End, 400, true },
        { "an escape of no hex", "GET /connect/v1/entities/%zz HTTP/1.1\r\n" + Host + Token + End, 400, true },
        { "an escape of no UTF-8", "GET /connect/v1/entities/%c3%28 HTTP/1.1\r\n" + Host + Token + End, 400, true },
        { "an overlong escape", "GET /connect/v1/entities/%c0%af HTTP/1.1\r\n" + Host + Token + End, 400, true },
        { "an escaped U+0000", "GET /connect/v1/entities/%00 HTTP/1.1\r\n" + Host + Token + End, 400, false },
        { "escaped slashes", "GET /connect/v1/entities/..%2f..%2fopenapi HTTP/1.1\r\n" + Host + Token + End, 400, true },
        { "out of the API", "GET /connect/v1/entities/../../../etc/passwd HTTP/1.1\r\n" + Host + Token + End, 404, false },
        { "doubled slashes", "GET /connect//v1//entities HTTP/1.1\r\n" + Host + Token + End, 404, true },
        { "a path parameter", "GET /connect/v1/entities;x=1 HTTP/1.1\r\n" + Host + Token + End, 404, true },
        { "a broken query", "GET /connect/v1/entities?%zz&&=&pageSize HTTP/1.1\r\n" + Host + Token + End, 200, true },
        { "a query of no UTF-8", "GET /connect/v1/entities?pageSize=%ff HTTP/1.1\r\n" + Host + Token + End, 400, true },
        { "a fragment", "GET /connect/v1/entities#x HTTP/1.1\r\n" + Host + Token + End, 404, true },
        { "no host", List + Token + End, 400, false },
        { "two hosts", List + Host + Host + Token + End, 400, false },
        { "a host that is none", List + "Host: a b/c\r\n" + Token + End, 400, false },
        { "other letters in the path", "GET /CONNECT/V1/ENTITIES HTTP/1.1\r\n" + Host + End, 401, true },
        { "no token", List + Host + End, 401, true },
        { "two tokens", List + Host + Token + Token + End, 401, true },
        { "a very long token", List + Host + $"Authorization: Bearer {new string('a', 20_000)}\r\n" + End, 401, true },
        { "a token with more behind it", List + Host + "Authorization: @.x\r\n" + End, 401, true },
        { "a header too long", List + Host + Token + $"X: {new string('a', 40_000)}\r\n" + End, 431, false },
        { "too many headers", List + Host + Token + string.Concat(Enumerable.Repeat("X: 1\r\n", 200)) + End, 431, false },
        { "a request line too long", $"GET /connect/v1/entities?x={new string('a', 10_000)} HTTP/1.1\r\n" + Host + Token + End, 414, false },
        { "a header with U+0000", List + Host + Token + "X: a\0b\r\n" + End, 400, false },
        { "a header's name with a space", List + Host + Token + "X y: 1\r\n" + End, 400, false },
        { "a folded header", List + Host + Token + "X: 1\r\n 2\r\n" + End, 400, false },
        { "a small method", List.Replace("GET", "get") + Host + Token + End, 200, true },
        { "a method of one's own", List.Replace("GET", "BREW") + Host + Token + End, 405, true },
        { "TRACE", List.Replace("GET", "TRACE") + Host + Token + End, 405, true },
        { "a method in a header", List + Host + Token + "X-HTTP-Method-Override: DELETE\r\n" + End, 200, true },
        { "a length that is none", Post + "Content-Length: x\r\n" + End, 400, false },
        { "a length below zero", Post + "Content-Length: -1\r\n" + End, 400, false },
        { "two lengths", Post + "Content-Length: 2\r\nContent-Length: 3\r\n" + End + "{}", 400, false },
        { "an encoding that nobody knows", Post + "Transfer-Encoding: zip\r\n" + End + "{}", 400, false },
        { "a chunk whose size is none", Post + "Transfer-Encoding: chunked\r\n" + End + "zz\r\n{}\r\n0\r\n\r\n", 400, true },
        { "a chunk whose extension ends with a bare line feed", Post + "Transfer-Encoding: chunked\r\n" + End + "2;\n{}\r\n0\r\n\r\n", 400, true },
        { "a chunk without its end", Post + "Transfer-Encoding: chunked\r\n" + End + "2\r\n{}XX0\r\n\r\n", 400, true },
        { "sound chunks", Post + "Transfer-Encoding: chunked\r\n" + End + "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", 201, true },
        { "a body of 20 MB by its length", Post + "Content-Length: 20000000\r\n" + End, 413, true },
        { "a body that never comes", Post + "Content-Length: 2\r\n" + End, 400, true },
        { "no content type", Post.Replace("Content-Type: application/json\r\n", "") + "Content-Length: 2\r\n" + End + "{}", 415, true },
        { "two content types", Post + "Content-Type: text/plain\r\nContent-Length: 2\r\n" + End + "{}", 415, true },
        { "a GET with a body", List + Host + Token + "Content-Length: 2\r\n" + End + "{}", 200, true },
    };

    [Theory, MemberData(nameof(requests))]
    public async Task It_is_answered_all_the_same(string what, string request, int status, bool byTheFace)
    {
        var (got, body) = await shared.Send(request);
        Assert.True(status == got, $"{what}: {got} {body}");
        if (byTheFace && status >= 400) Assert.NotEmpty(TestedFace.All[0].MessageOf(JsonSerializer.Deserialize<JsonElement>(body)));
        else if (!byTheFace) Assert.Equal("", body);
        // And goes on answering.
        Assert.Equal(200, (await shared.House.Call("GET", "entities")).Status);
    }

    public sealed class Shared : IAsyncLifetime
    {
        public ConnectHouse House { get; private set; } = null!;

        public async Task<(int Status, string Body)> Send(string request)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(House.House.Url.Host, House.House.Url.Port);
            await using var stream = socket.GetStream();
            var text = request.Replace("Authorization: @", $"Authorization: {House.Http.DefaultRequestHeaders.Authorization}").Replace(Host, $"Host: {House.House.Url.Authority}\r\nConnection: close\r\n");
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var reader = new StreamReader(stream);
            var answer = await reader.ReadToEndAsync(patience.Token);
            var body = answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            return (int.Parse(answer.Split(' ')[1]), body.Contains('{') ? body[body.IndexOfAny(['{', '['])..(body.LastIndexOfAny(['}', ']']) + 1)] : body.Trim());
        }

        public async Task InitializeAsync() => House = await ConnectHouse.Open();

        public async Task DisposeAsync() => await House.DisposeAsync();
    }
}
