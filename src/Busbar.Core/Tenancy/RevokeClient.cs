using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Ends a client: its secret and its tokens stop working within a second, on every node.</summary>
public sealed class RevokeClient(Database database, TimeProvider time)
{
    /// <summary>False where there is no such client, or it was revoked before.</summary>
    public Task<bool> Revoke(string clientId) => database.Write(db => ClientTable.Revoke(db, clientId, time.GetUtcNow()));
}
