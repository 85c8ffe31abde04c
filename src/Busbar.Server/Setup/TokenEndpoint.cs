using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Busbar.Server.Faces;

namespace Busbar.Server.Setup;

/// <summary>
/// Access tokens for client credentials: <c>POST /oauth2/token</c> per RFC 6749, the same as Enode's applications expect it,
/// <c>POST /enode/oauth2/token</c>, and in the words of older Connect applications, <c>POST /connect/v1/authentication</c>.
/// </summary>
public static class TokenEndpoint
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3600), EnodeLifetime = TimeSpan.FromSeconds(3599);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/oauth2/token", (HttpContext context, SignIn signIn) => Token(context, signIn, Grant)).WithMetadata(ClientForm.Limit).ExcludeFromDescription();
        routes.MapPost("/enode/oauth2/token", (HttpContext context, SignIn signIn) => Token(context, signIn, GrantEnode)).WithMetadata(ClientForm.Limit).ExcludeFromDescription();
        routes.MapPost("/connect/v1/authentication", Authentication).WithMetadata(ClientForm.Limit).ExcludeFromDescription();
    }

    private static async Task Token(HttpContext context, SignIn signIn, Func<HttpContext, SignIn, Client, Task> grant)
    {
        if (await ClientForm.Read(context, signIn, "client_credentials") is { } form) await grant(context, signIn, form.Client);
    }

    // It stands below the Connect face, which says no in its own words.
    private static async Task Authentication(HttpContext context, SignIn signIn)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            if (json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("clientId", out var id) && id.ValueKind is JsonValueKind.String
                && json.RootElement.TryGetProperty("clientSecret", out var secret) && secret.ValueKind is JsonValueKind.String)
            {
                if (await signIn.Check(id.GetString()!, secret.GetString()!) is not { } client)
                    throw new Refused(new Fault(FaultKind.Unauthenticated, "The client id or secret is not right."));
                await Grant(context, signIn, client);
                return;
            }
        }
        catch (JsonException)
        {
            // Answered below: the text of what was thrown is not for callers.
        }
        throw new Refused(Fault.Invalid("body", """Send a JSON object: { "clientId": "…", "clientSecret": "…" }."""));
    }

    private static Task Grant(HttpContext context, SignIn signIn, Client client)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(new { access_token = signIn.Issue(client, Lifetime), expires_in = (int)Lifetime.TotalSeconds, token_type = "Bearer" });
    }

    private static Task GrantEnode(HttpContext context, SignIn signIn, Client client)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        return context.Response.WriteAsJsonAsync(new { access_token = signIn.Issue(client, EnodeLifetime), expires_in = (int)EnodeLifetime.TotalSeconds, scope = "", token_type = "bearer" });
    }
}

/// <summary>Checks a client's secret and issues tokens for it.</summary>
public sealed class SignIn(Database database, Secrets secrets, Tokens tokens)
{
    private readonly string nobody = secrets.Hash(Secrets.New());

    /// <summary>The client; null where id or secret is not right. Both cases take the same work.</summary>
    public async Task<Client?> Check(string clientId, string secret)
    {
        // No database takes U+0000.
        var found = clientId.Length <= 200 && secret.Length <= 200 && !clientId.Contains('\0') ? await database.Read(db => ClientTable.FindForSignIn(db, clientId)) : null;
        var matches = secrets.Matches(secret.Length <= 200 ? secret : "", found?.SecretHash ?? nobody);
        return matches && found is { Client: { RevokedAt: null } client } ? client : null;
    }

    /// <param name="user">As whom the client acts with it; null for itself.</param>
    public string Issue(Client client, TimeSpan lifetime, TokenUser? user = null) => tokens.Issue(client.Id, lifetime, user);
}
