using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>
/// Leads an owner through consent. The brand's trouble ends the link by a step, never by an exception: what was used up on the
/// way, such as a code, cannot be tried again.
/// </summary>
internal sealed class RecipeLinks(RecipeCalls calls, RecipeTokens tokens, RecipeDevices devices)
{
    private string Name => calls.Brand.Name;

    public Task<LinkStep> Start(LinkRequest request, CancellationToken stop) => Steps(async () =>
    {
        var scope = await Open(request);
        return SignInOf(request) switch
        {
            SignIn.Code code => Redirect(code, request, scope),
            SignIn.Ciba ciba => await new CibaWait(calls, tokens).Start(ciba, scope, stop),
            SignIn.Direct direct => await Pair(direct, request, scope, stop),
            _ => throw new InvalidOperationException("A sign-in is one of three."),
        };
    });

    public Task<LinkStep> Return(LinkRequest request, LinkReturn back, string? verifier, CancellationToken stop) => Steps(async () =>
    {
        if (SignInOf(request) is not SignIn.Code code) throw new InvalidOperationException($"{Name} sends no browser back.");
        var scope = await Open(request);
        if (code.Issuer?.Fill(scope) is { } issuer && back.Query.TryGetValue("iss", out var said) && said != issuer)
            return new LinkStep.Failed(LinkFailure.RefusedByBrand, $"The answer did not come from {Name}.");
        if (back.Query.TryGetValue("error", out var error)) return Refused(error);
        if (!back.Query.TryGetValue("code", out var authorizationCode) || authorizationCode.Length == 0)
            return new LinkStep.Failed(LinkFailure.RefusedByBrand, $"{Name} sent back neither a code nor an error.");
        var fields = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = authorizationCode, ["redirect_uri"] = request.CallbackUrl };
        if (verifier is not null) fields["code_verifier"] = verifier;
        var (given, refusal) = await tokens.Request(code.Tokens, scope, fields, stop);
        return given is not null ? await Linked(code, given, request, scope, stop) : Refused(refusal!.Code);
    });

    /// <summary>While the brand is out of reach the wait goes on: nothing is used up by asking.</summary>
    public Task<LinkStep> Check(LinkRequest request, string? secret, CancellationToken stop) => Steps(async () =>
    {
        if (SignInOf(request) is not SignIn.Ciba ciba || secret is null) throw new InvalidOperationException($"{Name} has nothing to check.");
        var scope = await Open(request);
        var (given, step) = await new CibaWait(calls, tokens).Check(ciba, scope, secret, stop);
        return given is not null ? await Linked(ciba, given, request, scope, stop) : step!;
    });

    private LinkStep Redirect(SignIn.Code code, LinkRequest request, Scope scope)
    {
        var verifier = code.Pkce ? OAuthFlow.NewVerifier() : null;
        var query = RecipeCalls.Filled(code.AuthorizeParams, scope);
        query["response_type"] = "code";
        query["client_id"] = scope.Find("app.clientId")!;
        query["redirect_uri"] = request.CallbackUrl;
        query["state"] = request.State ?? throw new InvalidOperationException("A browser is sent with a state.");
        if (code.Scopes.Count > 0) query["scope"] = string.Join(' ', code.Scopes);
        if (verifier is not null) (query["code_challenge"], query["code_challenge_method"]) = (OAuthFlow.Challenge(verifier), "S256");
        return new LinkStep.Redirect(OAuthFlow.WithQuery(calls.Address(code.Authorize, scope), query), verifier);
    }

    private async Task<LinkStep> Pair(SignIn.Direct direct, LinkRequest request, Scope scope, CancellationToken stop)
    {
        var fields = RecipeCalls.Filled(direct.Params, scope);
        fields["grant_type"] = direct.GrantType;
        var (given, refusal) = await tokens.Request(direct.Tokens, scope, fields, stop);
        if (given is not null) return await Linked(direct, given, request, scope, stop);
        return direct.Wrong.Contains(refusal!.Code) ? new LinkStep.Failed(LinkFailure.PairingCodeWrong, $"{Name} does not accept this pairing code.") : Refused(refusal.Code);
    }

    private async Task<LinkStep> Linked(SignIn signIn, TokenAnswer given, LinkRequest request, Scope scope, CancellationToken stop)
    {
        var extras = new Dictionary<string, string> { [RecipeTokens.TenantExtra] = request.TenantId.ToString(), [RecipeTokens.ConsentExtra] = Way(request).ToString() };
        var secret = tokens.Secret(given, null, extras);
        var caller = new Caller(null, secret);
        var account = signIn.Account switch
        {
            { InAnswer: { } path } => Text(path, given.Answer, scope),
            { IdTokenClaim: { } claim } => given.Answer.TryGetProperty("id_token", out var idToken) && idToken.ValueKind == JsonValueKind.String ? OAuthFlow.Claim(idToken.GetString()!, claim) : null,
            { Call: { } call, At: { } at } => Text(at, await calls.Ask(call, scope, caller, stop), scope),
            _ => null,
        };
        if (string.IsNullOrEmpty(account)) return new LinkStep.Failed(LinkFailure.BrandUnavailable, $"{Name} did not say which account agreed.");
        return new LinkStep.Linked(account, secret, await devices.List(scope, caller, stop));
    }

    private static string? Text(PathTo path, JsonElement answer, Scope scope) => path.Find(answer, scope).Select(Literal.TextOf).FirstOrDefault(text => text is not null);

    private LinkStep.Failed Refused(string error) => error switch
    {
        "access_denied" => new(LinkFailure.Denied, $"The owner did not agree at {Name}."),
        "temporarily_unavailable" or "server_error" => new(LinkFailure.BrandUnavailable, $"{Name} is in trouble. Try again later."),
        _ => new(LinkFailure.RefusedByBrand, $"{Name} refused: {OAuthFlow.PlainCode(error) ?? "for a reason of its own"}."),
    };

    private ConsentWay Way(LinkRequest request) => calls.Brand.Kinds[request.Kind].Consent;

    private SignIn SignInOf(LinkRequest request) => calls.Recipe.Auth[Way(request)];

    private async Task<Scope> Open(LinkRequest request) =>
        request.Inputs.Aggregate((await calls.Open(request.TenantId)).With("kind", request.Kind.ToString()), (scope, input) => scope.With("input." + input.Key, input.Value));

    private async Task<LinkStep> Steps(Func<Task<LinkStep>> steps)
    {
        try
        {
            return await steps();
        }
        catch (VendorFault fault)
        {
            return fault.Kind is VendorFaultKind.Refused or VendorFaultKind.PermissionMissing or VendorFaultKind.NotSupported
                ? new LinkStep.Failed(LinkFailure.RefusedByBrand, fault.Message)
                : new LinkStep.Failed(LinkFailure.BrandUnavailable, fault.Message);
        }
    }
}
