using System.Net;
using System.Text;
using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Busbar.Tests.Faces;

public sealed class FaceDoorTests
{
    [Fact]
    public async Task Our_own_trouble_is_logged_once_and_told_without_details()
    {
        var logged = new Logged();
        await using var house = await House.Open(Engine.Sqlite, services => services.AddSingleton<IVendors, Broken>().AddSingleton<ILoggerProvider>(logged));
        using var http = await house.SignIn();
        var answer = await http.GetAsync("/connect/v1/onboarding/types");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var error = Assert.Single(JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateArray());
        Assert.Equal("InternalError", error.GetProperty("code").GetString());
        Assert.DoesNotContain(Broken.Secret, error.ToString(), StringComparison.Ordinal);
        var line = Assert.Single(logged.Errors);
        Assert.Contains(Broken.Secret, line, StringComparison.Ordinal);
        Assert.Contains("onboarding/types", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_a_length_is_cut_off_all_the_same()
    {
        await using var house = await House.Open(Engine.Sqlite, services => services.AddSingleton<IVendors, Broken>());
        using var http = await house.SignIn();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/v1/onboarding/entities")
        {
            Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"name":"{{new string('x', 1024 * 1024)}}"}"""))),
            Headers = { TransferEncodingChunked = true },
        };
        request.Content.Headers.ContentType = new("application/json");
        var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("BodyTooLarge", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_sign_in_says_no_in_the_face_s_words_too()
    {
        await using var house = await House.Open(Engine.Sqlite, services => services.AddSingleton<IVendors, Broken>());
        var wrong = await house.Http.PostAsync("/connect/v1/authentication", new StringContent("""{"clientId":"a","clientSecret":"b"}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("\"code\":\"Unauthenticated\"", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var malformed = await house.Http.PostAsync("/connect/v1/authentication", new StringContent("{"));
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        Assert.Contains("\"code\":\"FieldInvalid\"", await malformed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_addresses_are_none_of_its_business()
    {
        await using var house = await House.Open(Engine.Sqlite, services => services.AddSingleton<IVendors, Broken>());
        var answer = await house.Http.GetAsync("/connected");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A table of contents that cannot be read.</summary>
    private sealed class Broken : IVendors
    {
        public const string Secret = "the shelf fell down";

        public IReadOnlyList<IVendor> List(Realm realm) => throw new InvalidOperationException(Secret);

        public IVendor? Find(Realm realm, string brand) => null;
    }

    private sealed class Logged : ILoggerProvider, ILogger
    {
        public List<string> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) lock (Errors) Errors.Add(formatter(state, exception) + exception);
        }

        public void Dispose() { }
    }
}
