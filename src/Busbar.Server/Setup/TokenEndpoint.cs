using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;
using Busbar.Core.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Busbar.Server.Faces;

namespace Busbar.Server.Setup;

/// <summary>
/// Access tokens for client credentials: <c>POST /oauth2/token</c> per RFC 6749, the same as Enode's applications expect it,
/// <c>POST /enode/oauth2/token</c>, and in the words of older Connect applications, <c>POST /connect/v1/authentication</c>.
/// </summary>
public static class TokenEndpoint
{
    private const int LongestBody = 16 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3600), EnodeLifetime = TimeSpan.FromSeconds(3599);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var limit = new RequestSizeLimitAttribute(LongestBody);
        routes.MapPost("/oauth2/token", (HttpContext context, SignIn signIn) => Token(context, signIn, Grant)).WithMetadata(limit).ExcludeFromDescription();
        routes.MapPost("/enode/oauth2/token", (HttpContext context, SignIn signIn) => Token(context, signIn, GrantEnode)).WithMetadata(limit).ExcludeFromDescription();
        routes.MapPost("/connect/v1/authentication", Authentication).WithMetadata(limit).ExcludeFromDescription();
    }

    private static async Task Token(HttpContext context, SignIn signIn, Func<HttpContext, SignIn, Client, Task> grant)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength > LongestBody)
        {
            await Refuse(context, 400, "invalid_request", "Send the parameters as application/x-www-form-urlencoded.");
            return;
        }
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.Count > 0 || form.Any(field => field.Value.Count > 1)) await Refuse(context, 400, "invalid_request", "Each parameter may stand once.");
        else if (form["grant_type"].ToString() is not "client_credentials" and var type)
            await Refuse(context, 400, type.Length == 0 ? "invalid_request" : "unsupported_grant_type", "The grant_type is client_credentials.");
        else if (Credentials(context.Request, form) is not var (id, secret)) await Refuse(context, 400, "invalid_request", "Send client_id and client_secret once: with Basic authentication, or in the body.");
        else if (await signIn.Check(id, secret) is not { } client) await Refuse(context, 401, "invalid_client", "The client id or secret is not right.");
        else await grant(context, signIn, client);
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

    // Basic and body at once is one way too many (RFC 6749, section 2.3).
    private static (string Id, string Secret)? Credentials(HttpRequest request, IFormCollection form)
    {
        var (id, secret) = (form["client_id"].ToString(), form["client_secret"].ToString());
        // A header of another scheme, such as an old token that a client sends everywhere, says nothing about who signs in.
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization.ToString(), out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return id.Length > 0 && secret.Length > 0 ? (id, secret) : null;
        if (secret.Length > 0 || header.Parameter is null) return null;
        try
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(header.Parameter)).Split(':', 2);
            return parts is [var user, var password] && (id.Length == 0 || id == Uri.UnescapeDataString(user))
                ? (Uri.UnescapeDataString(user.Replace('+', ' ')), Uri.UnescapeDataString(password.Replace('+', ' '))) : null;
        }
        catch (FormatException)
        {
            return null;
        }
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

    private static Task Refuse(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (status == 401) context.Response.Headers.WWWAuthenticate = "Basic realm=\"busbar\"";
        return context.Response.WriteAsJsonAsync(new { error, error_description = description });
    }
}

/// <summary>Checks a client's secret and issues tokens for it.</summary>
public sealed class SignIn(Database database, Secrets secrets, Tokens tokens)
{
    private readonly string nobody = secrets.Hash(Secrets.New());

    /// <summary>The client; null where id or secret is not right. Both cases take the same work.</summary>
    public async Task<Client?> Check(string clientId, string secret)
    {
        var found = clientId.Length <= 200 && secret.Length <= 200 ? await database.Read(db => ClientTable.FindForSignIn(db, clientId)) : null;
        var matches = secrets.Matches(secret.Length <= 200 ? secret : "", found?.SecretHash ?? nobody);
        return matches && found is { Client: { RevokedAt: null } client } ? client : null;
    }

    public string Issue(Client client, TimeSpan lifetime) => tokens.Issue(client.Id, lifetime);
}
