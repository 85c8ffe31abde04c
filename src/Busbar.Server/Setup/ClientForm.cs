using System.Net.Http.Headers;
using System.Text;
using Busbar.Core.Tenancy;
using Microsoft.AspNetCore.Mvc;

namespace Busbar.Server.Setup;

/// <summary>A form that a client sent to an endpoint of OAuth's, signing in with it (RFC 6749): read in one way, whatever the dialect.</summary>
internal sealed record ClientForm(Client Client, IFormCollection Fields)
{
    private const int LongestBody = 16 * 1024;

    /// <summary>Metadata of such an endpoint.</summary>
    public static RequestSizeLimitAttribute Limit { get; } = new(LongestBody);

    /// <summary>What a field holds; null where it is absent or empty, which mean the same.</summary>
    public string? this[string name] => Text(Fields, name);

    /// <summary>Null where something is amiss, and was answered.</summary>
    /// <param name="grantTypes">Those that there are here; none where the endpoint is not about grants.</param>
    public static async Task<ClientForm?> Read(HttpContext context, SignIn signIn, params IReadOnlyList<string> grantTypes)
    {
        if (await ReadFields(context) is not { } form) await Refuse(context, 400, "invalid_request", "Send the parameters as application/x-www-form-urlencoded.");
        else if (form.Files.Count > 0 || form.Any(field => field.Value.Count > 1)) await Refuse(context, 400, "invalid_request", "Each parameter may stand once.");
        else if (grantTypes.Count > 0 && Text(form, "grant_type") is var type && !grantTypes.Contains(type))
            await Refuse(context, 400, type is null ? "invalid_request" : "unsupported_grant_type", $"The grant_type is {string.Join(" or ", grantTypes)}.");
        else if (Credentials(context.Request, form) is not var (id, secret)) await Refuse(context, 400, "invalid_request", "Send client_id and client_secret once: with Basic authentication, or in the body.");
        else if (await signIn.Check(id, secret) is not { } client) await Refuse(context, 401, "invalid_client", "The client id or secret is not right.");
        else return new ClientForm(client, form);
        return null;
    }

    public static Task Refuse(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        if (status == 401) context.Response.Headers.WWWAuthenticate = "Basic realm=\"busbar\"";
        return context.Response.WriteAsJsonAsync(new { error, error_description = description });
    }

    private static async Task<IFormCollection?> ReadFields(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength > LongestBody) return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string? Text(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 } text ? text : null;

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
}
