using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Busbar.Core.Basics;

namespace Busbar.Server.Setup;

/// <summary>
/// Access tokens: JSON Web Tokens that we issue and that only we read, signed with HMAC-SHA256 under one fixed header, so that no
/// token chooses how it is verified.
/// </summary>
public sealed class Tokens(MasterKey master, Ids ids, TimeProvider time)
{
    private const string User = "user", SignIn = "sid", Scope = "scope";

    private static readonly string Header = Base64Url("""{"alg":"HS256","typ":"JWT"}"""u8);
    private readonly byte[] key = master.Derive("access-token");

    // Applications send the same token for an hour; to look at its signature again costs more than a statement of the store.
    private const int MostKnown = 5_000;
    private readonly ConcurrentDictionary<string, AccessToken> known = new();

    /// <param name="user">For whom the application acts with it; null for itself.</param>
    public string Issue(Guid clientId, TimeSpan lifetime, TokenUser? user = null)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = "busbar", ["aud"] = "busbar", ["sub"] = clientId, ["iat"] = now, ["exp"] = now + (long)lifetime.TotalSeconds, ["jti"] = ids.New(),
        };
        if (user is not null) (claims[User], claims[SignIn], claims[Scope]) = (user.UserId, user.SignInId, string.Join(' ', user.Scopes));
        var payload = JsonSerializer.SerializeToUtf8Bytes(claims);
        var signed = $"{Header}.{Base64Url(payload)}";
        return $"{signed}.{Base64Url(Sign(signed))}";
    }

    /// <summary>Null where it is not ours, was changed, or has expired.</summary>
    public AccessToken? Read(string token)
    {
        if (!known.TryGetValue(token, out var read))
        {
            if (Verify(token) is not { } verified) return null;
            if (known.Count >= MostKnown) known.Clear();
            known[token] = read = verified;
        }
        return read.ExpiresAt > time.GetUtcNow() ? read : null;
    }

    private AccessToken? Verify(string token)
    {
        if (token.Length > 2_000 || token.LastIndexOf('.') is not (> 0 and var end) || !token.StartsWith(Header + ".", StringComparison.Ordinal)) return null;
        var expected = Encoding.ASCII.GetBytes(Base64Url(Sign(token[..end])));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(token[(end + 1)..]))) return null;

        using var payload = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(Header.Length + 1, end - Header.Length - 1)));
        var claims = payload.RootElement;
        return new AccessToken(claims.GetProperty("sub").GetGuid(), DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()), claims.TryGetProperty(User, out var user)
            ? new TokenUser(user.GetGuid(), claims.GetProperty(SignIn).GetGuid(), claims.GetProperty(Scope).GetString()!.Split(' ')) : null);
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

/// <summary>What an access token says.</summary>
/// <param name="ClientId">The application that it was issued to.</param>
/// <param name="ExpiresAt">From then on it is good for nothing.</param>
/// <param name="User">For whom the application acts with it; null for itself.</param>
public sealed record AccessToken(Guid ClientId, DateTimeOffset ExpiresAt, TokenUser? User);

/// <summary>A user, as whom an application acts.</summary>
/// <param name="SignInId">The sign-in that the token hangs on.</param>
/// <param name="Scopes">What the token is good for, in the words of the API that the user agreed for.</param>
public sealed record TokenUser(Guid UserId, Guid SignInId, IReadOnlyList<string> Scopes);
