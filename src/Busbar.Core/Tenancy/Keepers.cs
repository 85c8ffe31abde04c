namespace Busbar.Core.Tenancy;

/// <summary>Somebody who looks after a device or a tenant.</summary>
/// <param name="IsActive">False for an application that was revoked: it keeps its place, but cannot act any more.</param>
public sealed record Keeper(Guid PrincipalId, bool IsActive);

public static class Keepers
{
    /// <summary>Whether this one may go: never as the last who can act.</summary>
    public static bool MayLeave(IReadOnlyCollection<Keeper> keepers, Guid leaving) =>
        keepers.All(keeper => keeper.PrincipalId != leaving) || keepers.Any(keeper => keeper.PrincipalId != leaving && keeper.IsActive);
}
