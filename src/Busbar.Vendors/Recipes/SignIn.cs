using Busbar.Vendors.Recipes.Language;

namespace Busbar.Vendors.Recipes;

internal enum ClientAuth { Basic, Body, None }

internal enum BodyFormat { Form, Json }

/// <summary>How owners agree and tokens are got, for one way of consent.</summary>
internal abstract record SignIn
{
    private SignIn() { }

    public required TokenEndpoint Tokens { get; init; }
    public required AccountRule Account { get; init; }

    /// <summary>The owner's browser goes to the brand and comes back with a code.</summary>
    /// <param name="Issuer">Who the brand says it is in the answer, checked where it says so.</param>
    public sealed record Code(Template Authorize, IReadOnlyList<string> Scopes, bool Pkce, IReadOnlyDictionary<string, Template> AuthorizeParams, Template? Issuer) : SignIn;

    /// <summary>The owner confirms in the brand's app or mail while we ask again and again.</summary>
    /// <param name="Page">Where the owner confirms, if it is a page.</param>
    public sealed record Ciba(Template Request, IReadOnlyList<string> Scopes, IReadOnlyDictionary<string, Template> Params, Template? Page) : SignIn;

    /// <summary>What the owner gave us, such as a pairing code, is changed into tokens at once.</summary>
    /// <param name="Wrong">Error codes which say that what the owner gave is not right.</param>
    public sealed record Direct(string GrantType, IReadOnlyDictionary<string, Template> Params, IReadOnlyList<string> Wrong) : SignIn;
}

/// <summary>Where tokens come from and go back to.</summary>
internal sealed record TokenEndpoint(Template Token, Template? Revoke, ClientAuth ClientAuth, BodyFormat BodyFormat, IReadOnlyDictionary<string, Template> Params);

/// <summary>Where the account's id comes from: the token answer, the id token, or a call of its own.</summary>
internal sealed record AccountRule(PathTo? InAnswer, string? IdTokenClaim, Call? Call, PathTo? At);

internal sealed record RefreshRule(Core.Ports.RefreshReplay Replay, TimeSpan Early, IReadOnlyDictionary<string, Template> Params);
