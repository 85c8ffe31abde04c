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
    private static readonly string Header = Base64Url("""{"alg":"HS256","typ":"JWT"}"""u8);
    private readonly byte[] key = master.Derive("access-token");

    public string Issue(Guid clientId, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var payload = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = "busbar", aud = "busbar", sub = clientId, iat = now, exp = now + (long)lifetime.TotalSeconds, jti = ids.New(),
        });
        var signed = $"{Header}.{Base64Url(payload)}";
        return $"{signed}.{Base64Url(Sign(signed))}";
    }

    /// <summary>The client that the token was issued to; null where it is not ours, was changed, or has expired.</summary>
    public Guid? Read(string token)
    {
        if (token.Length > 2_000 || token.LastIndexOf('.') is not (> 0 and var end) || !token.StartsWith(Header + ".", StringComparison.Ordinal)) return null;
        var expected = Encoding.ASCII.GetBytes(Base64Url(Sign(token[..end])));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(token[(end + 1)..]))) return null;

        using var payload = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.AsSpan(Header.Length + 1, end - Header.Length - 1)));
        return payload.RootElement.GetProperty("exp").GetInt64() > time.GetUtcNow().ToUnixTimeSeconds() ? payload.RootElement.GetProperty("sub").GetGuid() : null;
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
