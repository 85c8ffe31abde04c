using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.UserSignIns;

/// <summary>A user agrees that an application acts as it.</summary>
public sealed class AgreeToSignIn(Database database, SignInTokens tokens, Ids ids, TimeProvider time)
{
    /// <summary>The code for the application; null where it does not look after the user any more.</summary>
    /// <param name="challenge">See <see cref="UserSignIn.Challenge"/>.</param>
    public async Task<string?> Agree(Client client, Guid userId, IEnumerable<string> scopes, string returnUrl, string? challenge)
    {
        var now = time.GetUtcNow().Stored();
        var signIn = new UserSignIn(ids.New(), client.TenantId, client.Id, userId, string.Join(' ', scopes), returnUrl, challenge, null, 1, null, now + UserSignIn.CodeLifetime);
        var isKept = await database.Write(async db =>
        {
            if (await UserTable.FindFor(db, client, userId) is null) return false;
            await UserSignInTable.Add(db, signIn, now);
            return true;
        });
        return isKept ? tokens.OfCode(signIn.Id) : null;
    }
}
