using Busbar.Core.Events;
using Busbar.Server.Setup;
using static Busbar.Server.Faces.EvEnergy.EvAnswers;

namespace Busbar.Server.Faces.EvEnergy;

/// <summary>A link to the webhook portal.</summary>
/// <param name="Url">To be opened in a browser within ten minutes; it lets one in, once.</param>
public sealed record EvPortalLink(string Url);

internal static class WebhookPortal
{
    public static async Task<IResult> Open(HttpContext context, OpenPortal open, Addresses addresses) =>
        Ok(new EvPortalLink(addresses.Portal(await open.Open(EvCaller.Of(context).Client, EvEnergyEvents.Dialect))));
}
