using Busbar.Core.Basics;

namespace Busbar.Core.Tenancy;

/// <summary>What an application asks for when it wants a collective.</summary>
/// <param name="Owner">A user or a client of the tenant; null for the application itself.</param>
/// <param name="Properties">The application's own JSON, as text.</param>
public sealed record CollectiveOrder(string Name, CollectiveKind Kind, Guid? Owner, string? Properties);

/// <summary>Makes a collective. Nobody has to agree, so it is there at once.</summary>
public sealed class AddCollective(Database database, Household household, Ids ids, TimeProvider time)
{
    public Task<Result<Collective>> Add(Client caller, CollectiveOrder order) => database.Write<Result<Collective>>(async db =>
    {
        if (Collective.BadName(order.Name) is { } bad) return bad;
        var owner = order.Owner ?? caller.Id;
        if (await PrincipalTable.KindOf(db, caller.TenantId, owner) is not (PrincipalKind.User or PrincipalKind.Client))
            return new Fault(FaultKind.PrincipalUnknown, "There is no user or application with this id. Leave it out, and the collective belongs to the application.", "owner");

        var now = time.GetUtcNow().Stored();
        var collective = await household.Settle(
            db, new Collective(ids.New(), caller.TenantId, ids.New(), caller.Id, order.Name, order.Kind, owner, null, order.Properties, now));
        await PrincipalTable.Add(db, collective.TenantId, collective.Id, PrincipalKind.Collective);
        await CollectiveTable.Add(db, collective);
        await CollectiveTable.AddMember(db, collective.Id, owner, now);
        await CollectiveTable.AddMember(db, collective.Id, caller.Id, now);
        return collective;
    });
}
