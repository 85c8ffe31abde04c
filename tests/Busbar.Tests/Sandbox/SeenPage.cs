using System.Net;
using System.Text.RegularExpressions;

namespace Busbar.Tests.Sandbox;

/// <summary>A page as somebody without script sees it: text, and forms whose buttons can be pressed.</summary>
internal sealed partial record SeenPage(HttpStatusCode Status, string Html, Uri? Location, HttpResponseMessage Response)
{
    public static async Task<SeenPage> Of(HttpResponseMessage response) =>
        new(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location, response);

    /// <summary>Presses the button of this label, in its own form, with these fields typed in.</summary>
    public async Task<SeenPage> Press(HttpClient http, string label, Dictionary<string, string>? typed = null, string? cookie = null, string? from = null)
    {
        var form = Forms().Matches(Html).Single(f => Buttons().Matches(f.Value).Any(b => WebUtility.HtmlDecode(b.Groups["label"].Value) == label));
        var button = Buttons().Matches(form.Value).Single(b => WebUtility.HtmlDecode(b.Groups["label"].Value) == label);
        var fields = Hidden().Matches(form.Value).ToDictionary(h => h.Groups["name"].Value, h => WebUtility.HtmlDecode(h.Groups["value"].Value));
        foreach (var (name, value) in typed ?? [])
        {
            Assert.Contains($"name=\"{name}\"", form.Value);
            fields[name] = value;
        }
        if (button.Groups["name"].Success) fields[button.Groups["name"].Value] = button.Groups["value"].Value;
        var request = new HttpRequestMessage(HttpMethod.Post, form.Groups["action"].Value) { Content = new FormUrlEncodedContent(fields) };
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        if (from is not null) request.Headers.Add("Sec-Fetch-Site", from);
        return await Of(await http.SendAsync(request));
    }

    public Dictionary<string, string> Query => Location!.Query.TrimStart('?').Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));

    [GeneratedRegex("""<form method="post" action="(?<action>[^"]*)".*?</form>""", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("""<button( name="(?<name>[^"]*)" value="(?<value>[^"]*)")?( class="[^"]*")?>(?<label>[^<]*)</button>""")]
    private static partial Regex Buttons();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]*)" value="(?<value>[^"]*)">""")]
    private static partial Regex Hidden();
}
