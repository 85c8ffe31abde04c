using Busbar.Core.Basics;
using Busbar.Core.Linking;
using Busbar.Core.Tenancy;

namespace Busbar.Core.Events;

/// <summary>Shows an application what its deliveries are signed with.</summary>
public sealed class TellKey(Database database, TenantVault vault)
{
    public Task<Result<SubscriptionSecret>> Tell(Client caller, string dialect, Guid id) => database.Read<Result<SubscriptionSecret>>(async db =>
        await SubscriptionTable.FindFor(db, caller, dialect, id) is { } known ? await SubscriptionSecrets.Open(db, vault, known) : Fault.NotFound());
}
