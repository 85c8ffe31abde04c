using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.UserSignIns;

/// <summary>An application turns its code into a sign-in that lives on.</summary>
public sealed class RedeemCode(Database database, SignInTokens tokens, TimeProvider time)
{
    /// <summary>Null where the code is not the caller's, is too old, or was asked for otherwise. One that comes a second time ends what came of it: a thief has it, too.</summary>
    public async Task<UserSignIn?> Redeem(Client caller, string code, string? returnUrl, string? verifier)
    {
        if (tokens.ReadCode(code) is not { } id) return null;
        var now = time.GetUtcNow().Stored();
        return await database.Write<UserSignIn?>(async db =>
        {
            if (await UserSignInTable.Find(db, id) is not { } known || known.ClientId != caller.Id) return null;
            if (known.CodeUsedAt is not null)
            {
                await UserSignInTable.Remove(db, id);
                return null;
            }
            if (known.ExpiresAt <= now || !known.IsProven(returnUrl, verifier)) return null;
            var begun = known with { CodeUsedAt = now, ExpiresAt = now + UserSignIn.Lifetime };
            await UserSignInTable.Update(db, begun);
            return begun;
        });
    }
}
