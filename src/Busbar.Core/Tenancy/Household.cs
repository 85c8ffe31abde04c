using System.Data.Common;
using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>Sees to it that a household has the user whose home it is, in the transaction of the caller.</summary>
public sealed class Household(Ids ids, TimeProvider time)
{
    /// <summary>Its owner where that is a user, else one that is made for it. Who was once its user stays it.</summary>
    public async Task<Collective> Settle(DbConnection db, Collective collective)
    {
        if (collective.Kind is not CollectiveKind.Household || collective.UserId is not null) return collective;
        if (await PrincipalTable.KindOf(db, collective.TenantId, collective.OwnerId) is PrincipalKind.User) return collective with { UserId = collective.OwnerId };
        var id = ids.New();
        await UserTable.Add(db, new User(id, collective.TenantId, id.ToString(), time.GetUtcNow().Stored()));
        return collective with { UserId = id };
    }
}
