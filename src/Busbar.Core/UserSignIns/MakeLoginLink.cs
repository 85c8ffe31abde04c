using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.UserSignIns;

/// <summary>An application makes a link by which one of its users signs in.</summary>
public sealed class MakeLoginLink(Database database, Ids ids, TimeProvider time)
{
    /// <param name="returnUrl">Where the browser goes on: a return address of the application's, or what begins with <paramref name="ourOwn"/>; null for a page of ours.</param>
    /// <param name="ourOwn">The address at which users agree.</param>
    public async Task<Result<LoginLink>> Make(Client caller, Guid userId, string? returnUrl, string ourOwn)
    {
        if (returnUrl is not null && !ReturnAddress.IsAllowed(returnUrl, caller.ReturnAddresses) && !IsOurs(returnUrl, ourOwn))
            return new Fault(FaultKind.ReturnAddressNotAllowed, "The value is neither one of the application's return addresses, nor the address at which users agree.", "returnUrl");
        var now = time.GetUtcNow().Stored();
        var link = new LoginLink(ids.New(), caller.TenantId, caller.Id, userId, returnUrl, now + LoginLink.Lifetime, null);
        return await database.Write<Result<LoginLink>>(async db =>
        {
            if (await UserTable.FindFor(db, caller, userId) is null) return Fault.NotFound();
            await LoginLinkTable.Add(db, link, now);
            return link;
        });
    }

    private static bool IsOurs(string address, string ourOwn) => address.StartsWith(ourOwn + "?", StringComparison.Ordinal) && ReturnAddress.IsAllowed(address, [address]);
}
