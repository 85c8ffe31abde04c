using Busbar.Core.Devices;

namespace Busbar.Core.Interventions;

/// <summary>What people have to do before a device can be read and told things.</summary>
public static class OpenInterventions
{
    /// <summary>A device that is silent for less may be back before anybody has looked.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromHours(1);

    public static IReadOnlyList<Intervention> Of(Connection connection, DateTimeOffset now) =>
        connection.State is ConnectionState.Offline && !(now - connection.Since >= LongestSilence) ? [] : connection.Interventions;
}
