using Busbar.Core.Devices;

namespace Busbar.Core.Interventions;

/// <summary>What people have to do before a device can be read and told things.</summary>
public static class OpenInterventions
{
    /// <summary>A device that is silent for less may be back before anybody has looked.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromHours(1);

    public static IReadOnlyList<Intervention> Of(Connection connection, DateTimeOffset now) => Of(connection.State, connection.Since, connection.Interventions, now);

    public static IReadOnlyList<Intervention> Of(HomeCharger charger, DateTimeOffset now) => Of(charger.State, charger.Since, charger.Interventions, now);

    private static IReadOnlyList<Intervention> Of(ConnectionState state, DateTimeOffset? since, IReadOnlyList<Intervention> interventions, DateTimeOffset now) =>
        state is ConnectionState.Offline && !(now - since >= LongestSilence) ? [] : interventions;
}
