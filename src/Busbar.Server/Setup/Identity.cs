using System.Collections.Concurrent;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;

namespace Busbar.Server.Setup;

/// <summary>Who is calling: the client of the request's token. A revoked client is out within a second, on every node.</summary>
public sealed class Identity(Tokens tokens, Database database, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, (Client? Client, DateTimeOffset ReadAt)> seen = new();

    public async Task<Result<Client>> Find(HttpContext context)
    {
        if (context.Items.TryGetValue(typeof(Client), out var known)) return (Client)known!;
        var header = context.Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return new Fault(FaultKind.Unauthenticated, "Send an access token: Authorization: Bearer <token>. POST /oauth2/token gives one.");
        if (tokens.Read(value["Bearer ".Length..].Trim()) is not { } id || await Client(id) is not { RevokedAt: null } client)
            return new Fault(FaultKind.Unauthenticated, "The access token is not valid any more, or never was. POST /oauth2/token gives a new one.");
        context.Items[typeof(Client)] = client;
        return client;
    }

    /// <summary>The client of a request that was let through.</summary>
    public static Client Of(HttpContext context) =>
        Known(context) ?? throw new InvalidOperationException($"{context.Request.Path} was not guarded.");

    /// <summary>The client of a request that was let through; null for a stranger, where strangers are let in.</summary>
    public static Client? Known(HttpContext context) => (Client?)context.Items[typeof(Client)];

    private async Task<Client?> Client(Guid id)
    {
        var now = time.GetUtcNow();
        if (seen.TryGetValue(id, out var entry) && now - entry.ReadAt < Fresh && now >= entry.ReadAt) return entry.Client;
        var client = await database.Read(db => ClientTable.Find(db, id));
        seen[id] = (client, now);
        return client;
    }
}
