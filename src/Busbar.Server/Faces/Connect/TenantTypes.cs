namespace Busbar.Server.Faces.Connect;

/// <summary>An organisation.</summary>
/// <param name="Administrators">Who looks after it: they see and command all of its entities.</param>
/// <param name="Entities">The entities in it that the application sees, oldest first, at most 1,000; the list of entities has all.</param>
/// <param name="Id">The tenant's id, which is its principal id too.</param>
/// <param name="Name">Its name.</param>
public sealed record Tenant(IReadOnlyList<Guid>? Administrators, IReadOnlyList<Guid>? Entities, Guid Id, string? Name);
