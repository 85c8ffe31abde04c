using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Core.UserSignIns;

/// <summary>An application asks for new tokens with a refresh token, which is replaced by the next.</summary>
public sealed class RefreshSignIn(Database database, SignInTokens tokens, TimeProvider time)
{
    /// <summary>The sign-in as it is now; null where the token does not count, or not any more. One that was replaced long ago ends the sign-in.</summary>
    /// <param name="wanted">The scopes that the new access token is to have, of those agreed to; null for all.</param>
    public async Task<Result<UserSignIn>> Refresh(Client caller, string token, IReadOnlyList<string>? wanted)
    {
        if (tokens.ReadRefresh(token) is not var (id, generation)) return Ended();
        var now = time.GetUtcNow().Stored();
        return await database.Write<Result<UserSignIn>>(async db =>
        {
            if (await UserSignInTable.Find(db, id) is not { } known || known.ClientId != caller.Id || !known.IsAlive(now)) return Ended();
            var standing = known.Standing(generation, now);
            if (standing is RefreshStanding.Reused)
            {
                await UserSignInTable.Remove(db, id);
                return Ended();
            }
            if (wanted?.Except(known.Scopes).FirstOrDefault() is { } beyond) return Fault.Invalid("scope", $"The user did not agree to {beyond}.");
            if (standing is RefreshStanding.Again) return known;
            var next = known with { Generation = known.Generation + 1, RotatedAt = now, ExpiresAt = now + UserSignIn.Lifetime };
            await UserSignInTable.Update(db, next);
            return next;
        });
    }

    private static Fault Ended() => new(FaultKind.AlreadyEnded, "The refresh token is not valid any more, or never was.");
}
