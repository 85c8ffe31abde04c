namespace Busbar.Server.Faces.Connect;

/// <summary>Where an offboarding request stands. Only a pending one can be canceled, and only until its time to do so is up.</summary>
public enum OffboardingStatus { Canceled, Failed, Pending, Succeeded }

/// <summary>What became of the access at the brand.</summary>
public enum OffboardingRevocation { Revoked, NotOffered, StillUsed, Refused, NotReached }

/// <summary>Asks for an entity to be offboarded: deleted for good, with its components and all that is stored of them.</summary>
/// <param name="EntityId">The id of the entity.</param>
public sealed record EntityOffboardingRequest(Guid EntityId);

/// <summary>A request to offboard an entity, and what became of it.</summary>
/// <param name="Data">What is offboarded.</param>
/// <param name="Id">The request's id.</param>
/// <param name="PrincipalId">Who made the request.</param>
/// <param name="Status">Where the request stands.</param>
/// <param name="Revocation">An addition: what became of the access at the brand; null until it is settled.</param>
public sealed record OffboardingRequest(OffboardingRequestData Data, Guid Id, Guid PrincipalId, OffboardingStatus Status, OffboardingRevocation? Revocation);

/// <summary>An entity in the offboarding process.</summary>
/// <param name="Components">The parts of the entity, which go with it.</param>
/// <param name="Id">The id of the entity.</param>
public sealed record OffboardingRequestData(IReadOnlyList<Guid> Components, Guid Id);
