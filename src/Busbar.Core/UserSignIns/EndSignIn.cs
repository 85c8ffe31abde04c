using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.UserSignIns;

/// <summary>Ends a sign-in: its tokens stop working within a second, on every node.</summary>
public sealed class EndSignIn(Database database)
{
    /// <summary>False where it is another application's, and goes on.</summary>
    public Task<bool> End(Client caller, Guid id) => database.Write(async db =>
    {
        if (await UserSignInTable.Find(db, id) is not { } known) return true;
        if (known.ClientId != caller.Id) return false;
        await UserSignInTable.Remove(db, id);
        return true;
    });
}
