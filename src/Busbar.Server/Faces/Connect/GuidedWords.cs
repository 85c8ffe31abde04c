using Busbar.Core.Devices;
using Busbar.Core.Linking;
using Busbar.Core.Ports;
using Busbar.Core.Tenancy;
using Busbar.Server.Setup;

namespace Busbar.Server.Faces.Connect;

/// <summary>A guided session as Connect shows it, and back.</summary>
internal sealed class GuidedWords(IVendors vendors, Addresses addresses, GuideToken tokens, OnboardingWords requests, TimeProvider time)
{
    public static GuideOrder Order(GuidedOnboardingSessionRequest request) => new(
        Set(request.CompanyName), Set(request.Brand), request.Type is { } type ? [ConnectWords.Kind(type)] : null, Set(request.Name), request.Owner, request.CollectiveId,
        request.Properties is { } json ? json.GetRawText() : null, Set(request.ReturnUrl));

    /// <param name="link">The newest link of the session.</param>
    /// <param name="device">What came of that, where the caller sees it.</param>
    public GuidedOnboardingSession Show(GuidedSession session, Link? link, Device? device, Client caller) => new(
        session.Id, session.CompanyName, session.Brand is { } brand ? ConnectWords.Brand(vendors, caller.Realm, brand) : null,
        session.Kinds is [var kind] ? ConnectWords.Type(kind) : null, session.CreatedAt, session.ExpiresAt, session.HasExpired(time.GetUtcNow()),
        new Uri(addresses.Guide(tokens.Of(session.Id))), session.ReturnUrl, session.OwnerId, link is null ? null : requests.Show(link, device, caller));

    private static string? Set(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
