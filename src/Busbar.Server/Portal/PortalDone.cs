using System.Globalization;

namespace Busbar.Server.Portal;

/// <summary>What a button did, as the address of the page after it says it; what was not written by us says nothing.</summary>
internal static class PortalDone
{
    public const string Added = "added", Changed = "changed", Paused = "paused", Resumed = "resumed", Rotated = "rotated", Replayed = "replayed", Recovered = "recovered", Removed = "removed";

    public static string? Say(string word) => word.Split('-') switch
    {
        [Added] => "The endpoint was added. Events go to it from now on.",
        [Changed] => "The endpoint was changed.",
        [Paused] => "The endpoint is paused. Events wait for up to seven days.",
        [Resumed] => "The endpoint is active again.",
        [Rotated] => "There is a new secret.",
        [Replayed] => "The delivery is sent once more.",
        [Removed] => "The endpoint was removed.",
        [Recovered, var count] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var events) && events <= Core.Events.RecoverDeliveries.Most => events switch
        {
            0 => "Nothing was given up in that time. What waited for its next attempt is sent now.",
            1 => "One failed delivery is sent once more.",
            Core.Events.RecoverDeliveries.Most => $"The first {events:N0} failed deliveries are sent once more. Press again for the others.",
            _ => $"{events:N0} failed deliveries are sent once more.",
        },
        _ => null,
    };
}
