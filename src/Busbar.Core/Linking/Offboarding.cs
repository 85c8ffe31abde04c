namespace Busbar.Core.Linking;

/// <summary>Where an offboarding stands. The names stand in the store: rename none.</summary>
public enum OffboardingStatus
{
    /// <summary>Waits, so that it can be taken back.</summary>
    Pending,
    /// <summary>Past taking back: the devices are gone for everybody, and what is stored of them is being deleted.</summary>
    Removing,
    /// <summary>Nothing is left.</summary>
    Succeeded,
    /// <summary>The device was gone before, or the application was not its owner any more.</summary>
    Failed,
    /// <summary>Taken back.</summary>
    Canceled,
}

/// <summary>What became of the grants at the brand; the worst, where there were several. The names stand in the store: rename none.</summary>
public enum Revocation
{
    /// <summary>The brand took them back.</summary>
    Revoked,
    /// <summary>The brand's interface takes none back: only the owner can end it there.</summary>
    NotOffered,
    /// <summary>Other devices of the same account stay linked.</summary>
    StillUsed,
    /// <summary>The brand would not take them back.</summary>
    Refused,
    /// <summary>The brand could not be reached within <see cref="Offboarding.PatienceWithBrand"/>.</summary>
    NotReached,
}

/// <summary>A request to take a device away for good, with its parts and all that is stored of them.</summary>
/// <param name="Components">The parts that go with it.</param>
/// <param name="Revocation">Null until it is settled.</param>
/// <param name="MarkedAt">From then on it cannot be taken back.</param>
public sealed record Offboarding(
    Guid Id, Guid TenantId, Guid ClientId, Guid DeviceId, IReadOnlyList<Guid> Components, OffboardingStatus Status, Revocation? Revocation,
    DateTimeOffset CreatedAt, DateTimeOffset? MarkedAt, DateTimeOffset? EndedAt)
{
    /// <summary>How long it can be taken back.</summary>
    public static readonly TimeSpan TimeToCancel = TimeSpan.FromSeconds(30);

    /// <summary>How long a brand is asked to take a grant back before the deletion goes on without.</summary>
    public static readonly TimeSpan PatienceWithBrand = TimeSpan.FromHours(24);

    /// <summary>Everything that goes, the device first.</summary>
    public IReadOnlyList<Guid> Going => [DeviceId, .. Components];

    public bool IsOver => Status is OffboardingStatus.Succeeded or OffboardingStatus.Failed or OffboardingStatus.Canceled;
}
