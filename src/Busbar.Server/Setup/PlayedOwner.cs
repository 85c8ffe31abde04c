using System.Net;
using System.Text.RegularExpressions;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Setup;

/// <summary>
/// An owner of the sandbox's devices, played over HTTP as a browser would: the link is opened, followed, signed in for and agreed to.
/// So what is linked by it is linked by the real thing.
/// </summary>
public sealed partial class PlayedOwner(StartLink startLink, LinkToken linkToken, Addresses addresses) : IDisposable
{
    private readonly HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>Begins the link and agrees to it. Throws <see cref="InvalidOperationException"/> or <see cref="HttpRequestException"/> where that does not come to its end.</summary>
    /// <param name="account">The name under which the owner signs in.</param>
    public async Task Link(Client client, LinkOrder order, string account, CancellationToken stop)
    {
        var link = await startLink.Start(client, order, stop);
        if (link.Fault is { } fault) throw new InvalidOperationException(fault.Message);
        if (link.Value is { IsOver: false, Consent: Core.Ports.ConsentWay.Redirect }) await Follow(addresses.Link(linkToken.Of(link.Value.Id)), account, stop);
    }

    public void Dispose() => browser.Dispose();

    /// <summary>What an owner's browser does: continue, sign in, agree, come back.</summary>
    private async Task Follow(string link, string account, CancellationToken stop)
    {
        using var pressed = await browser.PostAsync(Reach(link), new FormUrlEncodedContent([]), stop);
        var cookie = pressed.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split(';')[0] : "";
        var signIn = await browser.GetStringAsync(Reach(Target(pressed)), stop);
        using var consent = await Press(Target(pressed), signIn, ("account", account), stop);
        using var agreed = await Press(Target(pressed), await consent.Content.ReadAsStringAsync(stop), ("press", "agree"), stop);
        using var back = new HttpRequestMessage(HttpMethod.Get, Reach(Target(agreed))) { Headers = { { "Cookie", cookie } } };
        (await browser.SendAsync(back, stop)).Dispose();
    }

    private async Task<HttpResponseMessage> Press(string page, string html, (string Name, string Value) choice, CancellationToken stop)
    {
        var form = FormTag().Match(html) is { Success: true } found ? found.Groups["body"].Value : throw new InvalidOperationException("The sandbox showed no form.");
        var fields = HiddenField().Matches(form).Select(field => KeyValuePair.Create(WebUtility.HtmlDecode(field.Groups["name"].Value), WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Where(field => field.Key != choice.Name).Append(KeyValuePair.Create(choice.Name, choice.Value));
        return await browser.PostAsync(Reach(page.Split('?')[0]), new FormUrlEncodedContent(fields), stop);
    }

    private static string Target(HttpResponseMessage answer) =>
        answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"A redirect was expected, not {(int)answer.StatusCode}.");

    // The public address may lie beyond a proxy that does not let us through; and beyond ourselves there is nothing to play.
    private string Reach(string url)
    {
        var own = url.StartsWith('/') ? addresses.Own + url : url.StartsWith(addresses.Public + "/", StringComparison.Ordinal) ? addresses.Own + url[addresses.Public.Length..] : url;
        return own.StartsWith(addresses.Own + "/", StringComparison.Ordinal) ? own : throw new InvalidOperationException("Its owner signs in elsewhere, not in the sandbox.");
    }

    [GeneratedRegex("""<form[^>]*>(?<body>.*?)</form>""", RegexOptions.Singleline)]
    private static partial Regex FormTag();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""")]
    private static partial Regex HiddenField();
}
