namespace Busbar.Server.Faces.Connect;

/// <summary>What one may do with an entity; one level does not hold another.</summary>
public enum PermissionLevel { Viewer, Contributor, Administer, Owner }

/// <summary>What a user, application, collective or tenant may do with an entity.</summary>
/// <param name="EntityId">The entity's id.</param>
/// <param name="Id">The same for the same entity and principal.</param>
/// <param name="PermissionLevels">All that it may do.</param>
/// <param name="PrincipalId">The user, application, collective or tenant.</param>
public sealed record Permission(Guid EntityId, Guid Id, IReadOnlyList<PermissionLevel> PermissionLevels, Guid PrincipalId);

/// <summary>Lets a user, application, collective or tenant do one thing more with an entity.</summary>
/// <param name="PermissionLevel">What it may do from now on.</param>
/// <param name="PrincipalId">The user, application, collective or tenant.</param>
public sealed record AddPermissionRequest(PermissionLevel PermissionLevel, Guid PrincipalId);
