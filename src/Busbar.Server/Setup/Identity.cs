using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Core.UserSignIns;

namespace Busbar.Server.Setup;

/// <summary>
/// Who is calling: the client of the request's token, and the user whom it acts as with it. A revoked client and a sign-in that
/// ended are out within a second, on every node.
/// </summary>
public sealed class Identity(Tokens tokens, Database database, TimeProvider time)
{
    private readonly Lately<Client> clients = new(id => database.Read(db => ClientTable.Find(db, id)), time);
    private readonly Lately<UserSignIn> signIns = new(id => database.Read(db => UserSignInTable.Find(db, id)), time);

    /// <param name="takesUsers">Whether a token is taken that is good for one user alone. Whoever says so looks at <see cref="UserOf"/>.</param>
    public async Task<Result<Client>> Find(HttpContext context, bool takesUsers = false)
    {
        if (Known(context) is { } known && (takesUsers || UserOf(context) is null)) return known;
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return new Fault(FaultKind.Unauthenticated, "Send an access token: Authorization: Bearer <token>. POST /oauth2/token gives one.");
        if (tokens.Read(value["Bearer ".Length..].Trim()) is not { } token || await clients.Find(token.ClientId) is not { RevokedAt: null } client)
            return new Fault(FaultKind.Unauthenticated, "The access token is not valid any more, or never was. POST /oauth2/token gives a new one.");
        if (token.User is { } user)
        {
            if (!takesUsers) return new Fault(FaultKind.Unauthenticated, "This access token is good for one user alone, and for the ev.energy API. Send one of the application's own: POST /oauth2/token gives one.");
            if (await signIns.Find(user.SignInId) is not { } signIn || !signIn.IsAlive(time.GetUtcNow()) || (signIn.ClientId, signIn.UserId) != (client.Id, user.UserId))
                return new Fault(FaultKind.Unauthenticated, "The user's sign-in has ended. Send the user to /evenergy/o/authorize/ once more.");
            context.Items[typeof(TokenUser)] = user;
        }
        context.Items[typeof(Client)] = client;
        return client;
    }

    /// <summary>The client of a request that was let through.</summary>
    public static Client Of(HttpContext context) =>
        Known(context) ?? throw new InvalidOperationException($"{context.Request.Path} was not guarded.");

    /// <summary>The client of a request that was let through; null for a stranger, where strangers are let in.</summary>
    public static Client? Known(HttpContext context) => (Client?)context.Items[typeof(Client)];

    /// <summary>As whom the client acts, by its token; null where it acts for itself.</summary>
    public static TokenUser? UserOf(HttpContext context) => (TokenUser?)context.Items[typeof(TokenUser)];

    /// <summary>Remembers for a second what the store said.</summary>
    private sealed class Lately<T>(Func<Guid, Task<T?>> read, TimeProvider time) where T : class
    {
        private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

        /// <summary>Users are many; who called an hour ago need not be remembered.</summary>
        private const int Most = 20_000;

        private readonly ConcurrentDictionary<Guid, (T? Found, DateTimeOffset ReadAt)> seen = new();

        public async Task<T?> Find(Guid id)
        {
            var now = time.GetUtcNow();
            if (seen.TryGetValue(id, out var entry) && now - entry.ReadAt < Fresh && now >= entry.ReadAt) return entry.Found;
            var found = await read(id);
            if (seen.Count >= Most) seen.Clear();
            seen[id] = (found, now);
            return found;
        }
    }
}
