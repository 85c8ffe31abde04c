namespace Busbar.Server.Faces.Connect;

/// <summary>How things stand between the platform and an entity.</summary>
/// <param name="State">The state, in one word.</param>
/// <param name="Reason">Why it is not well.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Since">Since when; where all is well, when the entity was last heard.</param>
/// <param name="RetryAt">When the brand said that asking again makes sense.</param>
/// <param name="Interventions">What a person can do to mend it.</param>
/// <param name="ReconnectLink">Where the owner signs in at the brand again, where that mends it.</param>
/// <param name="Budgets">What is left of the calls that the brand allows.</param>
public sealed record EntityConnection(
    EntityConnectionState State, EntityConnectionReason? Reason, string? Message, DateTimeOffset? Since, DateTimeOffset? RetryAt,
    IReadOnlyList<EntityIntervention> Interventions, Uri? ReconnectLink, IReadOnlyList<CallBudget> Budgets);

/// <summary>The states of a connection: not heard yet; well; asleep; not reachable; mending itself; broken until somebody acts.</summary>
public enum EntityConnectionState { New, Connected, Asleep, Offline, Waiting, Broken }

/// <summary>Why a connection is not well.</summary>
public enum EntityConnectionReason
{
    SignInLost, PermissionMissing, SetupIncomplete, NotSupported, EntityGone, EntityOffline, Refused, OutOfBudget, BrandOutage, BrandAnswerUnreadable,
}

/// <summary>Something that a person can do to mend a connection.</summary>
/// <param name="Id">A stable name to tell cases apart by.</param>
/// <param name="Title">What to do, in a few words.</param>
/// <param name="Description">What to do, in a few sentences.</param>
/// <param name="Action">Where it is done.</param>
public sealed record EntityIntervention(string Id, string Title, string Description, InterventionAction Action);

/// <summary>Where an intervention is done: by the reconnect link, at the brand, at the device, or with a new onboarding request.</summary>
public enum InterventionAction { ReconnectLink, AtBrand, AtDevice, OnboardAgain }

/// <summary>How many calls a brand allows, and how many are left.</summary>
/// <param name="Name">The budget's name.</param>
/// <param name="Limit">How many calls there are in all.</param>
/// <param name="Left">How many are left.</param>
/// <param name="ResetsAt">When it is full again.</param>
public sealed record CallBudget(string Name, int Limit, int Left, DateTimeOffset ResetsAt);
