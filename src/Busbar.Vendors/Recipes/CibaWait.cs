using System.Text.Json;
using Busbar.Core.Ports;
using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

/// <summary>Consent given elsewhere, asked for again and again: client-initiated backchannel authentication (CIBA), poll mode.</summary>
internal sealed class CibaWait(RecipeCalls calls, RecipeTokens tokens)
{
    private const int DefaultIntervalSeconds = 5, LongestIntervalSeconds = 300, SlowDownSeconds = 5;

    /// <summary>What is kept between two looks.</summary>
    private sealed record Waiting(string AuthReqId, int IntervalSeconds, DateTimeOffset ExpiresAt, string? Page);

    public async Task<LinkStep> Start(SignIn.Ciba ciba, Scope scope, CancellationToken stop)
    {
        var fields = RecipeCalls.Filled(ciba.Params, scope);
        if (ciba.Scopes.Count > 0) fields["scope"] = string.Join(' ', ciba.Scopes);
        var (answer, name) = await tokens.Post(ciba.Tokens, ciba.Request, scope, fields, stop);
        var json = answer.Json() is { ValueKind: JsonValueKind.Object } said ? said : default;
        if (!answer.Succeeded)
        {
            if (answer.Status is < 400 or >= 500 or 429 || json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("error", out var error)) throw tokens.Trouble(answer, name);
            return new LinkStep.Failed(LinkFailure.RefusedByBrand, $"{calls.Brand.Name} did not ask the owner: {OAuthFlow.PlainCode(Literal.TextOf(error)) ?? "for a reason of its own"}.");
        }
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("auth_req_id", out var id) || Literal.TextOf(id) is not { Length: > 0 } authReqId)
            throw new VendorFault(VendorFaultKind.BadAnswer, true, $"{calls.Brand.Name} {name}: no auth_req_id.");
        var interval = Seconds(json, "interval") is { } seconds ? Math.Clamp(seconds, 1, LongestIntervalSeconds) : DefaultIntervalSeconds;
        var expires = calls.Time.GetUtcNow().AddSeconds(Seconds(json, "expires_in") ?? 3600);
        return Wait(new Waiting(authReqId, interval, expires, ciba.Page?.FillAddress(scope)));
    }

    /// <summary>Tokens, or the step that goes on or ends it.</summary>
    public async Task<(TokenAnswer? Tokens, LinkStep? Step)> Check(SignIn.Ciba ciba, Scope scope, string secret, CancellationToken stop)
    {
        var waiting = JsonSerializer.Deserialize<Waiting>(secret)!;
        var fields = new Dictionary<string, string> { ["grant_type"] = "urn:openid:params:grant-type:ciba", ["auth_req_id"] = waiting.AuthReqId };
        try
        {
            var (given, refusal) = await tokens.Request(ciba.Tokens, scope, fields, stop);
            return given is not null ? (given, null) : (null, After(refusal!.Code, waiting));
        }
        catch (VendorFault fault) when (!fault.MayHaveHappened || fault.Kind == VendorFaultKind.Outage)
        {
            // Out of reach or too busy: that says nothing about the owner.
            return (null, Over(waiting) ? Expired() : Wait(waiting, fault.RetryAt));
        }
    }

    private LinkStep After(string code, Waiting waiting) => code switch
    {
        "authorization_pending" => Over(waiting) ? Expired() : Wait(waiting),
        "slow_down" => Wait(waiting with { IntervalSeconds = Math.Min(waiting.IntervalSeconds + SlowDownSeconds, LongestIntervalSeconds) }),
        "access_denied" => new LinkStep.Failed(LinkFailure.Denied, $"The owner did not agree at {calls.Brand.Name}."),
        "expired_token" => Expired(),
        _ => new LinkStep.Failed(LinkFailure.RefusedByBrand, $"{calls.Brand.Name} refused: {code}."),
    };

    private LinkStep.Consent Wait(Waiting waiting, DateTimeOffset? notBefore = null)
    {
        var next = calls.Time.GetUtcNow().AddSeconds(waiting.IntervalSeconds);
        return new(notBefore > next ? notBefore : next, Url: waiting.Page, Secret: JsonSerializer.Serialize(waiting));
    }

    private bool Over(Waiting waiting) => calls.Time.GetUtcNow() >= waiting.ExpiresAt;

    private LinkStep.Failed Expired() => new(LinkFailure.Expired, $"Nobody confirmed at {calls.Brand.Name} in time.");

    private static int? Seconds(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && Literal.TextOf(value) is { } text && Literal.Number(text) is > 0 and < 1e8 and var seconds ? (int)Math.Ceiling(seconds) : null;
}
