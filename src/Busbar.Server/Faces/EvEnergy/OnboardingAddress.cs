using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>Where a browser goes at the end of an onboarding.</summary>
internal static class OnboardingAddress
{
    public const string Name = "redirect_uri";

    /// <summary>Where an application wants them all; null where it has not said so, or the address left its list since: then the end is a page of ours.</summary>
    public static string? Of(Client client) => client.OnboardingReturn is { } address && ReturnAddress.IsAllowed(address, client.ReturnAddresses) ? address : null;

    /// <summary>The one that was asked for. Its host decides, as the API has it: any path of an address that the application registered will do.</summary>
    public static Result<string> Read(Client client, string asked) =>
        ReturnAddress.IsAllowed(asked, client.ReturnAddresses) || SharesOrigin(asked, [.. client.ReturnAddresses, .. client.OnboardingReturn is { } own ? [own] : Array.Empty<string>()]) ? asked
        : Fault.Invalid(Name, "This address is at none of the places that the application may send browsers back to. Its operator adds it there.");

    private static bool SharesOrigin(string asked, IReadOnlyList<string> registered) =>
        Uri.TryCreate(asked, UriKind.Absolute, out var wanted) && wanted.Scheme is "https" or "http"
        && ReturnAddress.IsAllowed(asked, [.. registered.Select(one => Uri.TryCreate(one, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.GetLeftPart(UriPartial.Authority) : null).OfType<string>()]);
}
