using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Busbar.Server.Setup;

/// <summary>Under which addresses we are reached. Known once the server listens.</summary>
public sealed class Addresses(IServer server, BusbarOptions options)
{
    /// <summary>What browsers and devices use; no trailing slash.</summary>
    public string Public => options.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? Own;

    /// <summary>The same for what dials in by web socket: <c>wss://busbar.example.org</c>.</summary>
    public string Socket => "ws" + Public["http".Length..];

    /// <summary>What we ourselves use, past every proxy.</summary>
    public string Own => own ??= Find();

    private string? own;

    /// <summary>The one callback address of a brand.</summary>
    public string Callback(string brand) => $"{Public}/callback/{brand}";

    public string Link(string token) => $"{Public}/link/{token}";

    /// <summary>Where users agree that an application acts as them.</summary>
    public string Authorize => Public + "/evenergy/o/authorize/";

    public string SignIn(string token) => $"{Public}/sign-in/{token}";

    public string Guide(string token) => $"{Public}/link/guide/{token}";

    public string Portal(string token) => $"{Public}/portal/open/{token}";

    /// <summary>
    /// The link pages' cookie is bound to its host and to https; browsers make an exception for loopback alone. On any other plain
    /// http address a sign-in could be stolen on its way, so the pages refuse to start.
    /// </summary>
    public bool CanHoldCookies => Public is var url && (url.StartsWith("https://", StringComparison.Ordinal) || BusbarOptions.IsLoopback([url]));

    private string Find()
    {
        var bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? throw new InvalidOperationException("The server does not listen yet.");
        var uri = new Uri(bound.Replace("://*", "://127.0.0.1").Replace("://+", "://127.0.0.1").Replace("://[::]", "://127.0.0.1").Replace("://0.0.0.0", "://127.0.0.1"));
        return uri.GetLeftPart(UriPartial.Authority);
    }
}
