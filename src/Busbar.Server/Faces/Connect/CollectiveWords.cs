using Busbar.Core.Tenancy;

namespace Busbar.Server.Faces.Connect;

/// <summary>Collectives and principals in Connect's words, and back.</summary>
internal static class CollectiveWords
{
    public static CollectiveType Type(CollectiveKind kind) => kind switch
    {
        CollectiveKind.Household => CollectiveType.Household,
        CollectiveKind.Fleet => CollectiveType.Fleet,
        CollectiveKind.SolarFarm => CollectiveType.SolarFarm,
        CollectiveKind.VirtualPowerPlant => CollectiveType.VirtualPowerPlant,
    };

    public static CollectiveKind Kind(CollectiveType type) => type switch
    {
        CollectiveType.Household => CollectiveKind.Household,
        CollectiveType.Fleet => CollectiveKind.Fleet,
        CollectiveType.SolarFarm => CollectiveKind.SolarFarm,
        CollectiveType.VirtualPowerPlant => CollectiveKind.VirtualPowerPlant,
    };

    public static Collective Show(Core.Tenancy.Collective collective, IEnumerable<Guid> entities) => new(
        [.. entities], collective.Id, collective.Name, collective.OwnerId, ConnectWords.Json(collective.Properties), Type(collective.Kind));

    /// <summary>The request that made it. It succeeded at once, so it says what the collective is now.</summary>
    public static OnboardingRequest Request(Core.Tenancy.Collective collective) => new(
        null, collective.CreatedAt,
        new OnboardingRequestData(new OnboardingCollective(collective.Id, collective.Name, collective.OwnerId, ConnectWords.Json(collective.Properties), Type(collective.Kind)), null),
        collective.RequestId, collective.ClientId, OnboardingRequestType.Collective, null, OnboardingStatus.Succeeded, null);

    public static Member Show(Core.Tenancy.Member member) => new(member.PrincipalId, member.Kind switch
    {
        PrincipalKind.User => PrincipalType.User,
        PrincipalKind.Client => PrincipalType.Client,
        PrincipalKind.Collective => PrincipalType.Collective,
        PrincipalKind.Tenant => PrincipalType.Tenant,
    });
}
