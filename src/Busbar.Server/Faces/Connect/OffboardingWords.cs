using Busbar.Core.Linking;

namespace Busbar.Server.Faces.Connect;

/// <summary>Offboardings in Connect's words.</summary>
internal static class OffboardingWords
{
    public static OffboardingRequest Show(Core.Linking.Offboarding offboarding) => new(
        new OffboardingRequestData(offboarding.Components, offboarding.DeviceId), offboarding.Id, offboarding.ClientId, Status(offboarding.Status),
        offboarding.Revocation is { } revocation ? Revocation(revocation) : null);

    /// <summary>Those that are shown so: Connect has no word for what cannot be taken back any more and is not done yet.</summary>
    public static IReadOnlyList<Core.Linking.OffboardingStatus> Statuses(OffboardingStatus status) =>
        [.. Enum.GetValues<Core.Linking.OffboardingStatus>().Where(known => Status(known) == status)];

    private static OffboardingStatus Status(Core.Linking.OffboardingStatus status) => status switch
    {
        Core.Linking.OffboardingStatus.Pending => OffboardingStatus.Pending,
        Core.Linking.OffboardingStatus.Removing => OffboardingStatus.Pending,
        Core.Linking.OffboardingStatus.Succeeded => OffboardingStatus.Succeeded,
        Core.Linking.OffboardingStatus.Failed => OffboardingStatus.Failed,
        Core.Linking.OffboardingStatus.Canceled => OffboardingStatus.Canceled,
    };

    private static OffboardingRevocation Revocation(Revocation revocation) => revocation switch
    {
        Core.Linking.Revocation.Revoked => OffboardingRevocation.Revoked,
        Core.Linking.Revocation.NotOffered => OffboardingRevocation.NotOffered,
        Core.Linking.Revocation.StillUsed => OffboardingRevocation.StillUsed,
        Core.Linking.Revocation.Refused => OffboardingRevocation.Refused,
        Core.Linking.Revocation.NotReached => OffboardingRevocation.NotReached,
    };
}
