using System.Text.RegularExpressions;
using Busbar.Core.Tenancy;
using Busbar.Server.Faces.EvEnergy;
using Busbar.Server.LinkPages;

namespace Busbar.Server.SignInPages;

/// <summary>An application sent a browser so that its user agrees to something (RFC 6749, section 4.1.1; RFC 7636).</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Scopes">What for.</param>
/// <param name="Challenge">Null where the application proves nothing beyond its secret.</param>
/// <param name="State">What the application wants back as it was.</param>
/// <param name="Query">The request as it came, with its question mark: a form of ours sends it once more.</param>
public sealed partial record AuthorizeRequest(Client Client, string RedirectUri, IReadOnlyList<string> Scopes, string? Challenge, string? State, string Query)
{
    public string Path => "/evenergy/o/authorize/" + Query;

    public string Back(string code) => ExitAddress.With(RedirectUri, ("code", code), ("state", State));

    public string Denied => No(RedirectUri, State, "access_denied", "The user did not agree.");

    /// <summary>The request of an application that is known, or else where the browser has to go to tell it what is wrong.</summary>
    /// <param name="served">What is asked for where the application names nothing.</param>
    public static (AuthorizeRequest? Request, string? Refused) Read(Client client, string redirectUri, HttpRequest request, IReadOnlyList<string> served)
    {
        var query = request.Query;
        var state = One("state");
        var scopes = One("scope") is { } scope ? EvScopes.Read(scope) : served;
        var (challenge, method) = (One("code_challenge"), One("code_challenge_method"));
        if (query.Any(one => one.Value.Count > 1)) return Refuse("invalid_request", "Each parameter may stand once.");
        if (One("response_type") is not "code" and var type) return Refuse(type is null ? "invalid_request" : "unsupported_response_type", "The response_type is code.");
        if (scopes is null) return Refuse("invalid_scope", "A scope is not among those that the API declares.");
        if ((challenge is null) != (method is null) || challenge is not null && (method is not "S256" || !Challenges().IsMatch(challenge)))
            return Refuse("invalid_request", "The code_challenge_method is S256, and the code_challenge the 43 characters that it gives.");
        return (new AuthorizeRequest(client, redirectUri, scopes, challenge, state, request.QueryString.Value ?? ""), null);

        // An empty parameter means what an absent one does.
        string? One(string name) => query[name] is [{ Length: > 0 } text] ? text : null;

        (AuthorizeRequest?, string?) Refuse(string error, string description) => (null, No(redirectUri, state, error, description));
    }

    private static string No(string redirectUri, string? state, string error, string description) => ExitAddress.With(redirectUri, ("error", error), ("error_description", description), ("state", state));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Challenges();
}
