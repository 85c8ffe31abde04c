namespace Busbar.Server.Sandbox.OAuth;

/// <summary>An error answer of the token endpoint (RFC 6749, 5.2).</summary>
internal sealed record OAuthError(string Error, string Description)
{
    public static OAuthError InvalidGrant(string description) => new("invalid_grant", description);
    public static OAuthError InvalidRequest(string description) => new("invalid_request", description);

    public IResult ToResult() => Answer.Json(
        Error == "invalid_client" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest,
        new Dictionary<string, string> { ["error"] = Error, ["error_description"] = Description });
}
