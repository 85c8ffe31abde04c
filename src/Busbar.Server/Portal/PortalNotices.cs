using Busbar.Server.LinkPages;

namespace Busbar.Server.Portal;

/// <summary>What the portal says where there is nothing else to show. It speaks to developers, in English.</summary>
internal static class PortalNotices
{
    public static readonly Notice LinkOver = new(
        Tone.Bad, "This link does not work any more", "Each link to the webhook portal lets one browser in, once, within ten minutes.", "Ask the API for a new one, and open it at once.");

    public static readonly Notice Over = new(
        Tone.Plain, "You are not signed in", "A visit to the webhook portal lasts an hour, and begins with a link from the API.", "Ask the API for a new link, and open it in this browser.");

    public static readonly Notice Left = new(Tone.Good, "You are signed out", "This browser has no access to your webhooks any more.", "Ask the API for a new link to come back.");

    public static readonly Notice NoEndpoint = new(Tone.Bad, "There is no such endpoint", "It was removed, or never was one of yours.", "Go back to the list of your endpoints.");

    public static readonly Notice NoDelivery = new(Tone.Bad, "There is no such delivery", "Deliveries are kept for seven days.", "Go back to the endpoint.");

    public static readonly Notice BadForm = new(Tone.Bad, "This form cannot be read", "Something in it is much too long, or was not entered on our page. Nothing was done.", "Go back, and enter it once more.");
}
