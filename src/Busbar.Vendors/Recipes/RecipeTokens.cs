using System.Net.Http.Headers;
using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>The brand said no to a token request, by a code of RFC 6749 or its own.</summary>
internal sealed record TokenRefusal(string Code);

/// <summary>Gets tokens, renews them and gives them back.</summary>
internal sealed class RecipeTokens(RecipeCalls calls)
{
    /// <summary>The extras of a secret: whose application it belongs to, and by which sign-in it came.</summary>
    public const string TenantExtra = "tenant", ConsentExtra = "consent";
    private static readonly string[] OwnerMustSignIn = ["invalid_grant", "access_denied", "consent_required", "interaction_required", "login_required"];
    private static readonly string[] OperatorMustAct = ["invalid_client", "unauthorized_client", "invalid_scope", "unsupported_grant_type"];

    /// <summary>Asks the token endpoint. One of the two comes back; trouble of another sort is thrown.</summary>
    public async Task<(TokenAnswer? Tokens, TokenRefusal? Refusal)> Request(TokenEndpoint endpoint, Scope scope, IReadOnlyDictionary<string, string> fields, CancellationToken stop)
    {
        var all = new Dictionary<string, string>(fields);
        foreach (var (name, value) in RecipeCalls.Filled(endpoint.Params, scope)) all[name] = value;
        var (answer, call) = await Post(endpoint, endpoint.Token, scope, all, stop);
        var json = answer.Json();
        if (answer.Succeeded)
            return (json is { } good && TokenAnswer.Parse(good) is { } tokens ? tokens
                : throw new VendorFault(VendorFaultKind.BadAnswer, true, $"{calls.Brand.Name} {call}: not a token answer."), null);
        if (answer.Status is >= 400 and < 500 and not 429 && json is { ValueKind: JsonValueKind.Object } said
            && said.TryGetProperty("error", out var error) && OAuthFlow.PlainCode(Literal.TextOf(error)) is { } code) return (null, new TokenRefusal(code));
        throw Trouble(answer, call);
    }

    /// <summary>Renews a grant with the refresh token that it has.</summary>
    public async Task<GrantSecret> Refresh(GrantSecret secret, CancellationToken stop)
    {
        if (secret.RefreshToken is null || Endpoint(secret) is not { } endpoint)
            throw new VendorFault(VendorFaultKind.GrantLost, false, $"{calls.Brand.Name}: this access cannot be renewed.");
        var scope = await calls.Open(Tenant(secret));
        var fields = new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = secret.RefreshToken };
        foreach (var (name, value) in RecipeCalls.Filled(calls.Recipe.Refresh?.Params ?? new Dictionary<string, Template>(), scope)) fields[name] = value;
        var (tokens, refusal) = await Request(endpoint, scope, fields, stop);
        return tokens is not null ? Secret(tokens, secret.RefreshToken, secret.Extras) : throw Refused(refusal!);
    }

    public async Task Revoke(GrantSecret secret, CancellationToken stop)
    {
        if (Endpoint(secret) is not { Revoke: { } address } endpoint || (secret.RefreshToken ?? secret.AccessToken) is not { } token)
            throw new VendorFault(VendorFaultKind.NotSupported, false, $"{calls.Brand.Name} takes no access back; its owner ends it there.");
        var scope = await calls.Open(Tenant(secret));
        var fields = new Dictionary<string, string> { ["token"] = token, ["token_type_hint"] = secret.RefreshToken is null ? "access_token" : "refresh_token" };
        var (answer, name) = await Post(endpoint, address, scope, fields, stop);
        // RFC 7009: a token that is not known any more is answered with success; some brands say 400 or 401 instead.
        if (!answer.Succeeded && answer.Status is not (400 or 401 or 404)) throw Trouble(answer, name);
    }

    /// <summary>What is kept of tokens. They count as used up a little before they are, so that no call carries a stale one.</summary>
    public GrantSecret Secret(TokenAnswer tokens, string? oldRefreshToken, IReadOnlyDictionary<string, string> extras)
    {
        var early = calls.Recipe.Refresh?.Early ?? TimeSpan.Zero;
        var lasts = tokens.ExpiresIn is { } all ? all - (early < all / 2 ? early : all / 2) : (TimeSpan?)null;
        return new GrantSecret(tokens.AccessToken, tokens.RefreshToken ?? oldRefreshToken, lasts is { } span ? calls.Time.GetUtcNow() + span : null, extras);
    }

    /// <summary>Sends a form or JSON body with the client's authentication; the tokens in it never reach an address or a log.</summary>
    public async Task<(VendorAnswer Answer, string Name)> Post(TokenEndpoint endpoint, Template address, Scope scope, IReadOnlyDictionary<string, string> fields, CancellationToken stop)
    {
        var all = new Dictionary<string, string>(fields);
        if (endpoint.ClientAuth != ClientAuth.Basic) all["client_id"] = scope.Find("app.clientId")!;
        if (endpoint.ClientAuth == ClientAuth.Body) all["client_secret"] = scope.Find("app.clientSecret")!;
        var call = new Call(HttpMethod.Post, address, null, null);
        using var request = calls.Request(call, calls.Address(address, scope), scope);
        request.Content = endpoint.BodyFormat switch
        {
            BodyFormat.Form => new FormUrlEncodedContent(all),
            BodyFormat.Json => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(all)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (endpoint.ClientAuth == ClientAuth.Basic) request.Headers.Authorization = OAuthFlow.Basic(scope.Find("app.clientId")!, scope.Find("app.clientSecret")!);
        return (await calls.Send(request, call.Name, changes: true, stop), call.Name);
    }

    private VendorFault Refused(TokenRefusal refusal) =>
        OwnerMustSignIn.Contains(refusal.Code) ? new(VendorFaultKind.GrantLost, false, $"{calls.Brand.Name} does not renew the access ({refusal.Code}).")
        : OperatorMustAct.Contains(refusal.Code) ? new(VendorFaultKind.SetupIncomplete, false, $"{calls.Brand.Name} does not accept our application ({refusal.Code}).")
        : new(VendorFaultKind.Outage, false, $"{calls.Brand.Name} did not renew the access ({refusal.Code}).");

    /// <summary>An answer that is neither tokens nor a refusal. Only what the client did wrong is sure to have changed nothing.</summary>
    public VendorFault Trouble(VendorAnswer answer, string name) => answer.Status switch
    {
        429 => new(VendorFaultKind.OutOfBudget, false, $"{calls.Brand.Name} {name}: too many calls.", answer.RetryAt),
        >= 400 and < 500 and not 408 => new(VendorFaultKind.BadAnswer, false, $"{calls.Brand.Name} {name}: status {answer.Status} without an error code."),
        >= 500 or 408 => new(VendorFaultKind.Outage, true, $"{calls.Brand.Name} {name}: status {answer.Status}.", answer.RetryAt),
        _ => new(VendorFaultKind.BadAnswer, true, $"{calls.Brand.Name} {name}: status {answer.Status}."),
    };

    private TokenEndpoint? Endpoint(GrantSecret secret) =>
        secret.Extras.TryGetValue(ConsentExtra, out var way) && Names.ByName<ConsentWay>(way) is { } known ? calls.Recipe.Auth.GetValueOrDefault(known)?.Tokens : null;

    private static Guid Tenant(GrantSecret secret) =>
        secret.Extras.TryGetValue(TenantExtra, out var text) && Guid.TryParse(text, out var tenant) ? tenant
            : throw new InvalidOperationException("A recipe's grant says whose it is.");
}
